"""The lanes' clock, read seldom and reckoned in between: it does not jump when somebody sets the time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from storage import lanes
from storage.database import Db

SELDOM = 0.1
"""Seconds between two questions to the database, at the least."""


class Steady:
    """Seconds since 1970 by the database's clock (`storage.lanes`); by `given` where a test has a clock of its own.

    An answer of the database's was true at some instant between question and answer: `now` is never later than it is
    there, `latest` never earlier. What may not happen too early is planned by the one and measured by the other.
    """

    def __init__(self, given: Callable[[], datetime] | None = None) -> None:
        self._given = given
        self._ahead = time.time() - time.monotonic()
        self._doubt = float("inf")
        self._next = 0.0

    def ask(self, db: Db) -> float:
        """As `now`, after a question to the database itself, if it was not asked just now."""
        began = time.monotonic()
        if self._given is None and began >= self._next:
            self._next = began + SELDOM
            told = lanes.instant(db).timestamp()
            ended = time.monotonic()
            # The quicker the answer the more it is worth, and what we know gets older.
            self._doubt *= 1.01
            if ended - began <= self._doubt:
                self._ahead, self._doubt = told - ended, ended - began
        return self.now()

    def now(self) -> float:
        """What time it is, at the least."""
        return self._given().timestamp() if self._given is not None else self._ahead + time.monotonic()

    def latest(self) -> float:
        """What time it is, at the most."""
        return self.now() + self.doubt

    @property
    def doubt(self) -> float:
        """How far `now` may lag behind, in seconds."""
        return 0.0 if self._given is not None else min(self._doubt, 1.0)


def moment(seconds: float) -> datetime:
    """The same as an instant."""
    return datetime.fromtimestamp(seconds, UTC)
