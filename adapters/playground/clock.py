"""A clock that can be moved, so that a year of reminders can be watched in a minute."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from adapters.playground import words

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2099, 12, 31, tzinfo=UTC)
"""How far the clock can be moved: dates beyond are outside what calendars and time zones know."""


class MovableClock:
    """The real time, moved by as much as you say. With `frozen_at` it stands still, and only moves when told to."""

    def __init__(self, frozen_at: datetime | None = None, real: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self.frozen = frozen_at is not None
        self._real = real if frozen_at is None else lambda: frozen_at
        self._moved_by = timedelta()

    def now(self) -> datetime:
        """The instant it is in the playground, in UTC."""
        return (self._real() + self._moved_by).astimezone(UTC)

    def move(self, by: timedelta) -> None:
        """Move on, or back. Raises ValueError when that leaves the years 2000 to 2099."""
        try:
            self.set(self.now() + by)
        except OverflowError as far:
            raise ValueError(words.CLOCK_RANGE) from far

    def set(self, at: datetime) -> None:
        """Let it be this instant now (aware). Raises ValueError outside the years 2000 to 2099."""
        if not FIRST <= at <= LAST:
            raise ValueError(words.CLOCK_RANGE)
        self._moved_by = at - self._real()

    def reset(self) -> None:
        """Back to the real time, or to where it was frozen."""
        self._moved_by = timedelta()
