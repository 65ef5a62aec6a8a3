"""How many deliveries a courier takes before it can send them: enough that its calls never wait for a look, and few
enough that what is sent was drawn a moment ago.
"""

SECONDS = 0.2
"""What is sent in so long is taken ahead: several looks' time."""
FIRST, LEAST, MOST = 400, 100, 1600
"""Deliveries taken and not yet sent: while nobody knows how fast calls are answered, where they are answered slowly,
and at the most.
"""
SOON = 0.02
"""Seconds over which it is worth measuring how fast calls are made."""


class Ahead:
    """A look takes `batch` deliveries at the most, and is worth its while where there is room for so many, or for half
    of what is taken ahead.
    """

    def __init__(self, batch: int) -> None:
        self._batch = batch
        self._most = FIRST
        self._began: float | None = None
        self._sent = 0

    def measure(self, now: float, sent: int, claimed: int) -> None:
        """So many deliveries have been sent in all until `now`, by any clock that never goes back, and so many that are
        taken are not. Where there are none to send, how fast it goes says nothing.
        """
        if not claimed:
            self._most, self._began = FIRST, None
        elif self._began is None:
            self._began, self._sent = now, sent
        elif (took := now - self._began) >= SOON:
            self._most = min(max(int((sent - self._sent) / took * SECONDS), LEAST), MOST)
            self._began, self._sent = now, sent

    def room(self, claimed: int) -> int:
        """How many to take where so many are taken already; 0 where they are enough for now."""
        room = min(self._batch, self._most - claimed)
        return room if room >= self._worth else 0

    def enough(self, claimed: int) -> int:
        """When no more than these are left of so many, a look is worth its while: half of them where the last one found
        less than there was room for, and never where they are few, for which nobody hurries.
        """
        full = self._most - self._worth
        if claimed > full:
            return full
        return claimed // 2 if claimed > LEAST else -1

    @property
    def _worth(self) -> int:
        return min(self._batch, self._most // 2)
