"""Whoever wants fewer messages."""

from datetime import UTC, datetime

import pytest

from tests.town import CISCO_1, ERICSSON_1, SESSION, Town


@pytest.mark.parametrize(
    "sentence",
    ["stop", "STOP!", "unsubscribe", "unsubscribe me please", "Please stop sending me messages", "stop reminding me",
     "stop all reminders", "too many messages", "opt out"],
)  # fmt: skip
async def test_it_leads_to_ones_own_reminders(town: Town, sentence: str) -> None:
    await town.announce()
    seen = await town.say(CISCO_1, sentence)
    assert "Which reminders you get is yours to decide." in seen
    assert "pause me until 20 August" in seen
    await town.press(CISCO_1, "My reminders…")
    form = town.world.form(CISCO_1)
    assert form is not None
    assert form.form.title == "My reminders"


async def test_a_session_is_muted_from_there_with_one_click(town: Town) -> None:
    await town.announce()
    await town.say(CISCO_1, "stop")
    assert "Remind me again" in await town.press(CISCO_1, f"Mute {SESSION}")


async def test_what_stops_something_else_is_not_meant(town: Town) -> None:
    assert "yours to decide" not in await town.say(CISCO_1, "stop the coffee machine")


async def test_a_pause_until_a_doubtful_day_is_two_buttons_in_words_and_in_the_form(town: Town) -> None:
    assert "day first or month first" in await town.say(CISCO_1, "pause me until 03/05/2027")
    assert "No reminders before Mon, 3 May 2027" in await town.press(CISCO_1, town.world.buttons(CISCO_1)[0])
    await town.say(CISCO_1, "my reminders")
    seen = await town.fill(CISCO_1, until="04/06/2027", country="CH")
    assert "Everything else is saved." in seen
    assert "No reminders before Fri, 4 Jun 2027" in await town.press(CISCO_1, town.world.buttons(CISCO_1)[0])


async def test_put_off_until_a_doubtful_day_is_two_buttons(town: Town) -> None:
    await town.announce()
    town.clock.move(datetime(2027, 2, 12, 12, tzinfo=UTC) - town.clock.now())
    await town.settle()
    assert "day first or month first" in await town.say(ERICSSON_1, "remind me on 01/03/2027 10:00")
    label = next(one for one in town.world.buttons(ERICSSON_1) if "1 Mar" in one)
    assert "I will remind you again Mon, 1 Mar 2027" in await town.press(ERICSSON_1, label)
