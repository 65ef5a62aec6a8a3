"""Lets calls begin a few at a time, and after those who wait for an answer of ours.

A call holds the event loop for a moment when it begins, and again when it is answered. Sixty that begin together hold a
click up at every step of its way from the socket and back.
"""

import asyncio
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager

AT_A_TIME = 16
"""Calls that begin in one turn of the event loop: fewer need more turns, and more lie cold until they are answered."""
WHILE_CLICKED = 8
"""The same while somebody has waited for an answer within the last second."""
LATELY = 1.0
"""Seconds."""
PATIENCE = 0.1
"""Seconds for which those who wait hold up all others: then these go on beside them."""


class Turnstile:
    """`turn` lets a call begin; while somebody is `answering`, none does."""

    def __init__(self) -> None:
        self._queue = deque[asyncio.Future[None]]()
        self._begun = 0
        self._most = AT_A_TIME
        self._answered = float("-inf")
        self._turning = False
        self._answering = 0
        self._held_until = 0.0
        self._overdue: asyncio.TimerHandle | None = None

    def turn(self) -> asyncio.Future[None] | None:
        """What to wait for until a call may begin; None where it may right now."""
        loop = asyncio.get_running_loop()
        self._turn_soon(loop)
        if self._queue or self._begun >= self._most or self._held(loop):
            turn: asyncio.Future[None] = loop.create_future()
            self._queue.append(turn)
            return turn
        self._begun += 1
        return None

    @contextmanager
    def answering(self) -> Generator[None]:
        """Somebody waits for an answer meanwhile."""
        loop = asyncio.get_running_loop()
        if not self._answering:
            self._held_until = loop.time() + PATIENCE
            self._most = WHILE_CLICKED
        self._answering += 1
        try:
            yield
        finally:
            self._answering -= 1
            self._answered = loop.time()
            if not self._answering and self._queue:
                self._turn_soon(loop)

    def _held(self, loop: asyncio.AbstractEventLoop) -> bool:
        held = self._answering > 0 and loop.time() < self._held_until
        if held and self._overdue is None:
            self._overdue = loop.call_at(self._held_until, self._late, loop)
        return held

    def _late(self, loop: asyncio.AbstractEventLoop) -> None:
        self._overdue = None
        self._turn_soon(loop)

    def _turn_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._turning:
            self._turning = True
            loop.call_soon(self._turn, loop)

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._turning, self._begun = False, 0
        if not self._answering and self._most < AT_A_TIME and loop.time() > self._answered + LATELY:
            self._most = AT_A_TIME
        if not self._queue or self._held(loop):
            return
        while self._queue and self._begun < self._most:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                self._begun += 1
        self._turn_soon(loop)
