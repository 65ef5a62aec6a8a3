"""`convener when`: one JSON object, or one a line."""

import json

from typer.testing import CliRunner

from adapters.cli import app

NOTHING = {"start": None, "end": None, "rrule": None, "date": None, "ask": None}


def when(*words: str, **more: str) -> object:
    done = CliRunner().invoke(app, ["when", *words], **more)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


SAID = ("--now", "2027-01-06T10:20+01:00", "--zone", "Europe/Zurich", "--lang", "en")


def test_a_moment() -> None:
    assert when("4 March 2027 3-5pm", *SAID) == [
        {**NOTHING, "start": "2027-03-04T15:00+01:00", "end": "2027-03-04T17:00+01:00"}
    ]


def test_a_day_a_series_and_a_question() -> None:
    assert when("4 March 2027", *SAID) == [{**NOTHING, "date": "2027-03-04"}]
    (series,) = when("every Tuesday at 15:00", *SAID)  # type: ignore[misc]
    assert (series["rrule"], series["start"]) == ("FREQ=WEEKLY;BYDAY=TU", "2027-01-12T15:00+01:00")
    (question,) = when("glorp", *SAID)  # type: ignore[misc]
    assert "glorp" in question["ask"]


def test_many_at_once_in_order() -> None:
    rows = [
        {"text": "4 March 2027 15:00", "lang": "en", "now": "2027-01-06T10:20+01:00", "tz": "Europe/Zurich"},
        {"text": "4 марта 2027 в 15 часов", "lang": "ru", "now": "2027-01-06T10:20+01:00", "tz": "Europe/Zurich"},
        {"text": "nonsense", "lang": "en", "now": "2027-01-06T10:20+01:00", "tz": "Europe/Zurich"},
    ]
    answers = when("--batch", input="\n".join(json.dumps(row) for row in rows) + "\nno json\n")
    assert [bool(answer["ask"]) for answer in answers] == [False, False, True, True]  # type: ignore[attr-defined]
    assert answers[0] == answers[1]  # type: ignore[index]


def test_a_zone_that_is_none_is_asked_for() -> None:
    (answer,) = when("4 March 2027 15:00", "--zone", "Nowhere/Land")  # type: ignore[misc]
    assert "Nowhere/Land" in answer["ask"]
