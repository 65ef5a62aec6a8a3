"""Delivers what is due: draws it from the data as it is then, for its reader, and records what became of it."""

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import viewers
from bot.chat import Chat, Message, StaleAction
from bot.chat.port import CannotReach, TryLater
from bot.gallery import Gallery
from bot.kit import Due as DueRun
from bot.kit import Tools
from bot.links import NOWHERE, Links
from bot.outbox import Outbox
from storage import deliveries, people
from storage.database import Database, Db
from storage.deliveries import Due
from storage.models import Account, DeliveryState, Member

log = logging.getLogger(__name__)

PAUSE = timedelta(seconds=1.2)
"""Between two updates of one copy of a card. Slack allows 50 chat.update a minute in a workspace (tier 3)."""
LEASE = timedelta(seconds=15)
"""How long a claimed delivery is ours: longer than the slowest call to a platform, which gives up after ten."""
LOOK = timedelta(seconds=1)
"""Between two looks at what has become due by itself."""
BATCH = 50
"""Deliveries claimed at once. Small, so that a crash between sending and recording repeats little."""
GIVE_UP = 8
"""Attempts after which a delivery that only ever met patience or outages is put aside with its reason."""
REST = 0.05
"""Seconds between two looks while clicks pour in: a burst is looked at together."""
POLL = 0.5
"""Seconds between looks at the outbox, for what another process wrote there."""


@dataclass(frozen=True)
class _Drawn:
    """What to send: `to` an address, or in place of the message `which`."""

    message: Message
    shown: str
    to: str = ""
    which: str = ""


class Courier:
    """One per process. `chat` reaches every platform; `now` is the clock that says what is due.

    `dues` is what features do when its time has come, looked at about once a second.
    """

    def __init__(
        self,
        database: Database,
        gallery: Gallery,
        chat: Chat,
        now: Callable[[], datetime],
        dues: Sequence[DueRun] = (),
        links: Links = NOWHERE,
    ) -> None:
        self._database = database
        self._gallery = gallery
        self._chat = chat
        self._now = now
        self._woken = asyncio.Event()
        self._patience: dict[str, datetime] = {}
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._dues = dues
        self._links = links
        self._looked: datetime | None = None

    def wake(self) -> None:
        """Something may be due right now."""
        self._woken.set()

    async def awake(self) -> None:
        """The same, for whoever awaits it."""
        self.wake()

    async def run(self) -> None:
        """Deliver until cancelled; what is in flight then is finished first."""
        if not self._database.shared:
            await self._database.run(deliveries.release)
        try:
            while True:
                self._woken.clear()
                try:
                    await self.deliver()
                except Exception:
                    log.exception("the courier stumbled and goes on")
                await asyncio.sleep(REST)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), POLL)
        finally:
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    async def deliver(self) -> None:
        """Start everything that is due now. Houses run side by side, each house one thing after the other."""
        now = self._now()
        await self._look(now)
        busy = [*self._lanes, *(house for house, until in self._patience.items() if until > now)]
        due = await self._database.run(lambda db: self._claim(db, now, busy))
        lanes: dict[str, list[Due]] = {}
        for delivery in due:
            lanes.setdefault(delivery.house, []).append(delivery)
        for house, waiting in lanes.items():
            task = asyncio.create_task(self._lane(house, waiting), name=f"lane {house}")
            self._lanes[house] = task

    async def settle(self) -> None:
        """Deliver until nothing is due any more: for commands and tests."""
        while True:
            await self.deliver()
            if not self._lanes:
                return
            await asyncio.gather(*self._lanes.values())

    async def _look(self, now: datetime) -> None:
        """Do what has become due by itself; what fails is tried again at the next look and holds up no delivery."""
        if self._looked is not None and now < self._looked + LOOK:
            return
        self._looked = now
        for run in self._dues:
            try:
                await self._database.run(lambda db, run=run: _done(db, run, now))
            except Exception:
                log.exception("what was due in %s failed", run.__module__)

    def _claim(self, db: Db, now: datetime, busy: list[str]) -> list[Due]:
        deliveries.spread_redraws(db, now, PAUSE)
        return deliveries.claim(db, now, LEASE, BATCH, busy)

    async def _lane(self, house: str, waiting: list[Due]) -> None:
        try:
            for index, delivery in enumerate(waiting):
                if not await self._deliver(delivery):
                    await self._give_back(waiting[index + 1 :])
                    break
        except Exception:
            log.exception("a lane stumbled; its deliveries come back when their lease runs out")
        finally:
            del self._lanes[house]
            self.wake()

    async def _deliver(self, delivery: Due) -> bool:
        """Deliver one; False when the house asked for patience."""
        now = self._now()
        try:
            drawn = await self._database.run(lambda db: self._draw(db, delivery, now))
        except StaleAction:
            drawn = None
        if isinstance(drawn, datetime):
            rested = drawn
            await self._database.run(lambda db: deliveries.later(db, delivery, rested))
            return True
        if drawn is None:
            await self._finish(delivery, DeliveryState.DROPPED)
            return True
        try:
            message_id = await self._send(drawn)
        except CannotReach as gone:
            log.warning("delivery %s cannot reach its house: %s", delivery.id, gone)
            await self._finish(delivery, DeliveryState.FAILED, str(gone))
            return True
        except TryLater as patience:
            await self._wait(delivery, patience)
            return False
        await self._database.run(lambda db: self._sent(db, delivery, message_id, drawn.shown))
        return True

    async def _send(self, drawn: _Drawn) -> str:
        if drawn.which:
            await self._chat.update(drawn.which, drawn.message)
            return drawn.which
        return await self._chat.post(drawn.to, drawn.message)

    def _draw(self, db: Db, delivery: Due, now: datetime) -> _Drawn | datetime | None:
        """What to send, when to try again because the card needs its pause, or None: nothing is left to say."""
        house = people.house(db, delivery.house)
        if house is None or house.community_id is None or not house.active:
            return None
        card = None if delivery.card is None else deliveries.card(db, delivery.card)
        if card is not None and now < card.updated + PAUSE:
            return card.updated + PAUSE
        viewer, to = viewers.room(db, house), house.room
        if delivery.member is not None:
            member = db.get(Member, delivery.member)
            account = next(iter(people.accounts(db, delivery.member)), None)
            if member is None or account is None:
                return None
            viewer, to = viewers.told(db, member, account), account.address
        elif delivery.account is not None:
            account = db.get(Account, delivery.account)
            if account is None:
                return None
            viewer, to = viewers.former(db, account, house), account.address
        message = self._gallery.draw(delivery.drawing, viewer, Tools(db, now, viewer, Outbox(db, now), self._links))
        if message is None:
            return None
        shown = hashlib.sha256(repr(message).encode()).hexdigest()[:32]
        if card is not None:
            return None if card.shown == shown else _Drawn(message, shown, which=card.message_id)
        return _Drawn(message, shown, to=to) if to else None

    def _sent(self, db: Db, delivery: Due, message_id: str, shown: str) -> None:
        now = self._now()
        if delivery.card is not None:
            deliveries.updated(db, delivery.card, shown, now)
        elif delivery.member is None and delivery.account is None:
            deliveries.posted(db, delivery.drawing, delivery.house, message_id, shown, now)
        deliveries.finish(db, delivery.id, DeliveryState.SENT, now)

    async def _finish(self, delivery: Due, state: DeliveryState, reason: str = "") -> None:
        await self._database.run(lambda db: deliveries.finish(db, delivery.id, state, self._now(), reason))

    async def _wait(self, delivery: Due, patience: TryLater) -> None:
        after = timedelta(seconds=patience.after if patience.after is not None else min(2**delivery.attempts, 60))
        until = self._now() + after
        self._patience[delivery.house] = until
        log.info("house of delivery %s asks to wait %.0f s: %s", delivery.id, after.total_seconds(), patience)
        if delivery.attempts >= GIVE_UP:
            await self._finish(delivery, DeliveryState.FAILED, str(patience))
        else:
            await self._database.run(lambda db: deliveries.later(db, delivery, until, str(patience)))

    async def _give_back(self, waiting: list[Due]) -> None:
        now = self._now()

        def work(db: Db) -> None:
            for delivery in waiting:
                deliveries.later(db, delivery, now)

        if waiting:
            await self._database.run(work)


def _done(db: Db, run: DueRun, now: datetime) -> None:
    outbox = Outbox(db, now)
    run(db, outbox)
    outbox.close()
