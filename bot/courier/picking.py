"""Of what is due in a house, what may go now: drawn, and booked against the platform's limits."""

import logging
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat import Chat, Message, Verb
from bot.courier import breaker
from bot.courier.drawing import Aim, aim, draw
from bot.courier.pacing import Pace
from bot.courier.steady import moment
from bot.gallery import Gallery
from storage import flights, recipients
from storage.database import DatabaseError, Db
from storage.flights import Due, End, Kind
from storage.models import DeliveryState

log = logging.getLogger(__name__)

HORIZON = 0.25
"""Seconds ahead of its instant that a call may be drawn: less than anybody notices, more than a look takes."""
SPARE = 10
"""Deliveries looked at beyond those that might go, where the first ones have to wait for their channel."""


@dataclass(frozen=True)
class Sending:
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
    tried with one call.
    """

    house: str
    pace: Pace
    failures: int
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
    """Up to `room` deliveries, for one transaction. A call may come up to `doubt` seconds later than it was meant to;
    `careful` is slower and lets no drawing break another.
    """

    def __init__(
        self, db: Db, gallery: Gallery, chat: Chat, now: datetime, at: float, room: int, *, doubt: float, careful: bool
    ) -> None:
        self._db = db
        self._gallery = gallery
        self._chat = chat
        self._now = now
        self._at = at
        self._doubt = doubt
        self._careful = careful
        self._known = recipients.load(db, ())
        self.room = room
        self.taken: list[int] = []
        self.ends: list[End] = []

    def serve(self, serving: Serving, quota: int) -> None:
        """Draw what may go, up to `quota`."""
        rows = self._waiting(serving, min(quota, self.room), ())
        left, stuck = self._go_through(serving, quota, rows)
        if stuck and left and self.room > 0:
            # Those in front have to wait; others behind them perhaps do not.
            seen = {due.id for due in rows}
            most = stuck.most_common(1)[0]
            others = self._waiting(serving, quota + SPARE, (most[0],) if most[1] * 2 > len(rows) else ())
            self._go_through(serving, left, [due for due in others if due.id not in seen])

    def _waiting(self, serving: Serving, most: int, without: Collection[Kind]) -> Sequence[Due]:
        rows = flights.waiting(self._db, serving.house, self._now, moment(self._at), most, without)
        self._known = recipients.load(self._db, rows)
        return rows

    def write(self) -> None:
        """Note what was picked, and what needs nothing any more."""
        flights.fly(self._db, self.taken)
        flights.finish(self._db, self._now, self.ends)

    def _go_through(self, serving: Serving, quota: int, rows: Sequence[Due]) -> tuple[int, Counter[Kind]]:
        """How many more might go, and how many of each kind have to wait."""
        stuck = Counter[Kind]()
        for due in rows:
            if quota <= 0 or self.room <= 0:
                break
            at = aim(self._db, due, self._known)
            if at is None:
                self.ends.append(End(due.id, DeliveryState.DROPPED))
            elif pause := at.pauses(self._now).total_seconds():
                flights.wait(self._db, due, moment(self._at + pause))
                serving.sleep(self._at + pause + HORIZON)
            elif not self._free(serving, at):
                stuck[due.kind] += 1
            elif self._pick(serving, due, at):
                quota -= 1
                self.room -= 1
        return quota, stuck

    def _free(self, serving: Serving, at: Aim) -> bool:
        free = serving.pace.free(at.verb, self._chat.limits(at.verb, at.where), self._at)
        if free > self._at + HORIZON:
            serving.sleep(free)
        return free <= self._at + HORIZON

    def _pick(self, serving: Serving, due: Due, at: Aim) -> bool:
        """Whether it goes, and is not dropped or broken."""
        try:
            drawn = self._drawn(due, at)
        except Exception as error:
            if isinstance(error, DatabaseError) and not self._careful:
                raise
            self._broken(due, error)
            return False
        if drawn is None:
            self.ends.append(End(due.id, DeliveryState.DROPPED))
            return False
        limits = self._chat.limits(at.verb, at.where)
        free = serving.pace.free(at.verb, limits, self._at)
        serving.pace.book(limits, free + self._doubt)
        serving.sendings.append(Sending(due, at.verb, at.where, *drawn, free))
        self.taken.append(due.id)
        return True

    def _drawn(self, due: Due, at: Aim) -> tuple[Message, str] | None:
        if not self._careful:
            return draw(self._db, self._gallery, due, at, self._now)
        with self._db.begin_nested():
            return draw(self._db, self._gallery, due, at, self._now)

    def _broken(self, due: Due, error: Exception) -> None:
        log.error("a delivery cannot be drawn", exc_info=error, extra={"delivery": due.id, "house": due.house})
        reason = f"it cannot be drawn: {type(error).__name__}"
        if due.attempts + 1 >= breaker.TRIES:
            self.ends.append(End(due.id, DeliveryState.PARKED, reason))
        else:
            again = moment(self._at + breaker.wait(due.attempts + 1))
            flights.wait(self._db, due, again, reason, due.attempts + 1)
