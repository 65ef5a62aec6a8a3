"""A small memory: keeps what was used last, for so long, and never more than so many."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lasting(Generic[K, V]):
    """At most `most` values, each for `seconds` at most; the one longest unused goes first."""

    def __init__(self, most: int, seconds: float, now: Callable[[], datetime]) -> None:
        self._most = most
        self._time = timedelta(seconds=seconds)
        self._now = now
        self._kept: OrderedDict[K, tuple[datetime, V]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value kept for this key, None if there is none or its time is over."""
        found = self._kept.get(key)
        if found is None:
            return None
        until, value = found
        if until <= self._now():
            del self._kept[key]
            return None
        self._kept.move_to_end(key)
        return value

    def keep(self, key: K, value: V, seconds: float | None = None) -> None:
        """Keeps the value from now on, for another time than usual if `seconds` is given."""
        self._kept[key] = (self._now() + (self._time if seconds is None else timedelta(seconds=seconds)), value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forgets the value, if there is one."""
        self._kept.pop(key, None)
