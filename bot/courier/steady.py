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
        self._read = (time.time(), time.monotonic())

    def ask(self, db: Db) -> float:
        """What time it is, from the database itself."""
        if self._given is not None:
            return self._given().timestamp()
        self._read = (lanes.instant(db).timestamp(), time.monotonic())
        return self._read[0]

    def now(self) -> float:
        """What time it is, reckoned from the last answer."""
        if self._given is not None:
            return self._given().timestamp()
        told, when = self._read
        return told + time.monotonic() - when


def moment(seconds: float) -> datetime:
    """The same as an instant."""
    return datetime.fromtimestamp(seconds, UTC)
