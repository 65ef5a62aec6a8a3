"""What somebody can ask for, in a glance and in full."""

import pytest

from tests.town import CISCO_1, FACILITATOR, Town

pytestmark = pytest.mark.one_database


async def test_help_begins_with_what_each_wants_most_and_fits_on_a_phone(town: Town) -> None:
    theirs = await town.say(FACILITATOR, "help")
    assert "plan Core Session" in theirs
    assert "as COMPANY" in theirs
    own = await town.say(CISCO_1, "help")
    assert "instead of me" in own
    assert "plan Core Session" not in own
    assert max(len(theirs.splitlines()), len(own.splitlines())) < 24


async def test_the_rest_is_behind_its_topic(town: Town) -> None:
    await town.say(FACILITATOR, "help")
    reminders = await town.press(FACILITATOR, "Reminders")
    assert "flight plan TITLE" in reminders
    assert "publish agenda" not in reminders
    assert "publish agenda" in await town.press(FACILITATOR, "Agendas")
    assert "profile" in await town.say(CISCO_1, "Help you?")


async def test_a_topic_can_be_asked_for_and_shows_nobody_what_is_not_theirs(town: Town) -> None:
    assert "publish agenda" in await town.say(FACILITATOR, "help agendas")
    own = await town.say(CISCO_1, "help agendas")
    assert "propose for TITLE" in own
    assert "publish agenda" not in own
    assert await town.say(CISCO_1, "help xyzzy") == await town.say(CISCO_1, "help")
    assert "did not understand" in await town.say(CISCO_1, "helpless")
