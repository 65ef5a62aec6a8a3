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
