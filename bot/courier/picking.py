"""Of what is due in a house, what may go now: drawn, and booked against the platform's limits."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.chat import Chat, Limit, Message, Verb
from bot.courier import breaker
from bot.courier.drawing import Aim, Drawings, Drawn, aim
from bot.courier.pacing import Pace
from bot.courier.steady import Steady, moment
from bot.gallery import Gallery
from storage import flights, recipients
from storage.database import DatabaseError, Db
from storage.flights import Due, End, Kind
from storage.models import DeliveryState

log = logging.getLogger(__name__)

HORIZON = 0.5
"""Seconds ahead of its instant that a call may be drawn: less than anybody notices."""
EARLY = 0.1
"""Seconds ahead of the first call that may go that its house is looked at: more than a look takes. Those that may go
until the horizon are drawn with it.
"""
SPARE = 10
"""Deliveries looked at beyond those that might go, where the first ones have to wait for their channel."""


class Sending(NamedTuple):
    """A delivery that was drawn. `at` is when it may go, by the lanes' clock."""

    due: Due
    verb: Verb
    where: str
    message: Message
    shown: str
    at: float


@dataclass
class Serving:
    """A lane's turn. `nap` is when its next call may go, None where nothing has to wait; `probe` while the house is
    tried with one call; `cards` are those an update of which is under way, which a second one could overtake.
    """

    house: str
    pace: Pace
    failures: int
    cards: frozenset[int] = frozenset()
    sendings: list[Sending] = field(default_factory=list[Sending])
    nap: float | None = None

    @property
    def probe(self) -> bool:
        """Whether this is the one try at the end of a rest."""
        return breaker.is_open(self.failures)

    def sleep(self, until: float) -> None:
        """Something has to wait until then."""
        self.nap = until if self.nap is None else min(self.nap, until)


class Picking:
    """Up to `room` deliveries, for one transaction, none of which is begun after `seconds` by this clock. A call may
    come a little later than it was meant to, if the clock is in doubt; `careful` is slower and lets no drawing break
    another.
    """

    def __init__(
        self,
        db: Db,
        gallery: Gallery,
        chat: Chat,
        now: datetime,
        steady: Steady,
        at: float,
        room: int,
        *,
        seconds: float,
        careful: bool,
    ) -> None:
        self._db = db
        self._chat = chat
        self._now = now
        self._at = at
        self._steady = steady
        self._careful = careful
        self._drawings = Drawings(db, gallery, now)
        self._known = recipients.Known(db)
        self._latest = at + HORIZON
        self._over = steady.now() + seconds
        self.room = room
        self.taken: list[int] = []
        self.ends: list[End] = []

    def serve(self, turns: Sequence[tuple[Serving, int]]) -> Sequence[Serving]:
        """Draw what may go in these lanes, up to so many in each, while there is room. Answers which had their turn."""
        served: list[Serving] = []
        width = 0
        while len(served) < len(turns) and self.room > 0:
            # Lanes with little in them leave room for others: then look at twice as many.
            width = max(2 * width, self.room // max(turns[0][1], 1), 1)
            some = turns[len(served) : len(served) + width]
            most = max(quota for _, quota in some)
            found = flights.waiting_in(
                self._db, [one.house for one, _ in some], self._now, moment(self._at), min(most, self.room)
            )
            rows = {one.house: found.get(one.house, ())[:quota] for one, quota in some}
            self._known.load([due for dues in rows.values() for due in dues])
            for serving, quota in some:
                if self.room <= 0:
                    break
                self._serve(serving, quota, rows[serving.house])
                served.append(serving)
        return served

    def _serve(self, serving: Serving, quota: int, rows: Sequence[Due]) -> None:
        left, stuck, full = self._go_through(serving, quota, rows)
        if stuck and left and self.room > 0 and len(full) < len(Verb):
            # Those in front have to wait; others behind them perhaps do not.
            seen = {due.id for due in rows}
            most = stuck.most_common(1)[0]
            without = {most[0]} if most[1] * 2 > len(rows) else set[Kind]()
            without |= {kind for kind in Kind if _verb(kind) in full}
            others = flights.waiting(self._db, serving.house, self._now, moment(self._at), quota + SPARE, without)
            others = [due for due in others if due.id not in seen]
            self._known.load(others)
            self._go_through(serving, left, others)

    def write(self) -> None:
        """Note what was picked, and what needs nothing any more."""
        flights.fly(self._db, self.taken)
        flights.finish(self._db, self._now, self.ends)

    def _go_through(self, serving: Serving, quota: int, rows: Sequence[Due]) -> tuple[int, Counter[Kind], set[Verb]]:
        """How many more might go, how many of each kind have to wait, and with which verbs nothing may go."""
        stuck, full = Counter[Kind](), set[Verb]()
        for due in rows:
            if quota <= 0 or self.room <= 0:
                break
            if due.card in serving.cards or (full and _verb(due.kind) in full):
                stuck[due.kind] += 1
                continue
            at = aim(due, self._known)
            if at is None:
                self.ends.append(End(due.id, DeliveryState.DROPPED))
            elif at.card is not None and (pause := at.pauses(self._now).total_seconds()):
                flights.wait(self._db, due, moment(self._at + pause))
                serving.sleep(self._at + pause + EARLY)
            elif (free := self._free(serving, at, limits := self._chat.limits(at.verb, at.where))) is None:
                stuck[due.kind] += 1
                if serving.pace.free(at.verb, [one for one in limits if one.everywhere], self._at) > self._latest:
                    full.add(at.verb)
            elif self._pick(serving, due, at, limits, free):
                quota -= 1
                self.room = 0 if self._steady.now() > self._over else self.room - 1
        return quota, stuck, full

    def _free(self, serving: Serving, at: Aim, limits: Sequence[Limit]) -> float | None:
        """When it may go; None where that is not soon."""
        free = serving.pace.free(at.verb, limits, self._at)
        if free > self._latest:
            serving.sleep(free)
            return None
        return free

    def _pick(self, serving: Serving, due: Due, at: Aim, limits: Sequence[Limit], free: float) -> bool:
        """Whether it goes, and is not dropped or broken."""
        try:
            drawn = self._drawn(due, at)
        except Exception as error:
            if not self._careful and (isinstance(error, DatabaseError) or self._drawings.changed):
                raise  # what it has written is only taken back with everything else
            self._broken(due, error)
            return False
        shown = drawn.digest if due.kind in (Kind.UPDATE, Kind.SHOW) else ""
        if drawn.message is None or (at.card is not None and at.card.shown == shown):
            self.ends.append(End(due.id, DeliveryState.DROPPED))
            return False
        serving.pace.book(limits, free + self._steady.doubt)
        serving.sendings.append(Sending(due, at.verb, at.where, drawn.message, shown, free))
        self.taken.append(due.id)
        return True

    def _drawn(self, due: Due, at: Aim) -> Drawn:
        if not self._careful:
            return self._drawings.draw(due.drawing, at.viewer)
        with self._db.begin_nested():
            return self._drawings.draw(due.drawing, at.viewer)

    def _broken(self, due: Due, error: Exception) -> None:
        log.error("a delivery cannot be drawn", exc_info=error, extra={"delivery": due.id, "house": due.house})
        reason = f"it cannot be drawn: {type(error).__name__}"
        if due.attempts + 1 >= breaker.TRIES:
            self.ends.append(End(due.id, DeliveryState.PARKED, reason))
        else:
            again = moment(self._at + breaker.wait(due.attempts + 1))
            flights.wait(self._db, due, again, reason, due.attempts + 1)


def _verb(kind: Kind) -> Verb:
    return Verb.UPDATE if kind is Kind.UPDATE else Verb.POST
