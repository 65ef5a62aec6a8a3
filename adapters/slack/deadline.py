"""One time limit for many calls side by side, with one timer for all of them.

`asyncio.timeout` sets a timer for each call and takes it back, which costs more than reading Slack's answer. All calls
may take equally long, so whoever began first is late first: one timer waits for that one.
"""

import asyncio
from types import TracebackType


class Deadlines:
    """Each `with deadlines.call():` may take so many seconds; then what it waits for is cancelled and it raises
    TimeoutError. For one event loop, within a task.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.under_way: dict[_Call, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def call(self) -> "_Call":
        """A call that begins now."""
        return _Call(self)

    def begin(self, call: "_Call") -> None:
        """It is under way."""
        loop = asyncio.get_running_loop()
        self.under_way[call] = until = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_at(until, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        now = loop.time()
        for call, until in [*self.under_way.items()]:
            if until > now:
                self._timer = loop.call_at(until, self._look, loop)
                return
            del self.under_way[call]
            call.expire()


class _Call:
    """What asyncio asks of whoever cancels a task: to count it, and to let a cancellation of somebody else's pass."""

    __slots__ = ("_cancelling", "_deadlines", "_expired", "_task")

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines
        self._expired = False

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task, self._cancelling = task, task.cancelling()
        self._deadlines.begin(self)

    def expire(self) -> None:
        """It took too long."""
        self._expired = True
        self._task.cancel()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deadlines.under_way.pop(self, None)
        if self._expired and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error
