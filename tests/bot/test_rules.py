"""The rules of participation: nothing of the community is seen before they are accepted."""

import pytest
from sqlmodel import select

from adapters.furnish import EXAMPLE
from bot.chat import Person, Place, Problems, Submitted, pack
from bot.doors import AcceptRules, ShowSession
from bot.importing.applying import Change, apply
from bot.importing.reading import BadPlan, read
from bot.people.actions import SetRules
from bot.signups.actions import AnswerSession, WhoIsComing
from storage.belonging import Acceptance
from storage.models import Choice, Delivery
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

TEXT = "What is said here stays here.\nNobody sells anything."


async def set_rules(town: Town, text: str = TEXT) -> str:
    await town.say(FACILITATOR, "rules")
    await town.press(FACILITATOR, "Change…")
    return await town.fill(FACILITATOR, text=text)


async def acceptances(town: Town) -> list[tuple[int, str, str]]:
    rows = await town.product.database.run(lambda db: db.exec(select(Acceptance).order_by(Acceptance.id)).all())
    return [(row.version, row.account_id, row.house_id) for row in rows]


async def test_without_rules_nothing_is_asked(town: Town) -> None:
    await town.announce()
    assert "You are coming" in await town.press_card(CISCO_1, "Coming")
    assert "no rules of participation" in await town.say(CISCO_1, "rules")
    assert "Change…" not in town.world.buttons(CISCO_1)


async def test_before_accepting_a_member_sees_the_rules_and_nothing_else(town: Town) -> None:
    await town.announce()
    assert "Version 1" in await set_rules(town)
    for sentence in (
        "home",
        "sessions",
        "help",
        f"who is coming to {SESSION}",
        "rules",
        "profile",
        "people",
        "nonsense",
    ):
        seen = await town.say(CISCO_1, sentence)
        assert TEXT in seen
        assert SESSION not in seen
        assert "Cisco nominee" not in seen
        assert town.world.buttons(CISCO_1) == ("I accept",)
    latest = town.world.latest(CISCO_1)
    assert latest is not None
    for action in (ShowSession(1), WhoIsComing(1), AnswerSession(1, Choice.COMING)):
        await town.world.press_packed(CISCO_1, latest.id, pack(action))
        assert TEXT in town.world.last(CISCO_1)
        assert SESSION not in town.world.last(CISCO_1)
    await town.settle()
    assert "0 coming" in town.world.card("cisco").words


@pytest.mark.parametrize("who", [CISCO_1, MICROSOFT_1])
async def test_after_accepting_they_see_what_they_came_for(town: Town, who: str) -> None:
    await town.announce()
    await set_rules(town)
    assert TEXT in await town.press_card(who, "Coming")
    assert await acceptances(town) == [(1, FACILITATOR, "play:btech")]
    await town.press(who, "I accept")
    assert "You are coming" in town.world.last(who)
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words
    assert await acceptances(town) == [(1, FACILITATOR, "play:btech"), (1, who, who.rpartition(":")[0])]


async def test_what_was_written_is_answered_after_accepting(town: Town) -> None:
    await town.announce()
    await set_rules(town)
    await town.say(CISCO_1, "sessions")
    assert SESSION in await town.press(CISCO_1, "I accept")
    assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, "home")
    assert "2 of 33 have accepted" in await town.say(FACILITATOR, "rules")


async def test_a_new_version_asks_again_and_an_old_button_does_not_accept_it(town: Town) -> None:
    await set_rules(town)
    await town.say(CISCO_1, "home")
    await town.press(CISCO_1, "I accept")
    await town.say(CISCO_2, "home")
    await set_rules(town, "Be kind.")
    assert "Be kind." in await town.say(CISCO_1, "home")
    assert "Be kind." in await town.press(CISCO_2, "I accept")
    assert [(v, who) for v, who, _ in await acceptances(town)] == [(1, FACILITATOR), (1, CISCO_1), (2, FACILITATOR)]
    assert "Hello, Cisco nominee 2" in await town.press(CISCO_2, "I accept")


async def test_withdrawn_rules_ask_nobody_and_their_successor_is_newer(town: Town) -> None:
    await set_rules(town)
    assert "no rules of participation" in await set_rules(town, "")
    assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, "home")
    assert "Version 2" in await set_rules(town)


async def test_a_message_that_tells_of_a_change_waits_behind_the_rules_too(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await set_rules(town)
    await town.move(2, "12 March 2027 16:00 Geneva time")
    await town.settle()
    latest = town.world.latest(ERICSSON_1)
    assert latest is not None
    assert TEXT in latest.words
    assert "has moved" not in town.world.sees(ERICSSON_1)
    assert "has moved" in await town.press(ERICSSON_1, "I accept")


async def test_a_message_for_somebody_else_is_not_shown_by_a_button_made_up(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await town.say(ERICSSON_1, "leave")
    await town.press(ERICSSON_1, "Leave")
    told = await town.product.database.run(lambda db: db.exec(select(Delivery.drawing, Delivery.member_id)).all())
    left = next(drawing for drawing, member in told if member and drawing.startswith("tell.left"))
    await town.say(CISCO_1, "home")
    latest = town.world.latest(CISCO_1)
    assert latest is not None
    await town.world.press_packed(CISCO_1, latest.id, pack(AcceptRules(0, then=left)))
    assert "has left" not in town.world.last(CISCO_1)
    assert "before my last update" in town.world.last(CISCO_1)


async def test_a_stranger_cannot_accept_in_anybodys_place(town: Town) -> None:
    await set_rules(town)
    town.world.add_person("cisco", "new", "Cisco nominee 1")
    await town.say("play:cisco:new", "home")
    latest = town.world.latest("play:cisco:new")
    assert latest is not None
    await town.world.press_packed("play:cisco:new", latest.id, pack(AcceptRules(1)))
    assert "I do not know yet which place" in town.world.last("play:cisco:new")
    assert len(await acceptances(town)) == 1


async def test_rules_that_are_too_long_are_refused_in_the_form(town: Town) -> None:
    who, place = Person(FACILITATOR, "play:btech"), Place(FACILITATOR, private=True)
    seen = await town.product.bot.answer(Submitted(who, place, pack(SetRules()), {"text": "x" * 2801}))
    assert isinstance(seen, Problems)
    assert "at most 2800 characters" in seen.by_field["text"]
    assert await acceptances(town) == []


async def test_a_plan_file_sets_the_rules_once(town: Town) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("  city: Geneva\n", "  city: Geneva\n  rules: Be kind.\n", 1)
    change = Change("change", "rules of participation", "version 1")
    assert await town.product.database.run(lambda db: apply(db, read(text, town.clock.now()), town.clock.now())) == [
        change
    ]
    assert await town.product.database.run(lambda db: apply(db, read(text, town.clock.now()), town.clock.now())) == []
    assert "Be kind." in await town.say(FACILITATOR, "home")
    assert "Hello, B-Tech facilitator 1" in await town.press(FACILITATOR, "I accept")
    with pytest.raises(BadPlan):
        read(text.replace("Be kind.", "x" * 2801), town.clock.now())
