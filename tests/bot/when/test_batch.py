"""JSON lines in, JSON lines out, in order, whatever they hold."""

import io
import json

from bot.when.batch import lines

GOOD = {"text": "3-5pm on 20 May", "lang": "en", "now": "2027-05-11T09:30+02:00", "tz": "Europe/Berlin"}


def answered(*rows: str) -> list[dict[str, str | None]]:
    out = io.StringIO()
    assert lines(rows, out) == len(rows)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_in_its_place() -> None:
    rows = [GOOD, GOOD | {"text": "20 May"}, GOOD | {"text": "every Monday at 9am"}, GOOD | {"text": "someday"}]
    span, day, series, asked = answered(*map(json.dumps, rows))
    nothing = dict.fromkeys(("start", "end", "rrule", "date", "ask"))
    assert span == nothing | {"start": "2027-05-20T15:00+02:00", "end": "2027-05-20T17:00+02:00"}
    assert day == nothing | {"date": "2027-05-20"}
    assert series == nothing | {"start": "2027-05-17T09:00+02:00", "rrule": "FREQ=WEEKLY;BYDAY=MO"}
    assert asked["start"] is None
    assert asked["ask"]


def test_a_line_that_is_no_phrase_is_answered_with_a_question() -> None:
    broken = [
        "{",
        "[]",
        "3",
        json.dumps(GOOD | {"now": "soon"}),
        json.dumps(GOOD | {"tz": "Mars"}),
        json.dumps(GOOD | {"text": 3}),
    ]
    assert [bool(row["ask"]) for row in answered(*broken)] == [True] * len(broken)


def test_a_series_through_the_hour_that_happens_twice_is_one_object_that_asks() -> None:
    row = GOOD | {"text": "every Sunday at 02:30 from 24 October to 7 November 2027"}
    nothing = dict.fromkeys(("start", "end", "rrule", "date"))
    (asked,) = answered(json.dumps(row))
    assert asked == nothing | {
        "ask": "The clocks go back: 02:30 on 31 October 2027 happens twice in Berlin. Which one? Did you mean every week"
        " from Sunday 24 October 2027, 02:30 (Berlin, 31 October 2027 UTC+2)"
        " or every week from Sunday 24 October 2027, 02:30 (Berlin, 31 October 2027 UTC+1)?"
    }
    one, other = answered(*(json.dumps(GOOD | {"text": f"31 October 2027 02:30 Berlin time UTC+{n}"}) for n in (2, 1)))
    assert (one["start"], other["start"]) == ("2027-10-31T02:30+02:00", "2027-10-31T02:30+01:00")


def test_days_that_are_listed_have_no_place_in_one_object_and_are_asked_about_as_what_they_are() -> None:
    texts = ["14, 21 and 28 May 2027 at 15:00", "3/6, 10/6 and 11/6 at 15:00"]
    several, order = answered(*(json.dumps(GOOD | {"text": text}) for text in texts))
    assert several["ask"] == "That is more than one day or time. Please write one at a time."
    assert str(order["ask"]).startswith("Is “3/6, 10/6 and 11/6” day first or month first?")
