"""Days as they are named, before anybody asked the calendar which day that is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Exact:
    """A day with its year."""

    day: date


@dataclass(frozen=True, slots=True)
class Figures:
    """Day and month in figures, in an order that depends on the reader."""

    first: int
    second: int
    year: int | None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a named month."""

    month: int
    day: int
    year: int | None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """ "The 14th": of this month or the next."""

    day: int


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth weekday of a month (-1: the last); with no weekday, the nth day of it."""

    n: int
    weekday: int | None
    month: int | None
    year: int | None = None
    ahead: int = 0
    """Months from now, when no month is named."""


@dataclass(frozen=True, slots=True)
class Offset:
    """Days and months from today, or from a weekday."""

    days: int
    months: int = 0
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class InWeek:
    """A weekday of this week (0) or a coming one; with no weekday, its first day."""

    week: int
    weekday: int | None


@dataclass(frozen=True, slots=True)
class Next:
    """ "Next Thursday"."""

    weekday: int


@dataclass(frozen=True, slots=True)
class Coming:
    """ "This Thursday", "the coming Thursday", or just "Thursday"."""

    weekday: int
    plain: bool = False
    after: bool = False
    """The word says that it is yet to come: not today."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A day before today, whichever."""


Spec = Exact | Figures | MonthDay | DayOfMonth | Nth | Offset | InWeek | Next | Coming | Gone


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, before a first moment is known."""

    every: str
    """DAILY, WEEKLY or MONTHLY."""
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    """Pairs of n (0: each) and weekday."""
    monthday: int | None = None
    perhaps: "tuple[Recurrence, ...] | None" = None
    """What else doubtful words can mean ("every third Thursday"); empty where nothing else is known, None if sure."""
