"""What a button or a form says for somebody is understood again, whatever language they read."""

from datetime import UTC, datetime

import pytest

from bot import limits
from bot.kit import Viewer
from bot.programme import rules, starts
from bot.when import languages, zones
from storage.models import Role

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)


def reader(locale: str) -> Viewer:
    """A facilitator in Geneva."""
    zone = "Europe/Zurich"
    return Viewer(1, "play:btech", 1, 1, Role.FACILITATOR, "counts", zone, zone, "Geneva", locale)


@pytest.mark.parametrize("locale", sorted(languages.LANGUAGES))
def test_a_reading_is_settled_by_its_button_in_every_language(locale: str) -> None:
    for words in (
        "20 January 2027 15:00 CST",
        "Monday 12 January 15:00",
        "12 February 2027 at 3",
        "31 October 2027 02:30",
    ):
        asked = rules.read_start(words, NOW, reader(locale))
        assert isinstance(asked, rules.Question)
        for reading in asked.readings:
            again = rules.read_start(starts.typed(reading), NOW, reader(locale))
            assert isinstance(again, starts.Start)
            assert (again, again.at) == (reading, reading.at)


@pytest.mark.parametrize("locale", sorted(languages.LANGUAGES))
def test_a_series_is_settled_by_its_button_in_every_language(locale: str) -> None:
    for words in ("2027-03-04, 2027-03-11 03:00 CST", "4/3/2027, 11/3/2027 15:00 CST"):
        values = {"kind": "core session", "title": "Access", "when": words}
        asked = rules.read_plan(values, NOW, reader(locale))
        assert isinstance(asked, rules.Problems)
        assert len(asked.readings) == 3 or locale in ("en", "zh")
        for meant in asked.readings:
            plan = rules.read_plan({**values, "when": starts.typed(*meant)}, NOW, reader(locale))
            assert isinstance(plan, rules.Plan)
            assert plan.starts == meant


@pytest.mark.parametrize("locale", sorted(languages.LANGUAGES))
def test_a_deadline_is_settled_by_its_button_in_every_language(locale: str) -> None:
    for words in ("5 seats; answers by Monday 12 January", "1 per company until 12 January 2027 15:00 CST, then open"):
        meanings = limits.choices(words, NOW, reader(locale))
        assert len(meanings) >= 2
        assert all(isinstance(limits.read(meaning, NOW, reader(locale)), limits.Limits) for _label, meaning in meanings)


def test_a_deadline_without_a_doubt_has_no_buttons() -> None:
    assert limits.choices("5 seats; answers by 12 January 2027", NOW, reader("en")) == ()
    assert limits.choices("5 seats", NOW, reader("en")) == ()


CALLED = [
    ("Nairobi", "Africa/Nairobi", "", "Nairobi"),
    ("CET", "Europe/Zurich", "Geneva", "Geneva"),
    ("CST", "Asia/Shanghai", "", "Shanghai"),
    ("heure suisse", "Europe/Zurich", "", "Zurich"),
    ("Europe/Zurich", "Europe/Zurich", "Geneva", "Geneva"),
    ("UTC", "UTC", "", "UTC"),
    ("UTC+2", "Etc/GMT-2", "", "UTC+2"),
    ("", "Europe/Zurich", "Geneva", "Geneva"),
]


@pytest.mark.parametrize(("words", "zone", "own", "called"), CALLED, ids=[case[0] or "nothing" for case in CALLED])
def test_a_clock_is_called_by_a_name_that_lasts(words: str, zone: str, own: str, called: str) -> None:
    assert zones.called(words, zone, own) == called
