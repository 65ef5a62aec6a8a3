"""Confirming nominees: asked once, of whoever answers for an organisation, and listed for facilitators."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.people.actions import StillRight
from storage.models import Delivery, Role
from tests.bot.test_places import code_in, make, member, press
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, Town

pytestmark = pytest.mark.one_database


async def ask(town: Town) -> str:
    await town.say(FACILITATOR, "confirm nominees")
    seen = await town.press(FACILITATOR, "Ask every organisation now")
    await town.settle()
    return seen


async def test_nominees_are_asked_where_nobody_coordinates(town: Town) -> None:
    assert "6 people are asked." in await ask(town)
    assert "Still the right people?" in town.world.sees(ERICSSON_1)
    assert "Still the right people?" not in town.world.sees(CISCO_1), "it is night in California"
    assert "Thank you" in await town.press(ERICSSON_1, "Still right")
    seen = await town.say(FACILITATOR, "who has confirmed")
    assert "1 of 12 have confirmed." in seen
    assert "Ericsson · Ericsson nominee 1, Wed, 6 Jan 2027" in seen
    assert "Cisco · not yet" in seen
    assert "Expert advisors" not in seen


async def test_the_coordinator_alone_is_asked_where_there_is_one(town: Town) -> None:
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    assert "5 people are asked." in await ask(town)
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "Still the right people?" not in town.world.sees(CISCO_2)
    organisation = (await member(town, "Cisco nominee 1")).organisation_id
    for who in (CISCO_2, MICROSOFT_1):
        assert "Only facilitators" in await press(town, who, StillRight(1, organisation))
    latest = next(one for one in town.world.scene.standing(CISCO_1) if "right people" in one.words)
    await town.world.press(CISCO_1, latest.id, "Replace…")
    assert "Cisco nominee 2" in town.world.last(CISCO_1)
    await town.say(CISCO_1, "home")
    await town.press(CISCO_1, "Still right")
    assert "Cisco · Cisco nominee 1" in await town.say(FACILITATOR, "who has confirmed")
    assert "answered already" in await press(town, CISCO_1, StillRight(1, organisation))


async def test_a_nominee_hands_over_their_own_place_and_no_other(town: Town) -> None:
    await ask(town)
    await town.press(ERICSSON_1, "Replace…")
    assert "I keep no copy" in await town.press(ERICSSON_1, "Make a code")
    code = code_in(town.world.last(ERICSSON_1))
    town.world.add_person("ericsson", "next", "Somebody")
    assert "You are Ericsson nominee 1" in await town.say("play:ericsson:next", f"join {code}")
    await town.settle()
    assert "Somebody else is Ericsson nominee 1 now" in town.world.sees(ERICSSON_1)


async def test_pressing_twice_asks_once_and_an_answered_question_is_not_sent(town: Town) -> None:
    await town.say(FACILITATOR, "confirm nominees")
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    for _ in range(2):
        await town.world.press_packed(FACILITATOR, latest.id, 'confirm.start {"after":0}')
    drawings = await town.product.database.run(lambda db: db.exec(select(Delivery.drawing)).all())
    assert sum(drawing.startswith("tell.confirm") for drawing in drawings) == 6
    organisation = (await member(town, "Cisco nominee 1")).organisation_id
    await town.say(CISCO_1, "home")
    await press(town, CISCO_1, StillRight(1, organisation))
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "right people" not in town.world.sees(CISCO_1)


async def test_half_a_year_later_the_facilitators_home_says_so(town: Town) -> None:
    assert "last confirmed" not in await town.say(FACILITATOR, "home")
    await ask(town)
    assert "last confirmed" not in await town.say(FACILITATOR, "home")
    town.clock.move(timedelta(weeks=27))
    assert "last confirmed on Wed, 6 Jan 2027" in await town.say(FACILITATOR, "home")
    assert "Confirming nominees" in await town.press(FACILITATOR, "Confirm nominees…")
