"""What a reading of somebody's words can be: a moment, a day, a series, or a question back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

MOST = 3
"""Readings a question may offer."""


@dataclass(frozen=True)
class When:
    """A moment: the wall time in the zone that was meant, so that it survives a change of the zone's rules."""

    start: datetime
    """Aware, in the zone named by `zone`."""
    zone: str
    """IANA name. An offset such as UTC+2 is `Etc/GMT-2`."""
    end: datetime | None = None
    """After `start`, in the same zone; None when no end or length was written."""
    city: str = ""
    """The zone as it was typed ("Geneva", "CET"); empty when it is the person's own."""
    by_clock: bool = False
    """The end was written as a time of day, and not as a length."""

    def __eq__(self, other: object) -> bool:
        # Clocks that go back show the same twice, and aware datetimes compare by what they show.
        return isinstance(other, When) and self._told == other._told

    @property
    def _told(self) -> tuple[float, str, float | None, str]:
        return self.start.timestamp(), self.zone, None if self.end is None else self.end.timestamp(), self.city

    @property
    def length(self) -> timedelta | None:
        """Time from start to end on the clock of UTC, None without an end."""
        return None if self.end is None else self.end.astimezone(UTC) - self.start.astimezone(UTC)


@dataclass(frozen=True)
class Day:
    """Only the day is known: no time was written and none is made up."""

    date: date


@dataclass(frozen=True)
class Series:
    """A recurrence: its rule beside its first moment, and the coming moments, each of which exists in its zone."""

    first: When
    rrule: str
    """The value of an RRULE as in RFC 5545, such as `FREQ=WEEKLY;BYDAY=TU`; empty where the days were listed. It cannot
    say which pass of an hour that happens twice is meant: the dates do.
    """
    dates: tuple[When, ...]
    """The first moments of the series, starting with `first`: all of them when it ends, else the next twelve."""

    @property
    def ends(self) -> bool:
        """These are all the moments there are: it says where it ends, or its days were listed and follow no rule."""
        return not self.rrule or "COUNT=" in self.rrule or "UNTIL=" in self.rrule


class Reason(StrEnum):
    """Why a question is put back, for programs."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    VAGUE = "vague"
    NO_DATE = "no_date"
    NO_TIME = "no_time"
    PAST = "past"
    NO_SUCH_DATE = "no_such_date"
    NO_SUCH_TIME = "no_such_time"
    AMBIGUOUS_DAY_MONTH = "ambiguous_day_month"
    AMBIGUOUS_DAY = "ambiguous_day"
    AMBIGUOUS_TIME = "ambiguous_time"
    MIDNIGHT = "midnight"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    YEAR_JUMPED = "year_jumped"
    DST_GAP = "dst_gap"
    DST_OVERLAP = "dst_overlap"
    AMBIGUOUS_ZONE = "ambiguous_zone"
    WHOSE = "whose"
    UNKNOWN_ZONE = "unknown_zone"
    OUT_OF_SEASON = "out_of_season"
    TWO_ZONES = "two_zones"
    SEVERAL = "several"
    END_BEFORE_START = "end_before_start"
    AMBIGUOUS_SERIES = "ambiguous_series"
    SKIPS = "skips"
    MISSPELT = "misspelt"


@dataclass(frozen=True)
class Ask:
    """The words cannot be trusted to mean one thing: put this question, with at most three readings to choose from."""

    reason: Reason
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    """What fills the placeholders of the question's sentence."""
    readings: tuple[When | Day | Series, ...] = ()


Result = When | Day | Series | Ask
