"""Lanes: each house is served by one courier at a time, in turn, as fast as it can take it.

Leases and rests are told by a clock that all couriers share and nobody sets: the database server's. On SQLite there is
one process, and its own clock serves.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.among import among
from storage.database import Db
from storage.foreach import ForEach
from storage.models import Delivery, DeliveryState, House, cascade, table
from storage.prepared import Prepared, Values


class Lane(SQLModel, table=True):
    """How a house is served. `holder` is the courier that has it, until `leased_until` where that one dies; nothing is
    sent before `rests_until`; `failures` are those in a row; `pace` is how much of its limits is used
    (`bot.courier.pacing`); `served` is when its last turn began. `untold` says that something was parked there of which
    the facilitators do not know yet, `told` when they last heard.
    """

    __tablename__: ClassVar[Any] = "lane"

    house_id: str = cascade("house.id", primary_key=True)
    holder: str = ""
    leased_until: datetime | None = None
    rests_until: datetime | None = None
    failures: int = 0
    pace: str = ""
    served: datetime | None = None
    untold: bool = Field(default=False, index=True)
    told: datetime | None = None


class Held(NamedTuple):
    """A lane as it was when it was taken."""

    house: str
    failures: int
    pace: str


_lane, _house, _delivery = table(Lane), table(House), table(Delivery)


def instant(db: Db) -> datetime:
    """What time it is by the lanes' clock."""
    if db.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    ((told,),) = _INSTANT.rows(db, {})
    return told


_INSTANT = Prepared(sa.select(sa.func.clock_timestamp()))
_FREE = sa.and_(
    sa.or_(
        _lane.c.leased_until.is_(None),
        _lane.c.leased_until <= sa.bindparam("at"),
        _lane.c.holder == sa.bindparam("holder"),
    ),
    sa.or_(_lane.c.rests_until.is_(None), _lane.c.rests_until <= sa.bindparam("at")),
)
# One probe of the index for each house, however much waits there.
_FIRST = (
    sa.select(_delivery.c.due)
    .where(
        _delivery.c.house_id == _house.c.id,
        _delivery.c.state == DeliveryState.WAITING.value,
        sa.or_(_delivery.c.again.is_(None), _delivery.c.again <= sa.bindparam("at")),
    )
    .order_by(_delivery.c.due)
    .limit(1)
    .scalar_subquery()
)
_LOST = (
    sa.select(_delivery.c.id)
    .where(_delivery.c.house_id == _house.c.id, _delivery.c.state == DeliveryState.FLIGHT.value)
    .limit(1)
    .scalar_subquery()
)
# Said so that it is never NULL, after which a database looks for what was lost all the same: in each house that is free
# among all that is in flight anywhere, where it believes that to be nothing.
_OVERDUE = sa.and_(_lane.c.leased_until.is_not(None), _lane.c.leased_until <= sa.bindparam("at"))
_WANTED = sa.bindparam("now", type_=_delivery.c.due.type) >= _FIRST
_TAKE = Prepared(
    sa.select(_lane.c.house_id, _lane.c.failures, _lane.c.pace)
    .join(_house, _house.c.id == _lane.c.house_id)
    .where(
        sa.not_(among(_house.c.id, "busy")),
        _FREE,
        sa.or_(_WANTED, sa.and_(_OVERDUE, _LOST.is_not(None))),
    )
    .order_by(_lane.c.served.asc().nulls_first(), _lane.c.house_id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True, of=_lane)
)
_NEW_HOUSES = Prepared(
    sa.select(_house.c.id)
    .outerjoin(_lane, _lane.c.house_id == _house.c.id)
    .where(_lane.c.house_id.is_(None), _WANTED)
    .order_by(_house.c.id)
    .limit(sa.bindparam("most"))
)


def _noted(turn: Callable[[str], Any]) -> Any:
    noted = sa.update(_lane).where(_lane.c.house_id == turn("house"))
    return noted.values(pace=turn("used"), rests_until=turn("rests"))


def _begin(turn: Callable[[str], Any]) -> Any:
    return _noted(turn).values(
        holder=sa.bindparam("by"), leased_until=sa.bindparam("until"), served=sa.bindparam("began")
    )


def _end(turn: Callable[[str], Any]) -> Any:
    return _noted(turn).where(_lane.c.holder == sa.bindparam("by")).values(failures=turn("failed"))


def _freed(turn: Callable[[str], Any]) -> Any:
    return _end(turn).values(holder="", leased_until=sa.null())


_TURN = {"house": _lane.c.house_id, "failed": _lane.c.failures, "used": _lane.c.pace, "rests": _lane.c.rests_until}
_BEGIN, _END, _FREED = (ForEach(statement, _TURN) for statement in (_begin, _end, _freed))


def _new(insert: Callable[[Any], Any]) -> Any:
    return insert(_lane).values(holder="", failures=0, pace="", untold=False).on_conflict_do_nothing()


_NEW = Prepared(_new, ("house_id",))


def take(db: Db, now: datetime, at: datetime, holder: str, busy: Sequence[str], most: int) -> list[Held]:
    """The lanes where something is due, those first that have waited longest for a turn; nobody else can take them
    before this transaction ends. `now` says what is due, `at` is the lanes' time; those in `busy` are left alone.
    """
    if most < 1:
        return []
    given = {"now": now, "at": at, "holder": holder, "busy": busy, "most": most}
    held = _TAKE.rows(db, given)
    if len(held) < most:
        new = _NEW_HOUSES.rows(db, {"now": now, "at": at, "most": most})
        if new:
            _NEW.write_all(db, [{"house_id": house} for (house,) in new])
            held = _TAKE.rows(db, given)
    return [Held(*row) for row in held]


class Turn(NamedTuple):
    """What is noted of a lane: how it stands, and for how long it rests (None: not at all)."""

    house: str
    failures: int
    pace: str
    rests: datetime | None


def begin(db: Db, holder: str, at: datetime, lease: timedelta, turns: Sequence[Turn]) -> None:
    """These lanes are ours from now on, for as long as the lease."""
    if turns:
        _BEGIN.write(db, _rows(turns), {"by": holder, "until": at + lease, "began": at})


def note(db: Db, holder: str, turns: Sequence[Turn], *, over: bool) -> None:
    """How lanes of ours stand; where their turn is `over` anybody may have the next one."""
    if turns:
        (_FREED if over else _END).write(db, _rows(turns), {"by": holder})


def _rows(turns: Sequence[Turn]) -> Sequence[Values]:
    return [dict(zip(_TURN, turn, strict=True)) for turn in turns]


def free_all(db: Db) -> None:
    """Whoever held anything is gone: right at the start of the only process there is."""
    held = sa.update(_lane).where(_lane.c.leased_until.is_not(None))
    db.connection().execute(held.values(holder="", leased_until=datetime.fromtimestamp(0, UTC)))


def mark_untold(db: Db, houses: Sequence[str], now: datetime, apart: timedelta = timedelta(days=1)) -> None:
    """Something in these houses needs somebody's attention, unless they were told of it this recently."""
    unheard = sa.or_(_lane.c.told.is_(None), _lane.c.told < now - apart)
    db.connection().execute(sa.update(_lane).where(_lane.c.house_id.in_(houses), unheard).values(untold=True))


def untold(db: Db) -> Sequence[str]:
    """The houses where that is so."""
    return db.connection().execute(sa.select(_lane.c.house_id).where(_lane.c.untold)).scalars().all()


def mark_told(db: Db, house: str, now: datetime) -> None:
    """They hear of it."""
    db.connection().execute(sa.update(_lane).where(_lane.c.house_id == house).values(untold=False, told=now))


def trouble(db: Db, house: str) -> tuple[int, int]:
    """How many deliveries are parked in this house, and how many calls have failed there in a row."""
    parked = sa.select(sa.func.count()).where(
        _delivery.c.house_id == house, _delivery.c.state == DeliveryState.PARKED.value
    )
    failures = sa.select(_lane.c.failures).where(_lane.c.house_id == house)
    return db.connection().execute(parked).scalar_one(), db.connection().execute(failures).scalar() or 0


def open_breakers(db: Db, failures: int) -> Mapping[str, int]:
    """The houses where so many calls in a row have failed, and how many that were."""
    query = sa.select(_lane.c.house_id, _lane.c.failures).where(_lane.c.failures >= failures)
    return {house: count for house, count in db.connection().execute(query.order_by(_lane.c.house_id))}  # noqa: C416 -- rows are not pairs to a type checker
