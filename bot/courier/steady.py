"""The lanes' clock, read seldom and reckoned in between: it does not jump when somebody sets the time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from storage import lanes
from storage.database import Db


class Steady:
    """Seconds since 1970 by the database's clock (`storage.lanes`); by `given` where a test has a clock of its own."""

    def __init__(self, given: Callable[[], datetime] | None = None) -> None:
        self._given = given
        self._ahead = time.time() - time.monotonic()
        self._trip = float("inf")

    def ask(self, db: Db) -> float:
        """What time it is, from the database itself."""
        if self._given is not None:
            return self._given().timestamp()
        began = time.monotonic()
        told = lanes.instant(db).timestamp()
        trip = time.monotonic() - began
        # The quicker the answer, the better we know when it was given; what we know gets older.
        self._trip *= 1.01
        if trip <= self._trip:
            self._ahead, self._trip = told - began - trip / 2, trip
        return self.now()

    def now(self) -> float:
        """What time it is, reckoned from the last answer."""
        if self._given is not None:
            return self._given().timestamp()
        return self._ahead + time.monotonic()


def moment(seconds: float) -> datetime:
    """The same as an instant."""
    return datetime.fromtimestamp(seconds, UTC)
