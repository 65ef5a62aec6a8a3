"""Planning meetings on days that are listed: exactly these, whatever lies between them."""

import pytest

from tests.town import FACILITATOR, Town

THREE = [
    "Meeting 1: Thu, 4 Mar 2027, 15:00–17:00 Geneva",
    "Meeting 2: Thu, 11 Mar 2027, 15:00–17:00 Geneva",
    "Meeting 3: Thu, 18 Mar 2027, 15:00–17:00 Geneva",
]


def meetings(seen: str) -> list[str]:
    return [line.partition(" · ")[0] for line in seen.splitlines() if line.startswith("Meeting ")]


@pytest.mark.parametrize(
    "days",
    [
        "4, 11 and 18 March 2027 15:00 Geneva time",
        "on 4 March, 11 March and 18 March at 15:00",
        "with 3 meetings on 4, 11, and 18 March at 15:00",
        "4 March, 11 and 18 March 2027, 15:00-17:00",
        "on the 4th, 11th and 18th of March 2027 at 3 pm",
        "March 4, 11 and 18, 2027 at 15:00 Geneva time",
        "on Thursday 4 March, Thursday 11 March & Thursday 18 March 2027 at 15:00, 2 h",
    ],
)
async def test_three_days_are_three_meetings(town: Town, days: str) -> None:
    assert meetings(await town.say(FACILITATOR, f"plan Core Session 'Access to justice' {days}")) == THREE


async def test_any_days_are_taken_as_they_are(town: Town) -> None:
    seen = await town.say(FACILITATOR, "plan Core Session 'Access' 25 and 31 March and 12 April 2027 15:00, 90 min")
    assert meetings(seen) == [
        "Meeting 1: Thu, 25 Mar 2027, 15:00–16:30 Geneva",
        "Meeting 2: Wed, 31 Mar 2027, 15:00–16:30 Geneva",
        "Meeting 3: Mon, 12 Apr 2027, 15:00–16:30 Geneva",
    ]


@pytest.mark.parametrize(
    ("days", "asks"),
    [
        ("on Thursday 4 March and Friday 11 March 2027 at 15:00", "Thursday"),
        ("on 4, 11 and 18 March 2027", "At what time?"),
        ("with 4 meetings on 4, 11 and 18 March 2027 at 15:00", "You listed 3 days"),
        ("on 18 March and 4 March 2027 at 15:00", "Please list the days in order"),
        ("on 4 March, 31 and 2 April 2027 at 15:00", "Please list the days in order"),
        ("on 4 and 31 February 2027 at 15:00", "31 February"),
    ],
)
async def test_what_contradicts_is_asked_and_makes_no_draft(town: Town, days: str, asks: str) -> None:
    seen = await town.say(FACILITATOR, f"plan Core Session 'Access' {days}")
    form = town.world.form(FACILITATOR)
    words = f"{seen} {form.problems if form else ''}"
    assert asks in words
    assert meetings(seen) == []
    assert form is not None or "[" in seen, "something to answer with"
    assert "Draft: Access" not in await town.say(FACILITATOR, "home")


async def test_a_moment_with_a_comma_is_one_moment(town: Town) -> None:
    seen = await town.say(FACILITATOR, "plan Special Briefing 'Access', 4 March 2027, 15:00, 2 h, 1 meeting")
    assert meetings(seen) == THREE[:1]


TITLED = [
    ("on Market access 4 March 2027 15:00", "Market access", "Thu, 4 Mar 2027, 15:00"),
    ("on Decision making, 4 March 2027 15:00", "Decision making", "Thu, 4 Mar 2027, 15:00"),
    ("about May day 4 March 2027 15:00", "May day", "Thu, 4 Mar 2027, 15:00"),
    ("on remedy first Tuesday of March 4pm", "remedy", "Tue, 2 Mar 2027, 16:00"),
    ("on remedy jeudi 4 mars 2027 15:00", "remedy", ""),
]


@pytest.mark.parametrize(("words", "title", "day"), TITLED, ids=[words for words, _, _ in TITLED])
async def test_a_title_without_quotes_ends_where_a_date_begins_and_not_in_a_word(
    town: Town, words: str, title: str, day: str
) -> None:
    seen = await town.say(FACILITATOR, f"plan Special Briefing {words}, 1 h")
    form = town.world.form(FACILITATOR)
    values = {field.key: field.value for field in form.fields} if form else {"title": seen.splitlines()[0]}
    assert values["title"] == title
    assert day in seen
