"""The load: so many people at once, each of whom clicks again as soon as the last click was answered."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.wire import Framing


@dataclass
class Burst:
    """What came of some seconds of clicking. `waits` are seconds from a click to its answer."""

    answered: int = 0
    refused: int = 0
    waits: list[float] = field(default_factory=list[float])


async def burst(port: int, streams: Sequence[Iterator[bytes]], seconds: float) -> Burst:
    """Send each stream's requests over a connection of its own, one after the other, for so many seconds.

    Ends when the last request is answered. Raises ConnectionError when the server hangs up.
    """
    loop = asyncio.get_running_loop()
    told = Burst()
    until = time.perf_counter() + seconds
    people = [_Clicking(stream, told, until, loop.create_future()) for stream in streams]
    for person in people:
        await loop.create_connection(lambda person=person: person, "127.0.0.1", port)
    await asyncio.gather(*(person.done for person in people))
    return told


class _Clicking(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, requests: Iterator[bytes], told: Burst, until: float, done: asyncio.Future[None]) -> None:
        self.done = done
        self._requests = requests
        self._told = told
        self._until = until
        self._framing = Framing()
        self._transport: Any = None
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._click()

    def data_received(self, data: bytes) -> None:
        for head, _ in self._framing.feed(data):
            now = time.perf_counter()
            self._told.waits.append(now - self._sent)
            if head[9:12] in (b"200", b"201"):
                self._told.answered += 1
            else:
                self._told.refused += 1
            if now < self._until:
                self._click()
            else:
                self._transport.close()
                self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(ConnectionError("the server hung up"))

    def _click(self) -> None:
        request = next(self._requests)
        self._sent = time.perf_counter()
        self._transport.write(request)
