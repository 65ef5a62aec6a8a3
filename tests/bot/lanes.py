"""Houses of a platform that does as it is told, and couriers that deliver numbers to them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa

from adapters.playground.clock import MovableClock
from bot.chat import Action, Limit, Message, Text, TryLater, Verb, pack
from bot.courier import Courier
from bot.gallery import Gallery
from bot.kit import Feature, Tools, Viewer
from storage import deliveries
from storage.database import Database, Db
from storage.models import Account, Community, Delivery, DeliveryState, House, Member, Organisation, Redraw, table

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)

probe = Feature("probe")


@dataclass(frozen=True)
class Number(Action, name="probe.number"):
    """Shows a number; a negative one cannot be drawn, and one below -9 only breaks when it has written something."""

    number: int


@probe.draws(Number)
def draw_number(number: Number, viewer: Viewer, tools: Tools) -> Message | None:
    if number.number < -9:
        deliveries.redraw(tools.db, f"half of {number.number}")
    if number.number < 0:
        raise ArithmeticError("negative")
    return Message((Text((str(number.number),)),))


@dataclass
class Platform:
    """`came` is what was shown, by house; `failing` houses and `refused` numbers get no useful answer."""

    allowed: Callable[[Verb, str], Sequence[Limit]] = lambda verb, where: ()
    slow: float = 0.0
    came: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    calls: Counter[str] = field(default_factory=Counter[str])
    at_once: Counter[str] = field(default_factory=Counter[str])
    failing: set[str] = field(default_factory=set[str])
    refused: set[int] = field(default_factory=set[int])

    async def post(self, to: str, message: Message) -> str:
        house = to.split(":")[1]
        self.calls[house] += 1
        self.at_once[house] += 1
        await asyncio.sleep(self.slow)
        self.at_once[house] -= 1
        (block,) = message.blocks
        assert isinstance(block, Text)
        number = int(str(block.spans[0]))
        if house in self.failing or number in self.refused:
            raise TryLater("down")
        self.came.setdefault(house, []).append(number)
        return f"{to}#{self.calls[house]}"

    async def update(self, which: str, message: Message) -> None:
        await self.post(which.partition("#")[0], message)

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        return self.allowed(verb, where)


class Lanes:
    """Houses "a", "b", … with one person each, on a database and by a clock that stands."""

    def __init__(self, url: str, houses: str, platform: Platform) -> None:
        self.database = Database(url)
        self.platform = platform
        self.clock = MovableClock(frozen_at=NOW)
        self.database.now(lambda db: _settle(db, houses))

    def courier(self) -> Courier:
        """One more."""
        return Courier(self.database, Gallery((probe,)), self.platform, self.clock.now, steady=self.clock.now)

    def room(self, house: str, *numbers: int) -> None:
        """These are due in its room."""
        self._due(house, None, numbers)

    def due(self, house: str, *numbers: int) -> None:
        """These are due there now, in this order."""
        self._due(house, ord(house), numbers)

    def _due(self, house: str, member: int | None, numbers: Sequence[int]) -> None:
        rows = [
            {
                "drawing": pack(Number(number)),
                "house_id": f"probe:{house}",
                "member_id": member,
                "due": self.clock.now(),
                "state": DeliveryState.WAITING,
                "attempts": 0,
                "reason": "",
            }
            for number in numbers
        ]
        self.database.now(lambda db: db.connection().execute(sa.insert(table(Delivery)), rows))

    def states(self, house: str) -> dict[str, int]:
        """How many deliveries of a house are in which state."""
        delivery = table(Delivery)
        query = sa.select(delivery.c.state, sa.func.count()).where(delivery.c.house_id == f"probe:{house}")
        query = query.group_by(delivery.c.state)
        return dict(self.database.now(lambda db: [tuple(row) for row in db.connection().execute(query)]))

    def wishes(self) -> list[str]:
        """The cards that want to be drawn again."""
        query = sa.select(table(Redraw).c.drawing)
        return self.database.now(lambda db: [*db.connection().execute(query).scalars()])


def _settle(db: Db, houses: str) -> None:
    db.add(Community(id=1, key="c", name="Community"))
    db.flush()
    for house in houses:
        number, place = ord(house), f"probe:{house}"
        db.add(Organisation(id=number, community_id=1, key=house, name=house))
        db.flush()
        db.add(House(id=place, community_id=1, organisation_id=number, room=f"{place}:room"))
        db.add(Member(id=number, community_id=1, organisation_id=number, key=house, name=house))
        db.flush()
        db.add(Account(id=f"{place}:one", house_id=place, member_id=number, address=f"{place}:one"))
