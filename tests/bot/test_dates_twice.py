# ruff: noqa: RUF001 -- dates are written in Cyrillic too
"""An hour that happens twice, in a series or among listed days: a button for each pass, and it stays the one chosen."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.chat import Buttons, LinkButton
from bot.links import PATH, Links
from bot.programme import clocks
from storage import programme
from storage.database import Db
from tests.town import CISCO_1, FACILITATOR, Town, a_town

LINKS = Links("https://convener.example", "a key of sixteen characters")
FIRST, SECOND = "24 Oct, 31 Oct (UTC+02), 7 Nov, 02:30", "24 Oct, 31 Oct (UTC+01), 7 Nov, 02:30"
PASSES = {
    FIRST: ["10-24 00:30", "10-31 00:30", "11-07 01:30"],
    SECOND: ["10-24 00:30", "10-31 01:30", "11-07 01:30"],
}
PLANS = [
    "every Sunday at 02:30 from 24 October to 7 November 2027",
    "with 3 meetings every Sunday at 02:30 from 24 October 2027",
    "on 24 October, 31 October and 7 November 2027 at 02:30",
    "with 3 meetings from 24 October 2027 02:30, weekly",
    "каждое воскресенье в 02:30 с 24 октября до 7 ноября 2027",
    "24 октября, 31 октября и 7 ноября 2027 в 02:30",
]


def meetings(town: Town, db: Db) -> list[tuple[datetime, datetime]]:
    """The wall clock and the instant of each meeting of Night, as they are stored."""
    coming = programme.coming_meetings(db, town.clock.now())
    return [(meeting.local, meeting.starts) for session, meeting in coming if session.title == "Night"]


async def stored(town: Town) -> list[str]:
    """The instants of Night's meetings; their wall clocks are all the same."""
    found = await town.product.database.run(lambda db: meetings(town, db))
    assert len({local.time() for local, _ in found}) == 1
    return [f"{instant.astimezone(UTC):%m-%d %H:%M}" for _, instant in found]


@pytest.mark.parametrize("label", PASSES)
@pytest.mark.parametrize("words", PLANS)
async def test_each_pass_has_its_button_and_is_what_is_kept(town: Town, words: str, label: str) -> None:
    seen = await town.say(FACILITATOR, f"plan Core Session 'Night' {words}, 90 min, 25 seats")
    assert "02:30 on 31 October 2027 happens twice" in seen
    assert [one for one in PASSES if f"[{one} Geneva]" in seen] == [*PASSES]
    draft = await town.press(FACILITATOR, f"{label} Geneva")
    which = "UTC+01" if label == SECOND else "UTC+02"
    assert (f"({which}) ·" in draft, draft.count("(UTC"), "25 seats" in draft) == (True, 1, True)
    await town.announce("Night")
    assert await stored(town) == PASSES[label]
    now = town.clock.now()
    assert await town.product.database.run(lambda db: clocks.recompute(db, now)) == [], "no rule has changed"
    assert await stored(town) == PASSES[label]
    assert all(f"({which})" in card for card in town.cards().values())


async def test_the_form_asks_as_the_sentence_does(town: Town) -> None:
    await town.say(FACILITATOR, "plan a session")
    form = {"kind": "core session", "title": "Night", "length": "1 h", "meetings": "3", "rhythm": "weekly", "seats": ""}
    seen = await town.fill(FACILITATOR, when="24 October 2027 02:30", **form)
    assert "happens twice" in seen
    draft = await town.press(FACILITATOR, f"{SECOND} Geneva")
    assert "31 Oct 2027, 02:30–03:30 Geneva (UTC+01) · 01:30–02:30 UTC" in draft
    await town.press(FACILITATOR, "Change…")
    draft = await town.fill(FACILITATOR, title="Night shift")
    assert (draft.startswith("Night shift"), "02:30–03:30 Geneva (UTC+01)" in draft) == (True, True)


async def test_a_doubtful_deadline_is_asked_after_the_pass_and_neither_is_lost(town: Town) -> None:
    days = "every Sunday at 02:30 from 24 October to 7 November 2027"
    await town.say(FACILITATOR, f"plan Core Session 'Night' {days}, 1 h, 20 seats, answers by 03/05/2027")
    await town.press(FACILITATOR, f"{SECOND} Geneva")
    await town.press(FACILITATOR, "Change…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    values = {field.key: field.value for field in form.fields}
    assert values["when"] == "2027-10-24, 2027-10-31T02:30+01:00, 2027-11-07 02:30 Europe/Zurich"
    await town.fill(FACILITATOR, seats="20 seats; answers by 3 May 2027", rhythm="weekly")
    await town.announce("Night")
    assert await stored(town) == PASSES[SECOND]


async def test_a_doubtful_half_of_the_day_offers_both_passes_as_well(town: Town) -> None:
    seen = await town.say(FACILITATOR, "plan Core Session 'Night' on 24 and 31 October 2027 at 2:30, 90 min")
    for label in ("24 Oct, 31 Oct, 14:30", "24 Oct, 31 Oct (UTC+02), 02:30", "24 Oct, 31 Oct (UTC+01), 02:30"):
        assert f"[{label} Geneva]" in seen
    draft = await town.press(FACILITATOR, "24 Oct, 31 Oct (UTC+01), 02:30 Geneva")
    assert ("00:30–02:00 UTC" in draft, "01:30–03:00 UTC" in draft) == (True, True)


async def test_half_an_hour_that_happens_twice_is_settled_by_its_button(town: Town) -> None:
    there = "Australia/Lord_Howe"
    await town.say(
        FACILITATOR, f"plan Core Session 'Night' with 8 meetings every Sunday at 01:45 {there} from 14 March"
    )
    await town.press(FACILITATOR, "14 Mar, …, 4 Apr (UTC+10:30), …, 2 May, 01:45 Lord Howe")
    await town.press(FACILITATOR, "Change…")
    draft = await town.fill(FACILITATOR, length="1 h", seats=f"20 seats; answers by 4 April 2027 01:45 {there}")
    assert "happens twice" in draft, "only the deadline is left to ask"
    draft = await town.press(FACILITATOR, f"Sun, 4 Apr 2027, 01:45 {there} (UTC+10:30)")
    assert "Sun, 4 Apr 2027, 01:45–02:45 Lord Howe (UTC+10:30) · 15:15–16:15 UTC" in draft
    assert "answers by Sat, 3 Apr 2027, 17:15 Geneva" in draft
    await town.announce("Night")
    assert [one[-5:] for one in await stored(town)] == ["14:45"] * 3 + ["15:15"] * 5


async def test_a_move_into_such_half_an_hour_is_settled_by_its_button(town: Town) -> None:
    await town.say(FACILITATOR, "plan Special Briefing 'Night', 5 May 2027 15:00, 1 h")
    await town.announce("Night")
    await town.say(FACILITATOR, "move meeting 1 of Night to 4 April 2027 01:45 Australia/Lord_Howe")
    await town.press(FACILITATOR, "Sun, 4 Apr 2027, 01:45 Lord Howe (UTC+10:30)")
    assert await stored(town) == ["04-03 15:15"]


async def test_what_comes_after_the_last_meeting_is_not_asked_about(town: Town) -> None:
    words = "with 3 meetings every Sunday at 02:30 from 3 October 2027, 1 h"
    assert (await town.say(FACILITATOR, f"plan Core Session 'Night' {words}")).count("Meeting ") == 3


async def test_the_end_that_was_written_gives_the_length_of_a_day_like_any_other(town: Town) -> None:
    words = "with 3 meetings every Sunday 02:30-03:30 from 31 October 2027"
    await town.say(FACILITATOR, f"plan Core Session 'Night' {words}")
    draft = await town.press(FACILITATOR, "31 Oct (UTC+02), 7 Nov, 14 Nov, 02:30–03:30 Geneva")
    assert ("3 meetings of 1 h" in draft, "7 Nov 2027, 02:30–03:30" in draft) == (True, True)


async def test_more_meanings_than_a_question_may_offer_open_the_form(town: Town) -> None:
    words = "with 2 meetings on 31 October 2027 and 29 October 2028 at 02:30, 1 h"
    await town.say(FACILITATOR, f"plan Core Session 'Night' {words}")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert "happens twice" in form.problems["when"]
    own = "2027-10-31T02:30+01:00, 2028-10-29T02:30+02:00 02:30 Geneva time"
    draft = await town.fill(FACILITATOR, kind="core session", title="Night", when=own, length="1 h", meetings="2")
    assert ("31 Oct 2027, 02:30–03:30 Geneva (UTC+01)" in draft, "29 Oct 2028, 02:30–02:30" in draft) == (True, True)


@pytest.fixture
async def linked(migrated_url: str) -> AsyncIterator[Town]:
    async with a_town(migrated_url, links=LINKS) as town:
        yield town


@pytest.mark.parametrize("label", PASSES)
async def test_a_calendar_has_the_pass_that_was_chosen(linked: Town, label: str) -> None:
    await linked.say(FACILITATOR, f"plan Core Session 'Night' {PLANS[0]}, 1 h")
    await linked.press(FACILITATOR, f"{label} Geneva")
    await linked.announce("Night")
    await linked.say(FACILITATOR, "agenda for meeting 2 of Night: 10' Welcome (B-Tech)")
    await linked.say(FACILITATOR, "publish agenda for meeting 2 of Night")
    await linked.press(FACILITATOR, next(one for one in linked.world.buttons(FACILITATOR) if one.startswith("Publish")))
    await linked.say(CISCO_1, "take away agenda of meeting 2 of Night")
    latest = linked.world.latest(CISCO_1)
    assert latest is not None
    rows = [block for block in latest.seen_by(CISCO_1).blocks if isinstance(block, Buttons)]
    found = {one.label: one.url for row in rows for one in row.buttons if isinstance(one, LinkButton)}
    file = await linked.product.bot.fetch(found["For your calendar"].removeprefix(LINKS.base + PATH))
    assert file is not None
    event: Any = Calendar.from_ical(file.content().decode()).events[0]
    assert f"{event.start.astimezone(UTC):%m-%d %H:%M}" == PASSES[label][1]
