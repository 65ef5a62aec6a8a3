"""A memory for what happened a moment ago, bounded in size and time."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta


class Recent:
    """Remembers keys for a while; the oldest are forgotten first."""

    def __init__(self, now: Callable[[], datetime], keep: timedelta, most: int = 10_000) -> None:
        self._now = now
        self._keep = keep
        self._most = most
        self._seen: OrderedDict[str, datetime] = OrderedDict()

    def seen(self, key: str) -> bool:
        """Whether this key was seen before; from now on it was."""
        now = self._now()
        before = self._seen.pop(key, None)
        self._seen[key] = now
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return before is not None and now - before < self._keep

    def forget(self, key: str) -> None:
        """As if this key had never been seen."""
        self._seen.pop(key, None)
