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


async def steadily(
    port: int, streams: Sequence[Iterator[bytes]], a_second: float, ended: "asyncio.Task[Any]"
) -> list[float]:
    """Send so many requests a second at an even pace, whether or not earlier ones were answered, until `ended`. Answers
    how long each waited from when it should have been sent: a server that stalls is not spared those that came
    meanwhile. Raises ConnectionError when one is refused.
    """
    waits: list[float] = []
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in streams]
    began, clicks = time.perf_counter(), set[asyncio.Task[None]]()
    busy = [asyncio.Lock() for _ in streams]

    async def click(number: int, meant: float) -> None:
        which = number % len(streams)
        reader, writer = lines[which]
        async with busy[which]:
            writer.write(next(streams[which]))
            framing = Framing()
            while not (answers := [*framing.feed(await reader.read(65536))]):
                pass
            if answers[0][0][9:12] not in (b"200", b"201"):
                raise ConnectionError("a click was refused")
            waits.append(time.perf_counter() - meant)

    number = 0
    while not ended.done():
        meant = began + number / a_second
        await asyncio.sleep(max(meant - time.perf_counter(), 0))
        clicks.add(asyncio.create_task(click(number, meant)))
        number += 1
    await asyncio.gather(*clicks)
    for _, writer in lines:
        writer.close()
    return waits
