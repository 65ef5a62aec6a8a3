"""Parts in a session, from both sides: opened, claimed, confirmed or declined, seen, and counted in the ledger."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from bot import disclosure, viewers
from bot.chat import Message, Person, Place, Problems, Submitted, pack
from bot.kit import Tools
from bot.outbox import Outbox
from bot.parts import cards, rules
from bot.parts.actions import ClaimPart, DeclinePart, WithdrawPart
from storage import parts, people
from storage.database import Db
from storage.look import look
from storage.models import Delivery, Role, Session
from storage.parts import LEADING, Part, PartKind, PartState
from tests.bot.test_everything_drawn import slack_problems, teams_problems
from tests.bot.test_places import make, member, press
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

PERSON = Person(FACILITATOR, "play:btech")


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
    assert "no such part open" in await town.say(ERICSSON_1, "claim case study at Access to remedy")


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
    await town.say(FACILITATOR, f"parts of {SESSION}")
    assert "Leading parts in 2027" in await town.press(FACILITATOR, "Who leads this year?")


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


async def test_a_sentence_that_is_too_long_is_not_cut(town: Town) -> None:
    await opened(town)
    await town.say(ERICSSON_1, f"claim present at {SESSION}")
    assert "at most 500 characters" in await town.say(
        FACILITATOR, f"decline present at {SESSION} for Ericsson: {'x' * 501}"
    )
    then = pack(DeclinePart((await rows(town))[0].id or 0))
    sent = Submitted(PERSON, Place(FACILITATOR, private=True), then, {"note": "x" * 501})
    seen = await town.product.bot.answer(sent)
    assert isinstance(seen, Problems)
    assert "at most 500 characters" in seen.by_field["note"]
    assert [row.state for row in await rows(town)] == [PartState.CLAIMED]


async def test_as_many_parts_as_there_can_be_fit_both_platforms(town: Town) -> None:
    await town.announce()
    first = disclosure.SeenPart(1, 1, PartKind.PRESENT, PartState.CLAIMED, 1, "Cisco nominee 1")
    seen = [replace(first, id=n, kind=[*PartKind][n % 5], meeting=n % 3 + 1) for n in range(rules.MOST)]

    def draw(db: Db) -> Message:
        session, viewer = look(db, 1, 1), viewers.acting(people.known(db, FACILITATOR, "play:btech"), PERSON)
        assert session is not None
        return cards.view(session, seen, Tools(db, town.clock.now(), viewer, Outbox(db, town.clock.now())), "Saved.")

    shown = await town.product.database.run(draw)
    assert [*slack_problems(shown), *teams_problems(shown)] == []
