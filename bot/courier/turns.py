"""One look at all lanes, in one transaction: take those where something is due, draw what may go, note that it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat import Chat
from bot.courier.pacing import Pace
from bot.courier.picking import EARLY, Picking, Serving
from bot.courier.steady import Steady, moment
from bot.gallery import Gallery
from storage import deliveries, flights, lanes
from storage.database import Db
from storage.flights import End

LEASE = timedelta(seconds=21)
"""How long a lane is ours unless its turn is over before. Calls are begun in its first half and give up after ten."""
AT_ONCE = 10
"""Calls to one house under way at a time."""
LONGEST_NAP = 1.0
"""Seconds a lane is left alone whose next calls all have to wait; something else may become due there."""


@dataclass(frozen=True)
class Mine:
    """A lane that this courier holds already: how many of its calls are under way, failures in a row, and the cards
    whose updates are not written down.
    """

    under_way: int
    failures: int
    cards: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Looked:
    """What a look came to, begun `at` by the lanes' clock. `ends` are deliveries with nothing left to say, or nobody
    left to hear it; `busy` is whether anything happened at all, `full` whether there may be more.
    """

    at: float
    servings: Sequence[Serving]
    ends: Sequence[End]
    busy: bool
    full: bool


class Turns:
    """`holder` is this courier's name in the lanes; a look draws for so many `seconds`, and what it has begun."""

    def __init__(
        self, gallery: Gallery, chat: Chat, steady: Steady, holder: str, seconds: float, lease: timedelta = LEASE
    ) -> None:
        self._gallery = gallery
        self._chat = chat
        self._steady = steady
        self._holder = holder
        self._seconds = seconds
        self._lease = lease
        self._width = 2
        """Lanes taken at once, in so many times as there might be room for: each is locked for the others meanwhile."""

    def look(
        self, db: Db, now: datetime, mine: Mapping[str, Mine], busy: Sequence[str], room: int, *, careful: bool
    ) -> Looked:
        """Take up to `room` deliveries. `mine` are lanes that may be given more, `busy` those to leave alone."""
        at = self._steady.ask(db)
        wishes = deliveries.spread_redraws(db, now)
        most = min(self._width * -(-room // AT_ONCE), room)
        held = lanes.take(db, now, moment(at), self._holder, busy, most)
        lost = flights.recover(db, [lane.house for lane in held if lane.house not in mine])
        picking = Picking(
            db, self._gallery, self._chat, now, self._steady, at, room, seconds=self._seconds, careful=careful
        )
        turns: list[tuple[Serving, int]] = []
        for lane in held:
            own = mine.get(lane.house, Mine(0, lane.failures))
            serving = Serving(lane.house, Pace.read(lane.pace), own.failures, own.cards)
            alone = serving.probe or serving.pace.one_by_one(at)
            quota = (1 if alone else AT_ONCE) - own.under_way
            if quota > 0:
                turns.append((serving, quota))
        served = picking.serve(turns)
        picking.write()
        lanes.begin(db, self._holder, moment(at), self._lease, [turn(one, at) for one in served])
        if picking.room > 0 and len(held) >= most:
            self._width = min(2 * self._width, AT_ONCE)
        elif picking.room <= 0:
            self._width = max(self._width // 2, 2)
        happened = bool(wishes or lost or picking.taken or picking.ends)
        return Looked(at, served, picking.ends, happened, full=picking.room <= 0 or len(held) >= most)


def turn(serving: Serving, at: float, open_until: float = 0.0) -> lanes.Turn:
    """A lane's turn as it is written down; calls that failed keep it closed longer than a nap."""
    naps_until = 0.0 if serving.nap is None else min(serving.nap - EARLY, at + LONGEST_NAP)
    rests = max(naps_until, open_until)
    return lanes.Turn(serving.house, serving.failures, serving.pace.write(at), moment(rests) if rests else None)
