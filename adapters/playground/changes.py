"""Who wants to know that something changed, and what changed. A slow listener loses details, never memory."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal
from weakref import WeakSet

BACKLOG = 256
"""Changes kept for one listener; one that lags further behind is told to look at everything again."""


@dataclass(frozen=True)
class Change:
    """Something looks different now. Small on purpose: whoever cares looks it up in the world.

    `house` is its key. `address` is the conversation a message stands in, or the person whose form or home it is; `id`
    is the message's.
    """

    kind: Literal["house", "message", "form", "home", "clock", "reload"]
    house: str = ""
    address: str = ""
    id: str = ""


class Listener(AsyncIterator[Change]):
    """The changes from now on, one after the other, until it is closed."""

    def __init__(self) -> None:
        self._waiting: deque[Change] = deque()
        self._stirred = asyncio.Event()
        self._closed = False

    def hear(self, change: Change) -> None:
        """Keep this change until it is asked for."""
        if len(self._waiting) >= BACKLOG:
            self._waiting.clear()
            change = Change("reload")
        self._waiting.append(change)
        self._stirred.set()

    def heard(self) -> list[Change]:
        """What was heard and not asked for yet, without waiting."""
        heard = list(self._waiting)
        self._waiting.clear()
        return heard

    def close(self) -> None:
        """Say that no more will come."""
        self._closed = True
        self._stirred.set()

    async def __anext__(self) -> Change:
        while not self._waiting:
            if self._closed:
                raise StopAsyncIteration
            self._stirred.clear()
            await self._stirred.wait()
        return self._waiting.popleft()


class Changes:
    """Tells every listener."""

    def __init__(self) -> None:
        self._listeners: WeakSet[Listener] = WeakSet()

    def tell(self, change: Change) -> None:
        """Let every listener hear of this change."""
        for listener in tuple(self._listeners):
            listener.hear(change)

    def listen(self) -> Listener:
        """A new listener, hearing from now on; it is forgotten when nobody holds it any more."""
        listener = Listener()
        self._listeners.add(listener)
        return listener

    def close(self) -> None:
        """Send every listener home, as when the server stops."""
        for listener in tuple(self._listeners):
            listener.close()
