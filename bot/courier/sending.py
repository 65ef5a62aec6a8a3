"""Makes the calls, side by side, and says what each of them came to."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime

from bot.chat import CannotReach, Chat, TryLater, Verb
from bot.courier import breaker, figures
from bot.courier.lane import Lane
from bot.courier.picking import Sending
from bot.courier.recording import Recorder, Result
from bot.courier.steady import Steady
from bot.courier.turnstile import Turnstile
from storage.models import DeliveryState

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 64
"""Calls of this process under way at a time."""
LONGEST_PATIENCE = 3600.0
"""Seconds a platform can make us wait in one go."""


class Sender:
    """`claimed` counts deliveries that were drawn and are not sent yet, or under way, and `ended` those it is over for;
    `few` is called when no more than `enough` are left.
    """

    def __init__(
        self,
        chat: Chat,
        now: Callable[[], datetime],
        steady: Steady,
        recorder: Recorder,
        turnstile: Turnstile,
        few: Callable[[], None],
    ) -> None:
        self._chat = chat
        self._turnstile = turnstile
        self._few = few
        self._now = now
        self._steady = steady
        self._recorder = recorder
        self._next = deque[tuple[Lane, Sending]]()
        self._callers: set[asyncio.Task[None]] = set()
        self._early: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self.claimed = self.ended = 0
        self.enough = -1

    def send(self, lane: Lane, sending: Sending) -> None:
        """Make this call when its time has come."""
        self.claimed += 1
        wait = sending.at - self._steady.now()
        if wait > 0:
            task = asyncio.create_task(self._later(lane, sending, wait), name=f"delivery {sending.due.id}")
            self._early.add(task)
            task.add_done_callback(self._early.discard)
        else:
            self._enqueue(lane, sending)

    async def idle(self) -> None:
        """Waits until nothing is under way."""
        while tasks := self._callers | self._early:
            await asyncio.wait(tasks)

    async def stop(self) -> None:
        """Begin no more calls; those under way are finished, the others given back."""
        self._stopping.set()
        await self.idle()

    async def _later(self, lane: Lane, sending: Sending, wait: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), wait)
        self._enqueue(lane, sending)

    def _enqueue(self, lane: Lane, sending: Sending) -> None:
        self._next.append((lane, sending))
        if len(self._callers) < SIDE_BY_SIDE:
            task = asyncio.create_task(self._calls(), name="deliveries")
            self._callers.add(task)
            task.add_done_callback(self._callers.discard)

    async def _calls(self) -> None:
        """One call after the other: what there is no longer anything to wait for costs no task of its own."""
        while self._next:
            turn = self._turnstile.turn()
            if turn is not None:
                await turn
            if not self._next:
                return
            lane, sending = self._next.popleft()
            try:
                result = await self._call(lane, sending)
            except Exception as error:
                log.exception("a delivery met an error of ours", extra=_about(sending))
                result = self._failed(lane, sending, type(error).__name__)
            self._over(lane, result)

    def _over(self, lane: Lane, result: Result) -> None:
        lane.under_way -= 1
        self.claimed -= 1
        self.ended += 1
        if self.claimed == self.enough:
            self._few()
        self._recorder.add(result)

    async def _call(self, lane: Lane, sending: Sending) -> Result:
        at = self._steady.now()
        closed = lane.open_until > at or lane.pace.rests(sending.verb, at)
        closed = closed or (lane.calling > 0 and lane.pace.one_by_one(at))
        if self._stopping.is_set() or closed or self._steady.latest() > lane.half:
            return self._result(sending, DeliveryState.WAITING)
        lane.calling += 1
        began = time.perf_counter()
        try:
            if sending.verb is Verb.UPDATE:
                await self._chat.update(sending.where, sending.message)
                message_id = sending.where
            else:
                message_id = await self._chat.post(sending.where, sending.message)
        except CannotReach as gone:
            figures.came_to(sending.verb, "gone")
            log.warning("a delivery cannot reach its house: %s", gone, extra=_about(sending))
            self._answered(lane)
            return self._result(sending, DeliveryState.FAILED, str(gone))
        except TryLater as patience:
            if patience.after is None:
                return self._failed(lane, sending, str(patience))
            return self._rested(lane, sending, patience.after, str(patience))
        finally:
            lane.calling -= 1
            figures.took(sending.verb, time.perf_counter() - began)
        self._answered(lane)
        figures.came_to(sending.verb, "sent")
        return self._result(sending, DeliveryState.SENT, message_id=message_id)

    def _result(self, sending: Sending, state: DeliveryState, reason: str = "", message_id: str = "") -> Result:
        return Result(sending, state, self._now(), reason, message_id)

    def _answered(self, lane: Lane) -> None:
        """The house is there."""
        if lane.failures:
            lane.failures, lane.open_until, lane.changed = 0, 0.0, True

    def _rested(self, lane: Lane, sending: Sending, after: float, reason: str) -> Result:
        """The platform said when to come back: nobody's fault, and every call of this kind waits."""
        lane.pace.rest(sending.verb, self._steady.latest() + min(after, LONGEST_PATIENCE))
        lane.changed = True
        figures.came_to(sending.verb, "patience")
        log.info("a house asks to wait %.0f s: %s", after, reason, extra=_about(sending))
        return self._result(sending, DeliveryState.WAITING, reason)

    def _failed(self, lane: Lane, sending: Sending, reason: str) -> Result:
        at = self._steady.now()
        figures.came_to(sending.verb, "failed")
        probe = breaker.is_open(lane.failures) and lane.open_until == 0
        lane.failures = breaker.after_failure(lane.failures, probe=probe)
        if breaker.is_open(lane.failures) and lane.open_until == 0:
            lane.open_until = at + breaker.rest(lane.failures)
            figures.OPENED.inc()
            log.warning("a house is left alone after %d failures", lane.failures, extra=_about(sending))
        lane.changed = True
        attempts = sending.due.attempts + 1
        if breaker.hopeless(attempts, lane.failures):
            log.error("a delivery is parked after %d tries: %s", attempts, reason, extra=_about(sending))
            return self._result(sending, DeliveryState.PARKED, reason)
        figures.RETRIES.inc()
        log.info("a delivery failed and is tried again: %s", reason, extra=_about(sending))
        return Result(
            sending, DeliveryState.WAITING, self._now(), reason, again=at + breaker.wait(attempts), attempts=attempts
        )


def _about(sending: Sending) -> dict[str, object]:
    """What a line in the log says beside its sentence: ids, and nothing of anybody's."""
    return {"delivery": sending.due.id, "house": sending.due.house}
