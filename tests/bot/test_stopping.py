"""Whoever wants fewer messages."""

import pytest

from tests.town import CISCO_1, SESSION, Town


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
