"""The day itself: a running order with the time that is left."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.test_agenda import drafted, publish
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, SESSION, Town

pytestmark = pytest.mark.one_database

BEGINS = datetime(2027, 3, 4, 14, tzinfo=UTC)
"""The first meeting."""


def live(town: Town, house: str = "cisco") -> str:
    found = [one for one in town.world.room(house) if one.posted and one.words.startswith("Now: ")]
    assert len(found) == (2 if house == "btech" else 1)
    return found[0].words


async def started(town: Town) -> str:
    await drafted(town)
    await publish(town)
    seen = await town.say(FACILITATOR, f"start {SESSION}")
    await town.settle()
    return seen


async def test_everybody_sees_the_running_order_and_the_time_left(town: Town) -> None:
    seen = await started(town)
    assert "Welcome · team · 1 of 4" in seen
    assert "10 min left" in seen
    assert "Welcome · team · 1 of 4" in live(town)
    assert "Case study · a company" in live(town, "ericsson")
    town.clock.move(timedelta(minutes=4))
    await town.settle()
    assert "6 min left" in live(town)
    assert "[Next]" not in live(town), "nobody but facilitators moves it on"
    assert "Case study · Cisco · 2 of 4" in await town.say(FACILITATOR, "next")
    assert "Welcome" in await town.say(FACILITATOR, "back")
    await town.say(FACILITATOR, "next")
    await town.settle()
    assert "Case study · Cisco · 2 of 4" in live(town)


async def test_a_meeting_that_has_begun_is_the_one_that_is_meant_until_it_is_over(town: Town) -> None:
    await drafted(town)
    await publish(town)
    town.clock.move(BEGINS + timedelta(minutes=3) - town.clock.now())
    assert "Welcome · team · 1 of 4" in await town.say(FACILITATOR, f"start {SESSION}")
    assert "15:00–15:10 Welcome" in await town.say(CISCO_1, f"agenda of {SESSION}")
    town.clock.move(timedelta(hours=2))
    assert "not published yet" in await town.say(CISCO_1, f"agenda of {SESSION}"), "the next one is meant now"


async def test_the_live_cards_are_drawn_once_a_minute_and_at_each_change(town: Town) -> None:
    await started(town)
    before = len(town.world.updates["cisco"])
    for _ in range(12):
        town.clock.move(timedelta(seconds=10))
        await town.settle()
    drawn = len(town.world.updates["cisco"]) - before
    assert drawn == 2, "two minutes and some seconds went by"
    await town.say(FACILITATOR, "next")
    await town.settle()
    assert len(town.world.updates["cisco"]) == before + drawn + 1


async def test_next_is_home_where_no_meeting_is_under_way(town: Town) -> None:
    assert "Hello, B-Tech facilitator 1" in await town.say(FACILITATOR, "next")
    await started(town)
    assert "Hello, Cisco nominee 1" in await town.say(CISCO_1, "next")


async def test_an_item_gets_more_time(town: Town) -> None:
    await started(town)
    assert "15 min left" in await town.say(FACILITATOR, "extend 5")
    assert "20 min left" in await town.press(FACILITATOR, "5 min more")
    assert "from 1 to 120" in await town.say(FACILITATOR, "extend soon")
    town.clock.move(timedelta(minutes=21))
    await town.settle()
    assert "Time is up" in live(town)


async def test_what_is_left_and_put_aside_is_offered_for_the_next_meeting(town: Town) -> None:
    await started(town)
    await town.say(FACILITATOR, "next")
    assert "Who pays for the audit?" in await town.say(FACILITATOR, "park “Who pays for the audit?”")
    seen = await town.say(FACILITATOR, "end the meeting")
    assert "The meeting is over" in seen
    seen = await town.press(FACILITATOR, "Put 4 on the next agenda")
    assert "4 items stand here now." in seen
    assert "Meeting 2" in seen
    assert "Who pays for the audit?" in seen
    assert "Welcome" not in seen
    await town.settle()
    assert "The meeting is over" in live(town, "ericsson")
    assert "Who pays" not in live(town, "ericsson")


async def test_buttons_of_a_moment_ago_move_nothing_twice(town: Town) -> None:
    await started(town)
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    item = 1
    for _ in range(3):
        await town.world.press_packed(FACILITATOR, latest.id, f'live.turn {{"meeting":1,"item":{item},"by":1}}')
    assert "2 of 4" in town.world.last(FACILITATOR)
    assert "Only facilitators" in await town.say(ERICSSON_1, "extend 5")
