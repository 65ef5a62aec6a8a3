"""Zones follow the pinned rules, not the system's, and every library that knows zones follows the same release."""

import zoneinfo
from datetime import datetime, timedelta

import pytz
import tzdata

from bot.when import rules_of_time


def test_zones_come_from_the_pinned_package_and_not_from_the_system() -> None:
    assert rules_of_time.version() == tzdata.IANA_VERSION
    assert zoneinfo.TZPATH == ()


def test_dateparsers_zones_are_of_the_same_release() -> None:
    assert pytz.OLSON_VERSION == tzdata.IANA_VERSION


def test_both_say_the_same_about_every_zone_next_year() -> None:
    moments = [datetime(2027, 1, 1, tzinfo=pytz.UTC) + timedelta(days=days) for days in range(0, 366, 30)]
    different = [
        name
        for name in pytz.common_timezones
        for moment in moments
        if moment.astimezone(pytz.timezone(name)).utcoffset() != moment.astimezone(zoneinfo.ZoneInfo(name)).utcoffset()
    ]
    assert different == []


def test_an_hour_that_is_skipped_never_happens_and_one_that_is_repeated_happens_twice() -> None:
    zurich = rules_of_time.zone_of("Europe/Zurich")
    assert zurich is not None
    assert rules_of_time.happenings(datetime(2027, 3, 28, 2, 30), zurich) == ()
    assert len(rules_of_time.happenings(datetime(2027, 3, 28, 3, 30), zurich)) == 1
    assert len(rules_of_time.happenings(datetime(2027, 10, 31, 2, 30), zurich)) == 2
