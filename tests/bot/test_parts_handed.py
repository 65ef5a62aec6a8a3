"""Parts that are offered, handed over to a colleague, or given back: asked once, told once, and the old buttons harmless."""

from bot.parts.actions import AcceptPart, ConfirmPart, RefusePart, TakeOver, WithdrawPart
from storage.models import Role
from storage.parts import PartKind, PartState
from tests.bot.test_parts import facilitators_with_accounts, morning, opened, rows, told
from tests.bot.test_places import make, member, press
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, SESSION, Town


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


async def test_a_coordinator_gives_a_part_back_and_whoever_had_it_is_told(town: Town) -> None:
    await opened(town)
    await make(town, "Ericsson nominee 1", Role.COORDINATOR)
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    await town.say(CISCO_2, f"claim present at {SESSION}")
    assert "no such part of yours" in await town.say(ERICSSON_1, f"withdraw from present at {SESSION}")
    await town.say(CISCO_1, f"withdraw from present at {SESSION}")
    await town.press(CISCO_1, "Give it back")
    await morning(town)
    assert "Your coordinator has given your part back" in town.world.sees(CISCO_2)
    assert "Cisco nominee 2 will not present" in town.world.sees(FACILITATOR)
