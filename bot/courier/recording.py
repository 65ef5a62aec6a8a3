"""Writes down what became of deliveries, many in one transaction and within 50 ms: what is not written is sent twice
when this process dies.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.courier import breaker, figures
from bot.courier.picking import Sending
from bot.courier.steady import moment
from storage import flights, lanes
from storage.database import Database, Db
from storage.flights import End, Kind
from storage.models import DeliveryState

log = logging.getLogger(__name__)

DELAY = 0.02
"""Seconds that results wait for others to share their transaction: four of them cost as much as their results do."""
MOST = 500
"""Results in one transaction."""
AGAIN = 0.25
"""Seconds until it is tried again where the database did not take it."""


class Result(NamedTuple):
    """What became of a delivery. WAITING is not now: `again` is when, by the lanes' clock."""

    sending: Sending
    state: DeliveryState
    at: datetime
    reason: str = ""
    message_id: str = ""
    again: float | None = None
    attempts: int | None = None


@dataclass(frozen=True)
class Notes:
    """How lanes stand, for the same transaction: those whose turn is over, and others; `done` comes after it."""

    over: Sequence[lanes.Turn]
    changed: Sequence[lanes.Turn]
    done: Callable[[], None]


class Recorder:
    """`notes` is asked how the lanes stand once these results are written."""

    def __init__(self, database: Database, holder: str, notes: Callable[[Sequence[Result]], Notes]) -> None:
        self._database = database
        self._holder = holder
        self._notes = notes
        self._results: list[Result] = []
        self._wanted = False
        self._writing: asyncio.Task[None] | None = None

    def add(self, *results: Result) -> None:
        """Write these down soon; without any, how the lanes stand."""
        self._results += results
        self._wanted = True
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="recorder")

    async def settled(self) -> None:
        """Waits until everything is written."""
        while self._writing is not None:
            await asyncio.wait({self._writing})

    async def _write(self) -> None:
        try:
            while self._wanted:
                if len(self._results) < MOST:
                    await asyncio.sleep(DELAY)
                self._wanted = len(self._results) > MOST
                results, self._results = self._results[:MOST], self._results[MOST:]
                await self._until_written(results)
        finally:
            self._writing = None
            if self._wanted:
                self.add()

    async def _until_written(self, results: Sequence[Result]) -> None:
        notes = self._notes(results)
        while True:
            try:
                await self._database.run(lambda db: self._record(db, results, notes), patient=True)
                figures.ended((one.sending.due, one.state, one.at) for one in results if not _waits(one))
                return notes.done()
            except Exception:
                log.exception("what became of %d deliveries cannot be written, and is kept", len(results))
            await asyncio.sleep(AGAIN)

    def _record(self, db: Db, results: Sequence[Result], notes: Notes) -> None:
        for at, together in _by_time(results):
            sent = [one for one in together if one.state is DeliveryState.SENT]
            updates = [(card, one.sending.shown) for one in sent if (card := one.sending.due.card) is not None]
            flights.updated(db, updates, at)
            flights.posted(db, [_posted(one) for one in sent if one.sending.due.kind is Kind.SHOW], at)
            ends = [End(one.sending.due.id, one.state, one.reason) for one in together if not _waits(one)]
            flights.finish(db, at, ends)
        for one in filter(_waits, results):
            again = None if one.again is None else moment(one.again)
            flights.wait(db, one.sending.due, again, one.reason, one.attempts)
        parked = {one.sending.due.house for one in results if one.state is DeliveryState.PARKED}
        silent = {turn.house for turn in (*notes.over, *notes.changed) if turn.failures >= breaker.TELL_AFTER}
        if results and (parked or silent):
            lanes.mark_untold(db, sorted(parked | silent), max(one.at for one in results))
        lanes.note(db, self._holder, notes.changed, over=False)
        lanes.note(db, self._holder, notes.over, over=True)


def _waits(result: Result) -> bool:
    return result.state is DeliveryState.WAITING


def _posted(result: Result) -> tuple[str, str, str, str]:
    due = result.sending.due
    return due.drawing, due.house, result.message_id, result.sending.shown


def _by_time(results: Iterable[Result]) -> Iterable[tuple[datetime, list[Result]]]:
    """Those that came about together share their time: to the tenth of a second is enough for anybody."""
    groups: dict[int, list[Result]] = {}
    for one in results:
        groups.setdefault(int(one.at.timestamp() * 10), []).append(one)
    return ((max(one.at for one in group), group) for group in groups.values())
