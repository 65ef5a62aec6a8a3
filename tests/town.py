"""A small community to test in: the playground's four houses, the real product, a real database, a clock that stands."""

import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from adapters import furnish
from adapters.playground.clock import MovableClock
from adapters.playground.world import World
from adapters.wiring import Product
from bot.chat import Chat
from bot.links import NOWHERE, Links
from bot.working import NO_COUNTRY
from storage import people, wishes
from storage.database import Database, Db
from storage.wishes import Wished
from tests.postbox import PostBox, Reader

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)
"""A Wednesday morning in Geneva; night in California."""

FACILITATOR = "play:btech:b-tech-facilitator-1"
CISCO_1, CISCO_2 = "play:cisco:cisco-1", "play:cisco:cisco-2"
MICROSOFT_1, MICROSOFT_2 = "play:microsoft:microsoft-1", "play:microsoft:microsoft-2"
ERICSSON_1 = "play:ericsson:ericsson-1"
HOUSES = ("btech", "cisco", "microsoft", "ericsson")
SESSION = "Identifying human rights risks in product design"


class Town:
    """The world, the clock and the product behind them; `box` holds the mail, where that is running."""

    def __init__(self, world: World, clock: MovableClock, product: Product, box: PostBox) -> None:
        self.world = world
        self.clock = clock
        self.product = product
        self.box = box

    async def say(self, who: str, text: str, in_room: bool = False) -> str:
        """Somebody writes to Convener; what they see next."""
        await self.world.say(who, text, in_room)
        return self.world.last(who)

    async def press(self, who: str, label: str) -> str:
        """Somebody presses a button on the last message shown to them alone; what they see next."""
        latest = self.world.latest(who)
        assert latest is not None, f"{who} has no message to press"
        await self.world.press(who, latest.id, label)
        return self.world.last(who)

    async def press_card(self, who: str, label: str) -> str:
        """Somebody presses a button on the card in their house's room; what they see next."""
        await self.world.press(who, self.world.card(who.split(":")[1]).id, label)
        return self.world.last(who)

    async def fill(self, who: str, **values: str) -> str:
        """Somebody fills the form they have open and sends it; what they see next."""
        await self.world.submit(who, values)
        return self.world.last(who)

    async def move(self, number: int, to: str, title: str = SESSION) -> str:
        """A facilitator moves a meeting in one sentence, and confirms; what they see next."""
        await self.say(FACILITATOR, f"move meeting {number} of {title} to {to}")
        return await self.press(FACILITATOR, "Move it")

    def reader(self, mail: str) -> Reader:
        """Whoever reads the mail to this address."""
        return Reader(self, self.box, mail)

    async def settle(self) -> None:
        """Everything that is due, and every redraw that has to pause first, is delivered."""
        await self.product.courier.settle()
        self.clock.move(timedelta(seconds=2))
        await self.product.courier.settle()

    def cards(self) -> dict[str, str]:
        """The words of the card that stands in each house."""
        return {house: self.world.card(house).words for house in HOUSES}

    async def announce(self, title: str = SESSION) -> None:
        """A facilitator announces a session of the example."""
        await self.say(FACILITATOR, f"announce {title}")
        await self.settle()


@dataclass(frozen=True)
class Kept:
    """What stands in the four houses once everybody has joined; a database goes with it."""

    scene: bytes


def keep(town: Town) -> Kept:
    """The houses as they are now, to be had again."""
    scene = town.world.scene
    return Kept(pickle.dumps((scene.homes, scene.last, scene._conversations, next(scene._numbers))))


def _works_at_epiphany(db: Db) -> None:
    """`NOW` is a public holiday in Sweden, on which nobody there would be written to: Ericsson nominee 1 takes none."""
    works = next(one for one in people.members(db, 1) if one.name == "Ericsson nominee 1")
    wishes.keep(db, works.id or 0, Wished(country=NO_COUNTRY))


@asynccontextmanager
async def a_town(
    database_url: str,
    now: datetime = NOW,
    links: Links = NOWHERE,
    kept: Kept | None = None,
    box: PostBox | None = None,
) -> AsyncIterator[Town]:
    """The four houses of the playground, linked to the example's community; with a `box` mail is running as well.

    With `kept` nobody has to join: the database is a copy of the one that the houses were kept with.
    """
    clock = MovableClock(frozen_at=now)
    world = World(clock.now)
    chats: dict[str, Chat] = {"play": world} | ({} if box is None else {"mail": box})
    product = Product(Database(database_url), chats, clock.now, links, steady=clock.now)
    world.answer = product.bot.answer
    furnish.build(world)
    try:
        if kept is None:
            await furnish.link(world, product)
            product.database.now(_works_at_epiphany)
        else:
            scene = world.scene
            scene.homes, scene.last, scene._conversations, number = pickle.loads(kept.scene)
            scene._numbers = count(number)
        yield Town(world, clock, product, box or PostBox())
    finally:
        await product.stop()
