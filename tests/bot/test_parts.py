"""Parts in a session, agreed from both sides: opened, claimed, offered, confirmed, swapped, given back."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from bot.chat import Person, Place, Problems, Submitted, pack
from bot.parts.actions import AcceptPart, ClaimPart, ConfirmPart, DeclinePart, RefusePart, TakeOver, WithdrawPart
from storage import parts, people
from storage.database import Db
from storage.models import Delivery, Role, Session
from storage.parts import LEADING, Part, PartKind, PartState
from tests.bot.test_places import make, member, press
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town


async def opened(town: Town, what: str = "1 presenter", title: str = SESSION) -> str:
    """The session is announced, and a facilitator opens these parts in it."""
    await town.announce(title)
    seen = await town.say(FACILITATOR, f"open {what} at {title}")
    await town.settle()
    return seen


async def rows(town: Town, *states: PartState, title: str = SESSION) -> list[Part]:
    query = select(Part).join(Session, Session.id == Part.session_id).where(Session.title == title).order_by(Part.id)
    found = await town.product.database.run(lambda db: db.exec(query).all())
    return [row for row in found if not states or row.state in states]


async def told(town: Town, name: str) -> int:
    """How many messages of this wire name were written for anybody, sent or not."""
    found = await town.product.database.run(lambda db: db.exec(select(Delivery.drawing)).all())
    return sum(drawing.partition(" ")[0] == name for drawing in found)


async def facilitators_with_accounts(town: Town) -> list[str]:
    def find(db: Db) -> list[str]:
        community = people.communities(db)[0].id or 0
        staff = [one for one in people.members(db, community) if one.role == Role.FACILITATOR]
        return [one.name for one in staff if people.accounts(db, one.id or 0)]

    return await town.product.database.run(find)


async def morning(town: Town, hours: int = 9) -> None:
    """It is day in California as well, and everything is delivered."""
    town.clock.move(timedelta(hours=hours))
    await town.settle()


async def test_parts_are_opened_by_sentence_and_saying_it_twice_changes_nothing(town: Town) -> None:
    seen = await opened(town, "2 presenters, 1 note-taker")
    assert "Present: 2 are open" in seen
    assert "Note-taker: 1 is open" in seen
    await town.say(FACILITATOR, f"open two presenters and a note taker at {SESSION}")
    assert len(await rows(town)) == 3
    assert "Present: 1 is open" in await town.say(FACILITATOR, f"open 1 presenter at {SESSION}")
    assert len(await rows(town, PartState.OPEN)) == 2


async def test_parts_are_opened_by_form_for_one_meeting(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"manage {SESSION}")
    await town.press(FACILITATOR, "Parts…")
    await town.press(FACILITATOR, "Open parts…")
    seen = await town.fill(FACILITATOR, meeting="2", note_taker="1", present="2")
    assert "Note-taker · meeting 2: 1 is open" in seen
    assert "Present · meeting 2: 2 are open" in seen


async def test_a_form_without_a_number_asks_for_one(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"parts of {SESSION}")
    await town.press(FACILITATOR, "Open parts…")
    assert "how many there shall be" in await town.fill(FACILITATOR)


async def test_a_nominee_claims_with_one_click_from_the_card(town: Town) -> None:
    await opened(town)
    assert "Take a part" in town.world.card("ericsson").words
    await town.press_card(ERICSSON_1, "Take a part")
    assert "it is claimed" in await town.press(ERICSSON_1, "Present")
    await town.settle()
    assert "Take a part" not in town.world.card("ericsson").words
    seen = town.world.sees(FACILITATOR)
    assert "Somebody claims a part" in seen
    assert "Ericsson nominee 1 (to be confirmed)" in seen
    assert "Confirmed, and they are told" in await town.press(FACILITATOR, "Confirm")
    await town.settle()
    assert f"It is agreed: you will present at {SESSION}." in town.world.sees(ERICSSON_1)
    assert [row.state for row in await rows(town)] == [PartState.CONFIRMED]


async def test_a_claim_in_one_sentence(town: Town) -> None:
    await town.announce("Access to remedy")
    assert "it is claimed" in await town.say(ERICSSON_1, "claim present at Access to remedy")
    assert "It is yours already" in await town.say(ERICSSON_1, "claim present at Access to remedy")
    assert await told(town, "tell.claims") == len(await facilitators_with_accounts(town))
    assert "Which part do you mean?" in await town.say(ERICSSON_1, "claim the moon")
    assert "no such part" in await town.say(ERICSSON_1, "claim case study at Access to remedy")


async def test_of_two_who_claim_one_at_once_one_has_it_and_both_are_told_the_truth(town: Town) -> None:
    await opened(town)
    for who in (ERICSSON_1, MICROSOFT_1):
        await town.press_card(who, "Take a part")
    pressed = [(who, town.world.latest(who)) for who in (ERICSSON_1, MICROSOFT_1)]
    packed = pack(ClaimPart(1, PartKind.PRESENT))
    await asyncio.gather(*(town.world.press_packed(who, on.id, packed) for who, on in pressed if on))
    answers = [town.world.last(who) for who in (ERICSSON_1, MICROSOFT_1)]
    assert sorted("it is claimed" in answer for answer in answers) == [False, True]
    assert sorted("Somebody was faster" in answer for answer in answers) == [False, True]
    assert [row.state for row in await rows(town)] == [PartState.CLAIMED]


async def test_two_of_one_company_at_once_claim_one_of_two_open_parts(town: Town) -> None:
    await opened(town, "2 presenters")
    packed = pack(ClaimPart(1, PartKind.PRESENT))
    for who in (CISCO_1, CISCO_2):
        await town.press_card(who, "Take a part")
    pressed = [(who, town.world.latest(who)) for who in (CISCO_1, CISCO_2)]
    await asyncio.gather(*(town.world.press_packed(who, on.id, packed) for who, on in pressed if on))
    assert sorted(row.state for row in await rows(town)) == [PartState.CLAIMED, PartState.OPEN]


async def test_an_offer_to_a_company_asks_its_nominees_and_the_first_answer_counts(town: Town) -> None:
    await opened(town, title="Access to remedy")
    seen = await town.say(FACILITATOR, "offer present at Access to remedy to Cisco")
    assert "Offered to Cisco: Present. 2 people are asked." in seen
    assert "has this part already, or is asked" in await town.say(
        FACILITATOR, "offer present at Access to remedy to Cisco"
    )
    await morning(town)
    assert "Would you present at Access to remedy?" in town.world.sees(CISCO_1)
    assert "Would you present at Access to remedy?" in town.world.sees(CISCO_2)
    assert "It is agreed: Present" in await town.press(CISCO_1, "Accept")
    assert "settled already" in await town.press(CISCO_2, "Decline")
    await town.settle()
    assert "Cisco nominee 1 will present at Access to remedy." in town.world.sees(FACILITATOR)
    taken = await rows(town, PartState.OFFERED, PartState.CLAIMED, PartState.CONFIRMED, title="Access to remedy")
    assert [(row.kind, row.state) for row in taken] == [(PartKind.PRESENT, PartState.CONFIRMED)]
    assert await told(town, "tell.part_offered") == 2


async def test_an_offer_to_one_person_is_theirs_to_answer(town: Town) -> None:
    await opened(town)
    await town.say(FACILITATOR, f"offer present at {SESSION} to Cisco nominee 1")
    part = (await rows(town))[0]
    assert part.id is not None
    assert "can accept it" in await press(town, CISCO_2, AcceptPart(part.id)) or "settled" in town.world.last(CISCO_2)
    assert "not yours" in await press(town, ERICSSON_1, AcceptPart(part.id))
    assert [row.state for row in await rows(town)] == [PartState.OFFERED]
    assert "Thank you for saying so" in await town.say(CISCO_1, f"decline present at {SESSION}")
    assert "settled already" in await press(town, CISCO_1, RefusePart(part.id))
    await town.settle()
    assert "Cisco nominee 1 will not present" in town.world.sees(FACILITATOR)
    assert "The part is open again." in town.world.sees(FACILITATOR)
    assert [row.state for row in await rows(town)] == [PartState.WITHDRAWN, PartState.OPEN]
    assert await told(town, "tell.part_freed") == len(await facilitators_with_accounts(town))


async def test_an_offer_that_is_taken_back_is_never_sent(town: Town) -> None:
    await opened(town)
    await town.say(FACILITATOR, f"offer present at {SESSION} to Cisco")
    await town.press(FACILITATOR, "Take back…")
    assert "The part is open again." in await town.fill(FACILITATOR, note="")
    await morning(town)
    assert "Would you" not in town.world.sees(CISCO_1)


async def test_an_offer_by_form_says_what_is_missing(town: Town) -> None:
    await opened(town)
    await town.say(FACILITATOR, f"offer present at {SESSION}")
    assert "choose an organisation" in await town.fill(FACILITATOR, part="present 0")
    assert "I know no place of this name" in await town.fill(FACILITATOR, part="present 0", person="Nobody 1")
    assert "cannot have this part" in await town.fill(FACILITATOR, part="expert 0", person="Cisco nominee 1")
    assert "Offered to Ericsson" in await town.fill(FACILITATOR, part="present 0", person="ericsson nominee 1")


async def test_a_claim_is_declined_with_a_sentence(town: Town) -> None:
    await opened(town)
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    await town.say(MICROSOFT_1, f"claim present at {SESSION}")
    seen = await town.say(FACILITATOR, f"decline present at {SESSION} for Ericsson: next time, please")
    assert "they are told" in seen
    assert "Nobody has this part" in await town.say(FACILITATOR, f"decline present at {SESSION} for Ericsson: again")
    await town.settle()
    seen = town.world.sees(ERICSSON_1)
    assert f"The facilitators ask you not to present at {SESSION}." in seen
    assert "They write: “next time, please”" in seen
    assert "it is claimed" in await town.say(MICROSOFT_1, f"claim present at {SESSION}")
    assert "Confirmed" in await town.say(FACILITATOR, f"confirm present at {SESSION} for Microsoft")


async def test_a_holder_withdraws_and_facilitators_hear_of_it_once(town: Town) -> None:
    await opened(town)
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    part = (await rows(town))[0]
    assert part.id is not None
    assert "Do you want to give this part back?" in await town.say(ERICSSON_1, f"withdraw from present at {SESSION}")
    assert "You have given it back" in await town.press(ERICSSON_1, "Give it back")
    for action in (WithdrawPart(part.id), WithdrawPart(part.id)):
        assert "settled already" in await press(town, ERICSSON_1, action)
    assert "settled already" in await press(town, FACILITATOR, ConfirmPart(part.id))
    await town.settle()
    assert town.world.sees(FACILITATOR).count("will not present") == 1
    assert "Somebody claims" not in town.world.sees(FACILITATOR)
    assert "Take a part" in town.world.card("ericsson").words
    assert [row.state for row in await rows(town)] == [PartState.WITHDRAWN, PartState.OPEN]


async def test_a_part_goes_to_the_co_nominee_once_they_agree(town: Town) -> None:
    await opened(town)
    await town.say(CISCO_1, f"claim present at {SESSION}")
    await town.say(FACILITATOR, f"confirm present at {SESSION}")
    await morning(town)
    assert "Cisco nominee 2 is asked" in await town.say(CISCO_1, f"swap present at {SESSION}")
    await town.say(CISCO_1, f"swap present at {SESSION} with Cisco nominee 2")
    await town.settle()
    assert town.world.sees(CISCO_2).count("Cisco nominee 1 asks you to take over: Present") == 1
    who = (await member(town, "Cisco nominee 1")).id
    assert [row.member_id for row in await rows(town)] == [who]
    await town.press(CISCO_2, "I take it over")
    part = (await rows(town))[0]
    assert part.id is not None
    assert part.state == PartState.CONFIRMED
    assert part.member_id == (await member(town, "Cisco nominee 2")).id
    assert "yours already" in await press(town, CISCO_2, TakeOver(part.id))
    assert "settled already" in await press(town, CISCO_1, WithdrawPart(part.id))
    await town.settle()
    assert "Cisco nominee 2 will present" in town.world.sees(CISCO_1)
    assert "Cisco nominee 2 will present" in town.world.sees(FACILITATOR)


async def test_a_colleague_who_says_no_leaves_it_where_it_is(town: Town) -> None:
    await opened(town)
    await town.say(CISCO_1, f"claim present at {SESSION}")
    await town.say(CISCO_1, f"swap present at {SESSION} with Cisco nominee 2")
    await morning(town)
    assert "Your colleague is told" in await town.press(CISCO_2, "No")
    await town.settle()
    assert "it stays with you" in town.world.sees(CISCO_1)
    part = (await rows(town))[0]
    assert part.id is not None
    assert part.asked_id is None
    assert "settled already" in await press(town, CISCO_2, TakeOver(part.id))


async def test_who_has_a_part_is_shown_as_far_as_the_policy_and_the_company_allow(town: Town) -> None:
    await opened(town, "2 presenters")
    await town.say(CISCO_1, f"claim present at {SESSION}")
    assert "Cisco nominee 1 (to be confirmed) and 1 is open" in await town.say(FACILITATOR, f"parts of {SESSION}")
    assert "you (to be confirmed)" in await town.say(CISCO_1, f"parts of {SESSION}")
    assert "Cisco nominee 1 (to be confirmed)" in await town.say(CISCO_2, f"parts of {SESSION}")
    await town.say(FACILITATOR, f"confirm present at {SESSION}")
    assert "Present: 1 is taken and 1 is open" in await town.say(MICROSOFT_1, f"parts of {SESSION}")
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, others="companies")
    assert "Present: 1 is taken and 1 is open" in await town.say(MICROSOFT_1, f"parts of {SESSION}")
    await town.say(CISCO_1, "consent")
    await town.press(CISCO_1, "Yes, name us")
    assert "Present: Cisco and 1 is open" in await town.say(MICROSOFT_1, f"parts of {SESSION}")
    await town.press_card(MICROSOFT_1, "Coming")
    await town.say(MICROSOFT_1, "home")
    assert "Present: Cisco and 1 is open" in await town.press(MICROSOFT_1, "Details")
    assert "Present: Cisco and 1 is open" in await town.say(FACILITATOR, "as Ericsson")
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, others="nothing")
    assert "Present: 1 is open" in await town.say(MICROSOFT_1, f"parts of {SESSION}")


async def test_the_ledger_lists_who_still_owes_a_leading_part(town: Town) -> None:
    await opened(town, "2 presenters, 1 note-taker")
    assert "12 companies still owe one, of 12." in await town.say(FACILITATOR, "who leads")
    await town.say(CISCO_1, f"claim present at {SESSION}")
    await town.say(ERICSSON_1, f"claim note-taker at {SESSION}")
    await town.say(FACILITATOR, f"offer present at {SESSION} to Apple nominee 1")
    seen = await town.say(FACILITATOR, "who leads")
    assert "12 companies still owe one" in seen
    assert f"Has claimed one: a facilitator has to confirm it\n• Cisco · Present at {SESSION}" in seen
    assert f"Is asked\n• Apple · Present at {SESSION}" in seen
    await town.say(FACILITATOR, f"confirm present at {SESSION} for Cisco")
    seen = await town.say(FACILITATOR, "who leads")
    assert "11 companies still owe one, of 12." in seen
    assert "• Ericsson\n" in seen
    assert "12 companies still owe one" in await town.say(FACILITATOR, "who leads 2028")
    assert "Only facilitators" in await town.say(CISCO_1, "who leads")


async def test_home_shows_what_waits_for_each(town: Town) -> None:
    await opened(town)
    await town.say(FACILITATOR, f"offer present at {SESSION} to Cisco")
    assert "Present · offered to Cisco" in await town.say(CISCO_1, "home")
    assert "Thank you! It is agreed" in await town.press(CISCO_1, "Accept")
    await town.say(FACILITATOR, f"open 2 presenters at {SESSION}")
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    assert "1 claimed part waits for you" in await town.say(FACILITATOR, "home")


async def test_roles_decide_what_one_may_claim(town: Town) -> None:
    await opened(town, "1 presenter, 1 expert, 1 note-taker")
    await make(town, "Cisco nominee 1", Role.PARTICIPANT)
    assert "for others to claim" in await town.say(CISCO_1, f"claim present at {SESSION}")
    assert "for others to claim" in await town.say(ERICSSON_1, f"claim expert at {SESSION}")
    assert "it is claimed" in await town.say(CISCO_1, f"claim notes at {SESSION}")


async def test_what_is_over_can_be_looked_at_and_not_changed(town: Town) -> None:
    await opened(town, "2 presenters")
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    part = (await rows(town))[0]
    assert part.id is not None
    town.clock.move(timedelta(days=90))
    assert "All meetings are over." in await town.say(MICROSOFT_1, f"claim present at {SESSION}")
    assert "All meetings are over." in await press(town, ERICSSON_1, WithdrawPart(part.id))
    assert [row.state for row in await rows(town)] == [PartState.CLAIMED, PartState.OPEN]


async def test_other_features_ask_who_holds_a_part(town: Town) -> None:
    await opened(town, "2 presenters, 1 note-taker")
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    await town.say(CISCO_1, f"claim note-taker at {SESSION}")
    leads = await town.product.database.run(lambda db: parts.holders(db, 1, LEADING))
    everybody = await town.product.database.run(lambda db: parts.holders(db, 1))
    assert leads == [(await member(town, "Ericsson nominee 1")).id]
    assert len(everybody) == 2


async def test_a_colleague_takes_over_in_a_sentence(town: Town) -> None:
    await opened(town)
    for answer, expected in (("decline", "Your colleague is told"), ("accept", "you have taken it over")):
        await town.say(CISCO_1, f"claim present at {SESSION}")
        await town.say(CISCO_1, f"swap present at {SESSION}")
        assert expected in await town.say(CISCO_2, f"{answer} present at {SESSION}")
    assert [row.member_id for row in await rows(town)] == [(await member(town, "Cisco nominee 2")).id]


async def test_an_expert_who_is_asked_sees_the_session_and_says_yes(town: Town) -> None:
    await opened(town, "1 expert", title="Access to remedy")
    await make(town, "Ericsson nominee 1", Role.EXPERT)
    assert "not there any more" in await town.say(ERICSSON_1, "parts of Access to remedy")
    await town.say(FACILITATOR, "offer expert at Access to remedy to Ericsson nominee 1")
    await town.settle()
    assert "Would you advise as an expert at Access to remedy?" in town.world.sees(ERICSSON_1)
    assert "It is agreed: Expert" in await town.press(ERICSSON_1, "Accept")
    assert "Expert: you" in await town.press(ERICSSON_1, "Back to the session")


async def test_who_leaves_leaves_the_part_to_their_colleague(town: Town) -> None:
    await opened(town)
    await town.say(CISCO_1, f"claim present at {SESSION}")
    await town.say(FACILITATOR, f"confirm present at {SESSION}")
    await town.say(CISCO_1, "leave")
    await town.press(CISCO_1, "Leave")
    assert "Present · Cisco\n[I do it]" in await town.say(CISCO_2, "home")
    await town.press(CISCO_2, "I do it")
    part = (await rows(town))[0]
    assert (part.state, part.member_id) == (PartState.CONFIRMED, (await member(town, "Cisco nominee 2")).id)


async def test_a_sentence_that_is_too_long_is_not_cut(town: Town) -> None:
    await opened(town)
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    assert "at most 500 characters" in await town.say(
        FACILITATOR, f"decline present at {SESSION} for Ericsson: {'x' * 501}"
    )
    then = pack(DeclinePart((await rows(town))[0].id or 0))
    sent = Submitted(Person(FACILITATOR, "play:btech"), Place(FACILITATOR, private=True), then, {"note": "x" * 501})
    seen = await town.product.bot.answer(sent)
    assert isinstance(seen, Problems)
    assert "at most 500 characters" in seen.by_field["note"]
    assert [row.state for row in await rows(town)] == [PartState.CLAIMED]
