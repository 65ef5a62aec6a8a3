"""Confirming nominees: asked once, of whoever answers for an organisation, and listed for facilitators."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.people.actions import StillRight
from storage.belonging import Confirming
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


HALF_A_YEAR = timedelta(weeks=26)
ASKED = "Still the right people?"


async def after(town: Town, time: timedelta) -> None:
    town.clock.move(time)
    await town.settle()


def asked(town: Town, who: str) -> int:
    return town.world.sees(who).count(ASKED)


async def test_half_a_year_after_an_organisation_began_it_is_asked_by_itself_once_in_daytime(town: Town) -> None:
    await town.say(ERICSSON_1, "name us")
    await after(town, HALF_A_YEAR - timedelta(hours=2))
    assert [asked(town, who) for who in (CISCO_1, MICROSOFT_1, ERICSSON_1)] == [0, 0, 0]
    await after(town, timedelta(hours=2, minutes=5))
    assert [asked(town, who) for who in (CISCO_1, ERICSSON_1)] == [0, 1], "it is night in California"
    for _ in range(5):
        await after(town, timedelta(hours=9))
    assert [asked(town, who) for who in (CISCO_1, MICROSOFT_1, ERICSSON_1)] == [1, 1, 1]
    await town.press(ERICSSON_1, "Still right")
    assert "Ericsson · Ericsson nominee 1" in await town.say(FACILITATOR, "who has confirmed")
    assert "11 organisations have not confirmed their nominees yet." in await town.say(FACILITATOR, "home")
    assert "Cisco · not yet" in await town.press(FACILITATOR, "Who has confirmed?")


async def test_who_confirmed_later_is_asked_later_and_whoever_never_did_is_asked_again(town: Town) -> None:
    await ask(town)
    await after(town, timedelta(weeks=10))
    await town.press(ERICSSON_1, "Still right")
    assert asked(town, ERICSSON_1) == 0, "the thanks stand in its place"
    await after(town, timedelta(weeks=16, hours=1))
    await after(town, timedelta(hours=10))
    assert [asked(town, who) for who in (CISCO_1, ERICSSON_1)] == [2, 0]
    await after(town, timedelta(weeks=10))
    assert [asked(town, who) for who in (CISCO_1, ERICSSON_1)] == [2, 1]
    await after(town, timedelta(weeks=1))
    assert [asked(town, who) for who in (CISCO_1, ERICSSON_1)] == [2, 1]


async def test_what_is_confirmed_before_its_time_is_not_asked(town: Town) -> None:
    await ask(town)
    await after(town, timedelta(weeks=10))
    await town.press(ERICSSON_1, "Still right")
    await after(town, timedelta(weeks=20))
    assert "Thank you" in await town.say(ERICSSON_1, "still right")
    await after(town, timedelta(weeks=10))
    assert asked(town, ERICSSON_1) == 0
    rows = await town.product.database.run(lambda db: db.exec(select(Confirming)).all())
    assert [row.account_id != "" for row in rows] == [True, False]
