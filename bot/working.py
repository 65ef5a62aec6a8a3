"""When somebody works: their zone, hours and days, and the public holidays of where they are.

Pure. Reminders keep to it, and so does whatever else anybody is told (`bot.outbox`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from babel.core import get_global

from bot.daytime import EVERY_DAY, WORKWEEK, Hours, next_daytime

FURTHEST = 14
"""Days in which a working one is looked for, before and after: no year has a longer row of holidays."""
LAST_CALL = timedelta(hours=1)
"""What comes the working day before comes this long before its end, to be read that day."""
NO_COUNTRY = "-"
SUNDAY_TO_THURSDAY = "12347"
_FRIDAY_AND_SATURDAY = {4, 5}


@dataclass(frozen=True)
class Working:
    """One person's working time. `country` is ISO 3166, "" for that of the zone, "-" for no public holidays."""

    zone: str
    begins: time
    ends: time
    days: str
    country: str = ""

    def next(self, at: datetime) -> datetime | None:
        """This instant if they work then, else when they begin next; None where that is out of sight."""
        local = at.astimezone(ZoneInfo(self.zone))
        if self._works(local.date()) and self.begins <= local.time() < self.ends:
            return at
        first = local.date() + timedelta(days=local.time() >= self.ends)
        for ahead in range(FURTHEST):
            day = first + timedelta(days=ahead)
            if self._works(day):
                return self._at(day, self.begins, at)
        return None

    def last(self, before: datetime) -> datetime | None:
        """An hour before the end of the last working time that begins before this instant, but within it."""
        local = before.astimezone(ZoneInfo(self.zone))
        for back in range(FURTHEST):
            day = local.date() - timedelta(days=back)
            begins = self._at(day, self.begins, before)
            if self._works(day) and begins < before:
                return max(begins, min(self._at(day, self.ends, before), before) - LAST_CALL)
        return None

    def soonest(self, at: datetime, by: datetime | None = None) -> datetime:
        """When they may be told something that helps until `by`: when they work next. Where that would be too late, a
        public holiday does not hold it back; where that is too late as well, no day does; a night always.
        """
        hours = Hours(self.begins, self.ends, self.days)
        working = self.next(at)
        if working is not None and (by is None or working <= by):
            return working
        on_their_days = next_daytime(at, self.zone, hours)
        if by is None or on_their_days <= by:
            return on_their_days
        return next_daytime(at, self.zone, replace(hours, days=EVERY_DAY))

    def _works(self, day: date) -> bool:
        country = self.country or country_of(self.zone)
        return str(day.isoweekday()) in self.days and day not in _holidays(country, day.year)

    def _at(self, day: date, clock: time, like: datetime) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(like.tzinfo)


def country_of(zone: str) -> str:
    """The country a zone is the clock of (CLDR), by its name of today or an old one; "" where it is none's."""
    return _territories().get(get_global("zone_aliases").get(zone, zone), "")


@lru_cache(maxsize=512)
def usual_days(zone: str) -> str:
    """When people of that zone's country work: from Sunday on, where their weekend is Friday and Saturday."""
    country = country_of(zone)
    if known(country) and holidays.country_holidays(country).weekend == _FRIDAY_AND_SATURDAY:
        return SUNDAY_TO_THURSDAY
    return WORKWEEK


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    return {zone: place for zone, place in get_global("zone_territories").items() if place not in ("001", "ZZ")}


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> frozenset[date]:
    if country not in _countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries())


def known(country: str) -> bool:
    """Whether the public holidays of this country are known."""
    return country in _countries()
