"""Delivers what is due: draws it from the data as it is then, for its reader, and records what became of it.

Each house is a lane, and one courier at a time serves it (`storage.lanes`). A look takes lanes where something is due,
in turn, and draws what their platforms' limits let go now (`turns`); calls are made side by side (`sending`); what
became of them is written together (`recording`), and with the last of them the lane's turn is over.
"""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from bot.chat import Chat
from bot.courier import figures
from bot.courier.ahead import Ahead
from bot.courier.lane import Lane
from bot.courier.recording import Notes, Recorder, Result
from bot.courier.sending import Sender
from bot.courier.steady import Steady
from bot.courier.turns import EARLY, LEASE, Looked, Turns
from bot.courier.turnstile import Turnstile
from bot.gallery import Gallery
from bot.kit import Due as DueRun
from bot.outbox import Outbox
from storage import lanes
from storage.database import Database, Db

log = logging.getLogger(__name__)

LOOK = timedelta(seconds=1)
"""Between two looks at what has become due by itself."""
BATCH = 800
"""Deliveries taken at once, at the most: what a look costs by itself is then little for each of them."""
BATCH_IN_THE_LOOP = 25
"""The same on SQLite, where a look is on the event loop's own thread and every click waits for its end."""
SECONDS_IN_THE_LOOP = 0.002
"""And how long it may draw there, not counting what it has begun."""
REST = 0.05
"""Seconds between two looks while clicks pour in: a burst is looked at together. Not where few are left to send."""
POLL = 0.5
"""Seconds between looks at the outbox, for what another process wrote there."""


class Courier:
    """One per process. `chat` reaches every platform; `now` is the clock that says what is due.

    `dues` is what features do when its time has come, looked at about once a second. `steady` replaces the lanes' clock
    where a test has one, `lease` their lease where a test cannot wait.
    """

    def __init__(
        self,
        database: Database,
        gallery: Gallery,
        chat: Chat,
        now: Callable[[], datetime],
        dues: Sequence[DueRun] = (),
        steady: Callable[[], datetime] | None = None,
        lease: timedelta = LEASE,
    ) -> None:
        self._database = database
        self._now = now
        self._dues = dues
        self._ahead = Ahead(BATCH if database.shared else BATCH_IN_THE_LOOP)
        self._half = lease.total_seconds() / 2
        self._steady = Steady(steady)
        holder = uuid.uuid4().hex
        seconds = LEASE.total_seconds() / 10 if database.shared else SECONDS_IN_THE_LOOP
        self._turns = Turns(gallery, chat, self._steady, holder, seconds, lease)
        self._recorder = Recorder(database, holder, self._notes)
        self._turnstile = Turnstile()
        self._sender = Sender(chat, now, self._steady, self._recorder, self._turnstile, self._few_are_left)
        self._lanes: dict[str, Lane] = {}
        self._woken = asyncio.Event()
        self._few = asyncio.Event()
        self._looked: datetime | None = None
        self._looking: asyncio.Task[None] | None = None
        self._careful = False

    def answering(self) -> AbstractContextManager[None]:
        """Somebody waits for an answer meanwhile: deliveries go after them."""
        return self._turnstile.answering()

    def wake(self) -> None:
        """Something may be due right now."""
        self._woken.set()

    async def awake(self) -> None:
        """The same, for whoever awaits it."""
        self.wake()

    async def run(self) -> None:
        """Deliver until cancelled; what is in flight then is finished first, and what has not begun is given back."""
        try:
            if not self._database.shared:
                await self._database.run(lanes.free_all)
            while True:
                self._woken.clear()
                self._few.clear()
                rest = REST
                try:
                    await self._look_beside()
                    looked = await self._deliver()
                except Exception:
                    log.exception("the courier stumbled and goes on")
                else:
                    if looked.busy and looked.full:
                        continue
                    rest = 0.0 if looked.full else REST
                await _for(rest, self._few)
                await _for(POLL, self._woken)
        finally:
            if self._looking is not None:
                await asyncio.wait({self._looking})
            await self._sender.stop()
            await self._recorder.settled()

    async def deliver(self) -> bool:
        """Start everything that may go now. Whether anything happened."""
        await self._look(self._now())
        return (await self._deliver()).busy

    async def settle(self) -> None:
        """Deliver until nothing may go any more: for commands and tests."""
        while await self.deliver():
            await self._sender.idle()
            await self._recorder.settled()
        await self._recorder.settled()

    async def _deliver(self) -> Looked:
        now = self._now()
        self._ahead.measure(asyncio.get_running_loop().time(), self._sender.ended, self._sender.claimed)
        self._sender.enough = self._ahead.enough(self._sender.claimed)
        room = self._ahead.room(self._sender.claimed)
        if not room:
            return Looked(0.0, (), (), busy=False, full=True)
        at = self._steady.now()
        mine = {house: lane for house, lane in self._lanes.items() if lane.takes_more(at)}
        busy = [house for house in self._lanes if house not in mine]
        given = {house: lane.mine for house, lane in mine.items()}
        for lane in mine.values():
            lane.looking = True
        careful, self._careful = self._careful, True
        try:
            with figures.LOOK_SECONDS.time():
                looked = await self._database.run(
                    lambda db: self._turns.look(db, now, given, busy, room, careful=careful), patient=True
                )
            self._careful = False
            for end in looked.ends:
                figures.DELIVERIES.labels(end.state.value).inc()
            self._begin(looked)
            self._sender.enough = self._ahead.enough(self._sender.claimed)
            return looked
        finally:
            for lane in mine.values():
                lane.looking = False
            figures.LANES.set(len(self._lanes))
            figures.UNDER_WAY.set(sum(lane.unwritten for lane in self._lanes.values()))
            if any(not lane.unwritten and not lane.noting for lane in self._lanes.values()):
                self._recorder.add()

    def _begin(self, looked: Looked) -> None:
        at = self._steady.now()
        for serving in looked.servings:
            lane = self._lanes.setdefault(serving.house, Lane(serving.house, serving.pace, serving.failures))
            lane.give(serving, looked.at + self._half)
            for sending in serving.sendings:
                self._sender.send(lane, sending)
            if serving.nap is not None:
                # Not before the lane may be taken, by a clock that may be ahead of ours.
                wait = max(serving.nap - EARLY - at, 0.0) + self._steady.doubt + 0.005
                asyncio.get_running_loop().call_later(wait, self.wake)

    def _few_are_left(self) -> None:
        self._few.set()
        self.wake()

    def _notes(self, results: Sequence[Result]) -> Notes:
        at = self._steady.now()
        for result in results:
            self._lanes[result.sending.due.house].unwritten -= 1
        free = [lane for lane in self._lanes.values() if not lane.looking]
        over = [lane for lane in free if not lane.unwritten]
        changed = [lane for lane in free if lane.unwritten and lane.changed]
        for lane in (*over, *changed):
            lane.noting, lane.changed = True, False

        def done() -> None:
            for result in results:
                self._lanes[result.sending.due.house].wrote(result.sending)
            for lane in changed:
                lane.noting = False
            for lane in over:
                del self._lanes[lane.house]
            self.wake()

        return Notes([lane.note(at) for lane in over], [lane.note(at) for lane in changed], done)

    async def _look_beside(self) -> None:
        """What has become due by itself is done beside the deliveries, which do not wait for it; but on SQLite, where
        clicks would wait for both, before them.
        """
        if not self._database.shared:
            await self._look(self._now())
        elif self._looking is None and self._time_to_look(now := self._now()):
            self._looking = asyncio.create_task(self._look(now), name="what is due by itself")
            self._looking.add_done_callback(self._look_over)

    def _look_over(self, _: object) -> None:
        self._looking = None

    def _time_to_look(self, now: datetime) -> bool:
        return self._looked is None or not self._looked <= now < self._looked + LOOK

    async def _look(self, now: datetime) -> None:
        """Do what has become due by itself; what fails is tried again at the next look and holds up no delivery."""
        if not self._time_to_look(now):
            return
        self._looked = now
        for run in self._dues:
            try:
                if await self._database.run(lambda db, run=run: _done(db, run, now), patient=True):
                    self.wake()
            except Exception:
                log.exception("what was due in %s failed", run.__module__)


async def _for(seconds: float, event: asyncio.Event) -> None:
    """Waits until this happens, and no longer than that."""
    # Not `wait_for`: Python 3.11's forgets that it was cancelled when it is woken in the same moment.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


def _done(db: Db, run: DueRun, now: datetime) -> bool:
    outbox = Outbox(db, now)
    run(db, outbox)
    outbox.close()
    return outbox.wrote
