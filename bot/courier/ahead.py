"""How many deliveries a courier takes before it can send them: enough that its calls never wait for a look, and few
enough that what is sent was drawn a moment ago.
"""

SECONDS = 0.2
"""What is sent in so long is taken ahead: several looks' time."""
LEAST, MOST = 200, 1600
"""Deliveries taken and not yet sent: at least so many, for nobody knows yet how fast the next house answers, and at the
most.
"""
SOON = 0.02
"""Seconds over which it is worth measuring how fast calls are made."""


class Ahead:
    """A look takes `batch` deliveries at the most, and is worth its while where there is room for so many, or for half
    of what is taken ahead.
    """

    def __init__(self, batch: int) -> None:
        self._batch = batch
        self._most = LEAST
        self._began, self._sent = 0.0, 0

    def measure(self, now: float, sent: int) -> None:
        """So many deliveries have been sent in all until `now`, by any clock that never goes back."""
        took = now - self._began
        if took >= SOON:
            self._most = min(max(int((sent - self._sent) / took * SECONDS), LEAST), MOST)
            self._began, self._sent = now, sent

    def room(self, claimed: int) -> int:
        """How many to take where so many are taken already; 0 where they are enough for now."""
        room = min(self._batch, self._most - claimed)
        return room if room >= self._worth else 0

    @property
    def enough(self) -> int:
        """When no more than these are left, a look is worth its while again."""
        return self._most - self._worth

    @property
    def _worth(self) -> int:
        return min(self._batch, self._most // 2)
