"""Wherever a date is typed that may be two, there are two buttons: one click settles it, and all else typed is kept."""

from datetime import UTC, datetime

import pytest

from bot.programme import clocks
from storage import programme
from storage.database import Db
from tests.town import FACILITATOR, SESSION, Town

SERIES = [
    (
        "every Thursday at 3 from 4 March",
        "4 Mar, 11 Mar, 18 Mar, 15:00 Geneva",
        ["Thu, 4 Mar 2027, 15:00–16:30 Geneva", "Thu, 11 Mar 2027, 15:00", "Thu, 18 Mar 2027, 15:00"],
    ),
    (
        "every Thursday at 3pm CST from 4 March",
        "4 Mar, 11 Mar, 18 Mar, 15:00 Shanghai",
        ["Thu, 4 Mar 2027, 15:00–16:30 Shanghai", "Thu, 18 Mar 2027, 15:00"],
    ),
    (
        "every Thursday at 3pm EST from 1 April",
        "1 Apr, 8 Apr, 15 Apr, 15:00 New York",
        ["Thu, 1 Apr 2027, 15:00–16:30 New York", "Thu, 15 Apr 2027, 15:00"],
    ),
    (
        "every third Thursday at 15:00 from 1 March",
        "4 Mar, 25 Mar, 15 Apr, 15:00 Geneva",
        ["Thu, 4 Mar 2027, 15:00", "Thu, 25 Mar 2027, 15:00", "Thu, 15 Apr 2027, 15:00"],
    ),
    (
        "every Thursday at 15:00 from 03/05/2027",
        "6 May, 13 May, 20 May, 15:00 Geneva",
        ["Thu, 6 May 2027, 15:00", "Thu, 20 May 2027, 15:00"],
    ),
    (
        "3/4, 10/4 and 11/4 at 15:00",
        "4 Mar, 4 Oct, 4 Nov, 15:00 Geneva",
        ["Thu, 4 Mar 2027, 15:00", "Mon, 4 Oct 2027, 15:00", "Thu, 4 Nov 2027, 15:00"],
    ),
    (
        "4, 11 and 18 March at 3",
        "4 Mar, 11 Mar, 18 Mar, 15:00 Geneva",
        ["Thu, 4 Mar 2027, 15:00–16:30 Geneva", "Thu, 18 Mar 2027, 15:00"],
    ),
]


@pytest.mark.parametrize(("words", "button", "days"), SERIES, ids=[words for words, _, _ in SERIES])
async def test_a_doubtful_series_in_a_sentence_is_planned_by_one_click(
    town: Town, words: str, button: str, days: list[str]
) -> None:
    seen = await town.say(FACILITATOR, f"plan Core Session 'Access' with 3 meetings {words}, 90 min, 25 seats")
    assert "[Change…]" in seen
    draft = await town.press(FACILITATOR, button)
    assert draft.startswith("Access")
    assert [day for day in days if day not in draft] == []
    assert (draft.count("Meeting "), "25 seats" in draft) == (3, True)


async def test_a_doubtful_series_in_the_form_is_planned_by_one_click(town: Town) -> None:
    await town.say(FACILITATOR, "plan a session")
    seen = await town.fill(
        FACILITATOR,
        kind="core session",
        title="Access",
        when="every Thursday 3-4pm CST from 4 March",
        length="90 min",
        meetings="2",
        seats="25 seats",
    )
    assert "Whose time do you mean?" in seen
    draft = await town.press(FACILITATOR, "4 Mar, 11 Mar, 15:00–16:00 Chicago")
    assert (draft.startswith("Access"), draft.count("Meeting "), "25 seats" in draft) == (True, 2, True)
    assert "Thu, 11 Mar 2027, 15:00–16:30 Chicago" in draft, "the length that was typed holds"


async def test_change_brings_back_all_that_was_typed(town: Town) -> None:
    await town.say(FACILITATOR, "plan Core Session 'Access' with 3 meetings every Thursday at 3, 90 min, 25 seats")
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    values = {field.key: field.value for field in form.fields}
    assert (values["title"], values["when"], values["meetings"]) == ("Access", "every Thursday at 3", "3")
    assert (values["length"], values["seats"]) == ("90 min", "25 seats")


async def test_a_series_that_ends_says_how_many_meetings_there_are(town: Town) -> None:
    draft = await town.say(FACILITATOR, "plan Core Session 'Access' every Thursday in February at 15:00")
    assert draft.count("Meeting ") == 4
    seen = await town.say(FACILITATOR, "plan Core Session 'Access 2' with 6 meetings every Thursday in February 15:00")
    form = town.world.form(FACILITATOR)
    assert "You listed 4 days" in f"{seen} {form.problems if form else ''}"


NIGHT = "Sun, 31 Oct 2027, 02:30 Geneva (UTC+01)"
SECOND = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def start_of(town: Town, db: Db) -> tuple[datetime, datetime]:
    """The meeting's wall clock and instant, as they are stored."""
    coming = programme.coming_meetings(db, town.clock.now())
    meeting = next(meeting for session, meeting in coming if session.title == "Night")
    return meeting.local, meeting.starts


async def test_the_second_pass_of_an_hour_that_happens_twice_has_its_button(town: Town) -> None:
    seen = await town.say(FACILITATOR, "plan Special Briefing 'Night', 31 October 2027 02:30, 1 h")
    assert "happens twice" in seen
    assert "02:30 Geneva (UTC+02)" in seen
    draft = await town.press(FACILITATOR, NIGHT)
    assert "01:30" in draft, "in UTC"
    await town.announce("Night")
    now = town.clock.now()
    stored = await town.product.database.run(lambda db: start_of(town, db))
    assert stored == (datetime(2027, 10, 31, 2, 30), SECOND)
    assert await town.product.database.run(lambda db: clocks.recompute(db, now)) == [], "the clocks have not changed"
    assert (await town.product.database.run(lambda db: start_of(town, db)))[1] == SECOND


async def test_a_draft_in_the_second_pass_is_saved_as_it_stands(town: Town) -> None:
    await town.say(FACILITATOR, "plan Special Briefing 'Night', 31 October 2027 02:30, 1 h")
    await town.press(FACILITATOR, NIGHT)
    await town.press(FACILITATOR, "Change…")
    draft = await town.fill(FACILITATOR, title="Night shift")
    assert (draft.startswith("Night shift"), "02:30–03:30 Geneva (UTC+01)" in draft) == (True, True)
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    only = next(field.key for field in form.fields if field.key.isdecimal())
    seen = await town.fill(FACILITATOR, **{only: "31 October 2027 02:30 Geneva time"})
    assert "Everything else is saved" in seen
    assert "02:30–02:30 Geneva (UTC+02)" in await town.press(FACILITATOR, NIGHT.replace("01", "02"))


async def test_a_move_into_the_hour_that_happens_twice_asks_which(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"move meeting 3 of {SESSION} to 31 October 2027 02:30 Geneva time")
    asked = await town.press(FACILITATOR, NIGHT)
    assert ("Meeting 3 is moved." in asked, "02:30–04:30 Geneva (UTC+01)" in asked) == (True, True)
    await town.settle()
    assert any("02:30–04:30 Geneva (UTC+01)" in card for card in town.cards().values())


async def test_a_week_later_into_an_hour_that_is_skipped_asks_for_another(town: Town) -> None:
    await town.say(FACILITATOR, "plan Special Briefing 'Night', 21 March 2027 02:30, 1 h")
    await town.announce("Night")
    await town.say(FACILITATOR, "move meeting 1 of Night a week later")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "does not exist" in str(form.problems)


async def test_a_deadline_in_the_hour_that_happens_twice_asks_which(town: Town) -> None:
    await town.say(
        FACILITATOR, "plan Special Briefing 'Day', 2 November 2027 15:00, 1 h, answers by 31 October 2027 02:30"
    )
    draft = await town.press(FACILITATOR, NIGHT)
    assert "answers by Sun, 31 Oct 2027, 02:30 Geneva (UTC+01)" in draft


async def opened(town: Town) -> list[str]:
    """A draft of two meetings with its form open; the keys of their fields."""
    await town.say(FACILITATOR, "plan Core Session 'T' with 2 meetings from 4 March 2027 15:00, 2 h, weekly")
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    return [field.key for field in form.fields if field.key.isdecimal()]


async def test_all_that_is_doubtful_in_a_drafts_form_is_asked_one_after_the_other(town: Town) -> None:
    first, second = await opened(town)
    days = {first: "03/05/2027 15:00", second: "04/05/2027 15:00"}
    seen = await town.fill(FACILITATOR, title="T2", length="90 min", seats="25 seats; answers by 03/02/2027", **days)
    assert "What is clear is saved. Meeting 1:" in seen
    seen = await town.press(FACILITATOR, "Mon, 3 May 2027, 15:00 Geneva")
    assert "What is clear is saved. Meeting 2:" in seen
    seen = await town.press(FACILITATOR, "Tue, 4 May 2027, 15:00 Geneva")
    assert "Everything else is saved." in seen
    draft = await town.press(FACILITATOR, "Wed, 3 Feb 2027")
    assert (draft.startswith("T2"), "25 seats" in draft, "answers by Wed, 3 Feb 2027" in draft) == (True, True, True)
    assert ("Mon, 3 May 2027, 15:00–16:30" in draft, "Tue, 4 May 2027, 15:00–16:30" in draft) == (True, True)


async def test_change_after_a_drafts_doubtful_dates_shows_them_as_they_were_typed(town: Town) -> None:
    first, second = await opened(town)
    await town.fill(FACILITATOR, title="T2", **{first: "03/05/2027 15:00", second: "04/05/2027 15:00"})
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    values = {field.key: field.value for field in form.fields}
    assert (values["title"], values[first], values[second]) == ("T2", "03/05/2027 15:00", "04/05/2027 15:00")
    assert set(form.problems) == {first, second}


async def test_what_is_doubtful_and_what_is_wrong_in_a_drafts_form_are_said_together(town: Town) -> None:
    first, second = await opened(town)
    await town.fill(FACILITATOR, title="T2", **{first: "03/05/2027 15:00", second: "blue sky"})
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert set(form.problems) == {first, second}
    assert {field.key: field.value for field in form.fields}["title"] == "T2"


async def test_change_after_a_doubtful_move_or_deadline_begins_with_what_was_typed(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"move meeting 2 of {SESSION} to 03/05/2027 15:00")
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert [field.value for field in form.fields] == ["03/05/2027 15:00"]
    await town.say(FACILITATOR, f"seats of {SESSION}: 20 seats; answers by 03/02/2027")
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert [field.value.strip() for field in form.fields] == ["20 seats; answers by 03/02/2027"]
    assert "Did you mean" in form.problems["seats"]


async def test_a_pause_until_the_hour_that_happens_twice_asks_which(town: Town) -> None:
    seen = await town.say(FACILITATOR, "pause me until 31 October 2027 02:30")
    assert "happens twice" in seen
    done = await town.press(FACILITATOR, NIGHT)
    assert "No reminders before Sun, 31 Oct 2027, 02:30" in done
    assert "(UTC+01)" in done
