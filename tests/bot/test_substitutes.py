"""Sending a substitute: somebody new is admitted by one button, gets a code, and has the seat."""

import re
from datetime import timedelta

import pytest

from storage.models import Role
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

TITLE = "New rules on due diligence"


async def comes(town: Town, who: str = ERICSSON_1, seats: str = "") -> None:
    """The briefing is announced, and they come."""
    if seats:
        await town.say(FACILITATOR, f"seats of {TITLE}: {seats}")
    await town.announce(TITLE)
    await town.press_card(who, "Coming")


async def ask(town: Town, name: str, who: str = ERICSSON_1) -> str:
    """They name somebody new in the form; what they see next."""
    await town.say(who, "home")
    await town.press(who, "Details")
    await town.press(who, "Send a substitute…")
    return await town.fill(who, name=name)


async def test_somebody_new_is_admitted_by_one_button_and_has_the_seat(town: Town) -> None:
    await comes(town, seats="1 seat")
    asked = await ask(town, "Ericsson participant 1")
    assert "Ericsson participant 1 is to be admitted by a facilitator." in asked
    assert "Until then the seat stays yours." in asked
    await town.settle()
    assert "Ericsson nominee 1 cannot come to New rules on due diligence" in town.world.last(FACILITATOR)
    admitted = await town.press(FACILITATOR, "Admit")
    assert "Ericsson participant 1 is admitted and has the seat" in admitted
    code = re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b", admitted)[0]
    await town.settle()
    assert "is admitted and has your seat" in town.world.last(ERICSSON_1)
    assert "You are not coming this time." in await town.say(ERICSSON_1, "home")
    assert "1 coming · all seats taken" in town.world.card("cisco").words
    newcomer = town.world.add_person("ericsson", "next", "Somebody", "Europe/Stockholm")
    assert "You are Ericsson participant 1 from now on." in await town.say(newcomer.id, f"join {code}")
    mine = await town.say(newcomer.id, "home")
    assert "You are coming." in mine
    assert "Ericsson nominee 1 answered for you." in mine


async def test_whoever_asked_gets_the_code_and_the_one_before_stops_working(town: Town) -> None:
    await comes(town)
    await ask(town, "Ericsson participant 1")
    await town.settle()
    await town.press(FACILITATOR, "Admit")
    await town.settle()
    assert "The code for Ericsson participant 1 is" in await town.press(ERICSSON_1, "Show me their code")
    assert "not joined yet" in await town.say(FACILITATOR, "people Ericsson participant 1")
    assert "participant" in town.world.last(FACILITATOR)


async def test_a_coordinator_is_asked_before_facilitators_are(town: Town) -> None:
    await town.say(FACILITATOR, "people Cisco nominee 2")
    await town.press(FACILITATOR, "Role…")
    await town.fill(FACILITATOR, role=Role.COORDINATOR)
    await comes(town, CISCO_1)
    assert "Your coordinator is asked to admit Cisco participant 1." in await ask(town, "Cisco participant 1", CISCO_1)
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "Cisco nominee 1 cannot come" in town.world.last(CISCO_2)
    assert "cannot come" not in town.world.sees(FACILITATOR)
    assert "cannot come" in await town.say(FACILITATOR, "home")
    assert "is admitted" in await town.press(CISCO_2, "Admit")
    assert "nothing to decide" in await town.press(FACILITATOR, "Admit")


async def test_whoever_is_declined_keeps_the_seat_with_whoever_asked(town: Town) -> None:
    await comes(town)
    await ask(town, "Ericsson participant 1")
    await town.settle()
    assert "is not admitted" in await town.press(FACILITATOR, "Decline")
    await town.settle()
    assert "was not admitted" in town.world.last(ERICSSON_1)
    assert "You are coming." in await town.say(ERICSSON_1, "home")
    assert "is to be admitted" in await ask(town, "Ericsson participant 1")


async def test_asking_twice_asks_once(town: Town) -> None:
    await comes(town)
    await ask(town, "Ericsson participant 1")
    await ask(town, "Ericsson participant 1")
    await town.settle()
    assert town.world.sees(FACILITATOR).count("cannot come to") == 1


async def test_a_seat_given_up_meanwhile_is_not_handed_over(town: Town) -> None:
    await comes(town)
    await ask(town, "Ericsson participant 1")
    await town.settle()
    await town.press_card(ERICSSON_1, "Not this time")
    assert "holds no seat there any more" in await town.press(FACILITATOR, "Admit")
    assert "You hold no seat" in await town.say(ERICSSON_1, f"send Ericsson participant 1 to {TITLE}")


async def test_one_sentence_sends_a_colleague_and_asks_about_a_name_that_is_new(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    new = await town.say(CISCO_1, f"send Cisco nominee 22 to {SESSION} instead of me")
    assert "Is that somebody new?" in new
    await town.press(CISCO_1, "Send a substitute…")
    form = town.world.form(CISCO_1)
    assert form is not None
    assert form.form.fields[-1].value == "Cisco nominee 22"
    await town.world.close_form(CISCO_1)
    assert "You are not coming" in await town.say(CISCO_1, f"send cisco nominee 2 to {SESSION} instead of me")
    await town.settle()
    assert "hands you the seat" in town.world.last(CISCO_2)
    assert "Cisco nominee 1 answered for you." in await town.press(CISCO_2, "See and answer")


async def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(town: Town) -> None:
    await comes(town)
    assert "There is a place of this name already." in await ask(town, "Cisco nominee 1")
    form = town.world.form(ERICSSON_1)
    assert form is not None
    assert form.form.fields[-1].value == "Cisco nominee 1"
    assert "choose a colleague, or name somebody new" in await town.fill(ERICSSON_1, name=" ")


async def test_whoever_may_admit_needs_to_ask_nobody(town: Town) -> None:
    await town.say(FACILITATOR, "people Microsoft nominee 1")
    await town.press(FACILITATOR, "Role…")
    await town.fill(FACILITATOR, role=Role.COORDINATOR)
    await comes(town, MICROSOFT_1)
    assert "is admitted and has the seat" in await ask(town, "Microsoft participant 1", MICROSOFT_1)
