"""Where the parts meet: one database, one product, one courier, and every platform behind one switchboard."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.chat import Chat, Event, Next, Switchboard
from bot.courier import Courier
from bot.dispatch import Bot
from bot.features import FEATURES
from bot.gallery import Gallery
from bot.links import NOWHERE, Links
from storage.database import Database
from storage.migrate import migrate

Clock = Callable[[], datetime]
"""Tells the present instant, in UTC."""


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


class Product:
    """The product, joined to a database and to the platforms it reaches. The database is brought up to date. `steady`
    is the couriers' clock where it is not to be the database's (`storage.lanes`).
    """

    def __init__(
        self,
        database: Database,
        chats: Mapping[str, Chat],
        now: Clock = utc_now,
        links: Links = NOWHERE,
        steady: Clock | None = None,
    ) -> None:
        migrate(database)
        self.database = database
        self.now = now
        dues = [run for feature in FEATURES for run in feature.dues]
        self.courier = Courier(database, Gallery(FEATURES, links), Switchboard(chats), now, dues, steady)
        self.bot = Bot(FEATURES, database, now, self.courier.wake, links)
        self._running: asyncio.Task[None] | None = None

    async def answer(self, event: Event) -> Next:
        """What the person who did this sees next, ahead of whatever else is to be sent."""
        with self.courier.answering():
            return await self.bot.answer(event)

    def start(self) -> None:
        """Deliver what is due from now on, in the background of the running event loop."""
        self._running = asyncio.create_task(self.courier.run(), name="courier")

    async def rest(self) -> None:
        """Deliver no more: what is in flight is finished, the rest is left to others."""
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
            self._running = None

    async def stop(self) -> None:
        """Finish what is in flight and give the database back."""
        await self.rest()
        self.database.close()


async def told_to_stop() -> None:
    """Waits for SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
