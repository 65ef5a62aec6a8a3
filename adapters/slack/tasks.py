"""Work that goes on after Slack has its answer, so that it can be waited for when the program stops.

Bolt and aiohttp cancel what they do not know of at the end: a click would be acknowledged and its answer never shown.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
SECONDS = 12.0
"""How long the end of the program waits: a little longer than one call to Slack may take."""
WORKERS = 50
"""How much of what is queued goes on at once. Measured with 300 answers at once: more of them only get in each other's
way in aiohttp's pool of connections, and each costs twice as much.
"""

log = logging.getLogger("adapters.slack")


class Tasks:
    """Everything that is going on."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()
        self._queue: deque[Coroutine[Any, Any, None]] = deque()
        self._workers = 0

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begins this; nobody has to wait for it."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def queue(self, work: Coroutine[Any, Any, None]) -> None:
        """Begins this as soon as less is going on: for what comes in bursts and is in no hurry."""
        self._queue.append(work)
        if self._workers < WORKERS:
            self._workers += 1
            self.start(self._worker())

    async def _worker(self) -> None:
        try:
            while self._queue:
                try:
                    await self._queue.popleft()
                except Exception as broken:
                    record("showing an answer failed", broken)
        finally:
            self._workers -= 1

    async def finish(self) -> None:
        """Waits until nothing is going on, not even what was begun meanwhile; gives up on what takes too long."""
        try:
            async with asyncio.timeout(SECONDS):
                while self._running:
                    await asyncio.wait(self._running)
        except TimeoutError:
            log.error("%d answers could not be shown before the end", len(self._running) + len(self._queue))
            for work in (*self._queue, *self._running):
                work.close() if isinstance(work, Coroutine) else work.cancel()
            self._queue.clear()

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (broken := task.exception()):
            record("showing an answer failed", broken)


def record(what: str, broken: BaseException) -> None:
    """Logs where it broke, without the exception's own words: they may quote what people wrote."""
    unworded = RuntimeError(type(broken).__name__)
    log.error(what, exc_info=(RuntimeError, unworded, broken.__traceback__))
