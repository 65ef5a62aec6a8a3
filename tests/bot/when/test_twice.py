"""An hour that happens twice, when clocks go back: each pass is a moment of its own, in a series as alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.when import Ask, Reason, Series, When, read
from bot.when.questions import sentence

NOW = datetime.fromisoformat("2027-05-11T09:30+02:00")


def said(text: str, zone: str = "Europe/Berlin", lang: str = "en") -> object:
    return read(text, now=NOW, zone=zone, lang=lang)


def instants(series: object) -> list[str]:
    assert isinstance(series, Series)
    return [f"{each.start.astimezone(UTC):%m-%d %H:%M}" for each in series.dates]


TWICE = [
    ("en", "every Sunday at 02:30 from 24 October to 7 November 2027", "UNTIL=20271107T013000Z;"),
    ("en", "every Sunday at 02:30 from 24 October, 3 times", "COUNT=3;"),
    ("fr", "tous les dimanches à 02h30 du 24 octobre au 7 novembre", "UNTIL=20271107T013000Z;"),
    ("de", "jeden Sonntag um 02:30 Uhr vom 24. Oktober bis 7. November", "UNTIL=20271107T013000Z;"),
    ("zh", "10月24日起每周日02:30、共3次", "COUNT=3;"),
]


@pytest.mark.parametrize(("lang", "text", "bound"), TWICE, ids=[text for _, text, _ in TWICE])
def test_a_series_through_an_hour_that_happens_twice_offers_each_pass(lang: str, text: str, bound: str) -> None:
    asked = said(text, lang=lang)
    assert isinstance(asked, Ask)
    assert asked.reason is Reason.DST_OVERLAP
    assert [instants(each) for each in asked.readings] == [
        ["10-24 00:30", "10-31 00:30", "11-07 01:30"],
        ["10-24 00:30", "10-31 01:30", "11-07 01:30"],
    ]
    rules = {each.rrule for each in asked.readings if isinstance(each, Series)}
    assert rules == {f"FREQ=WEEKLY;{bound}BYDAY=SU"}
    assert "31 October 2027 UTC+1" in sentence(asked)


def test_a_series_that_ends_in_the_second_pass_ends_with_it() -> None:
    asked = said("every Sunday at 02:30 from 24 October to 31 October")
    assert isinstance(asked, Ask)
    ends = [each.rrule for each in asked.readings if isinstance(each, Series)]
    assert ends == [f"FREQ=WEEKLY;UNTIL=20271031T0{hour}3000Z;BYDAY=SU" for hour in (0, 1)]


def test_a_doubtful_hour_of_a_day_that_happens_twice_offers_both_passes() -> None:
    for text in ("31 October 2027 at 2:30", "every Sunday at 2:30 from 24 October to 31 October 2027"):
        asked = said(text)
        assert isinstance(asked, Ask)
        assert asked.reason is Reason.AMBIGUOUS_TIME
        firsts = [each.dates[-1] if isinstance(each, Series) else each for each in asked.readings]
        assert [f"{each.start.astimezone(UTC):%H:%M}" for each in firsts if isinstance(each, When)] == [
            "13:30",
            "00:30",
            "01:30",
        ]


def test_what_begins_in_the_second_pass_ends_in_it() -> None:
    asked = said("31 October 2027 02:15-02:45")
    assert isinstance(asked, Ask)
    assert [each.length for each in asked.readings if isinstance(each, When)] == [timedelta(minutes=30)] * 2


def test_two_passes_are_two_moments_though_their_clocks_show_the_same() -> None:
    asked = said("31 October 2027 02:30")
    assert isinstance(asked, Ask)
    assert len(set(asked.readings)) == 2


def test_a_series_that_may_begin_on_two_days_and_meets_a_gap_is_asked_about() -> None:
    asked = read(
        "every Sunday at 02:30 from next Sunday",
        now=datetime.fromisoformat("2027-01-06T10:20+01:00"),
        zone="Europe/Berlin",
    )
    assert isinstance(asked, Ask)
    assert asked.reason is Reason.DST_GAP


HALF = [
    ("4 April 2027 01:30 Australia/Lord_Howe UTC+10:30", "Europe/Zurich", "04-03 15:00"),
    ("4 April 2027 01:30 Australia/Lord_Howe UTC+11", "Europe/Zurich", "04-03 14:30"),
    ("4 April 2027 01:30 UTC+10:30", "Australia/Lord_Howe", "04-03 15:00"),
    ("7 November 2027 01:30 America/St_Johns UTC-2:30", "Europe/Zurich", "11-07 04:00"),
    ("7 November 2027 01:30 America/St_Johns UTC-3:30", "Europe/Zurich", "11-07 05:00"),
]


@pytest.mark.parametrize(("text", "zone", "found"), HALF, ids=[text for text, _, _ in HALF])
def test_an_offset_with_half_an_hour_settles_which_pass(text: str, zone: str, found: str) -> None:
    moment = read(text, now=datetime.fromisoformat("2027-01-06T10:20+01:00"), zone=zone)
    assert isinstance(moment, When)
    assert f"{moment.start.astimezone(UTC):%m-%d %H:%M}" == found
    assert "/" in moment.zone
    assert not moment.zone.startswith("Etc/")


def test_an_offset_that_no_zone_keeps_settles_nothing_alone_and_contradicts_what_is_not_its_own() -> None:
    alone, other = said("20 May 15:00 UTC+10:30"), said("20 May 15:00 Geneva time UTC+10:30")
    far = said("2027-05-20T15:00+23:30")
    assert [each.reason for each in (alone, other, far) if isinstance(each, Ask)] == [
        Reason.UNKNOWN_ZONE,
        Reason.TWO_ZONES,
        Reason.UNKNOWN_ZONE,
    ]
