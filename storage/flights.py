"""Deliveries on their way: taken when due, and what became of them. The courier's half of the outbox."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage.among import among
from storage.database import Db, upsert
from storage.models import Card, Delivery, DeliveryState, House, table
from storage.prepared import Prepared

_delivery, _card, _house = table(Delivery), table(Card), table(House)


class Kind(StrEnum):
    """What a delivery does: change a card, reply under one, write to somebody, or post a card in the room."""

    UPDATE = "update"
    REPLY = "reply"
    TELL = "tell"
    SHOW = "show"


class Due(NamedTuple):
    """A delivery that is due: a card to update, else one to reply under, else whom to tell, else a card to post in the
    room.
    """

    id: int
    drawing: str
    house: str
    card: int | None
    under: int | None
    member: int | None
    account: str | None
    attempts: int
    due: datetime

    @property
    def kind(self) -> Kind:
        """What it does."""
        if self.card is not None:
            return Kind.UPDATE
        if self.under is not None:
            return Kind.REPLY
        return Kind.SHOW if self.member is None and self.account is None else Kind.TELL


_COLUMNS = (
    _delivery.c.id,
    _delivery.c.drawing,
    _delivery.c.house_id,
    _delivery.c.card_id,
    _delivery.c.under_id,
    _delivery.c.member_id,
    _delivery.c.account_id,
    _delivery.c.attempts,
    _delivery.c.due,
)
_DUE = sa.select(*_COLUMNS).order_by(_delivery.c.due, _delivery.c.id)
_NOT = {
    Kind.UPDATE: _delivery.c.card_id.is_(None),
    Kind.REPLY: _delivery.c.under_id.is_(None),
    Kind.TELL: sa.and_(_delivery.c.member_id.is_(None), _delivery.c.account_id.is_(None)),
    Kind.SHOW: sa.or_(
        _delivery.c.card_id.is_not(None),
        _delivery.c.under_id.is_not(None),
        _delivery.c.member_id.is_not(None),
        _delivery.c.account_id.is_not(None),
    ),
}
_LOST = Prepared(_DUE.where(among(_delivery.c.house_id, "houses"), _delivery.c.state == DeliveryState.FLIGHT.value))


def _first(house: Any) -> Any:
    """What is due longest in one house."""
    return _DUE.where(
        _delivery.c.house_id == house,
        _delivery.c.state == DeliveryState.WAITING.value,
        _delivery.c.due <= sa.bindparam("now"),
        sa.or_(_delivery.c.again.is_(None), _delivery.c.again <= sa.bindparam("at")),
    ).limit(sa.bindparam("most"))


@cache
def _waiting(without: tuple[Kind, ...]) -> Prepared:
    return Prepared(_first(sa.bindparam("house")).where(*(_NOT[kind] for kind in without)))


_each = _first(_house.c.id).lateral("each")
_WAITING_IN = Prepared(
    sa.select(*(_each.c[column.name] for column in _COLUMNS))
    .select_from(_house.join(_each, sa.true()))
    .where(among(_house.c.id, "houses"))
    .order_by(_each.c.due, _each.c.id)
)


def waiting(db: Db, house: str, now: datetime, at: datetime, most: int, without: Collection[Kind] = ()) -> list[Due]:
    """What is due in this house, the longest due first. `at` is the lanes' time."""
    given = {"house": house, "now": now, "at": at, "most": most}
    return [Due(*row) for row in _waiting(tuple(sorted(without))).rows(db, given)]


def waiting_in(db: Db, houses: Sequence[str], now: datetime, at: datetime, most: int) -> Mapping[str, Sequence[Due]]:
    """The same of each of these houses, up to so many in each: in one statement where that costs a journey."""
    if db.get_bind().dialect.name == "sqlite":
        return {house: waiting(db, house, now, at, most) for house in houses}
    found: dict[str, list[Due]] = {house: [] for house in houses}
    same = {house: house for house in houses}
    for row in _WAITING_IN.rows(db, {"houses": houses, "now": now, "at": at, "most": most}):
        # Hundreds wait for their turn: of words that are the same each is kept once.
        drawing, house = same.setdefault(row[1], row[1]), same[row[2]]
        found[house].append(Due(row[0], drawing, house, *row[3:]))
    return found


def fly(db: Db, ids: Sequence[int]) -> None:
    """These are about to be sent. Without its key, what is in flight no longer swallows a newer wish of its kind."""
    if ids:
        _FLY.write(db, {"ids": ids})


_FLY = Prepared(
    sa.update(_delivery).where(among(_delivery.c.id, "ids")).values(state=DeliveryState.FLIGHT.value, key=sa.null())
)


def recover(db: Db, houses: Sequence[str]) -> int:
    """What was in flight in these houses when their courier died waits again: whether it arrived nobody can say."""
    if not houses:
        return 0
    lost = [Due(*row) for row in _LOST.rows(db, {"houses": houses})]
    for one in lost:
        wait(db, one, None)
    return len(lost)


class End(NamedTuple):
    """What became of a delivery, once and for all."""

    id: int
    state: DeliveryState
    reason: str = ""


def finish(db: Db, now: datetime, ends: Sequence[End]) -> None:
    """These need nothing any more."""
    alike = defaultdict[tuple[DeliveryState, str], list[int]](list)
    for end in ends:
        alike[end.state, end.reason].append(end.id)
    for (state, reason), ids in alike.items():
        _FINISH.write(db, {"ids": ids, "became": state.value, "at": now, "why": reason})


_FINISH = Prepared(
    sa.update(_delivery)
    .where(among(_delivery.c.id, "ids"))
    .values(
        state=sa.bindparam("became"),
        done=sa.bindparam("at"),
        reason=sa.bindparam("why"),
        key=sa.null(),
        again=sa.null(),
    )
)


def reply_key(drawing: str, under: int) -> str:
    """What two replies of one kind under the same card have in common."""
    return f"reply {drawing.partition(' ')[0]} {under}"


def wait(db: Db, delivery: Due, again: datetime | None, reason: str = "", attempts: int | None = None) -> None:
    """Not now: it waits until `again` by the lanes' clock. Where a newer update of the same card waits already, that
    one is enough; of two replies the older one is, which tells of all that came since.
    """
    back = sa.update(_delivery).where(_delivery.c.id == delivery.id)
    back = back.values(
        state=DeliveryState.WAITING.value,
        again=again,
        reason=reason,
        attempts=delivery.attempts if attempts is None else attempts,
    )
    if delivery.under is not None:
        key = reply_key(delivery.drawing, delivery.under)
        newer = sa.delete(_delivery).where(_delivery.c.key == key, _delivery.c.id != delivery.id)
        db.connection().execute(newer)
        db.connection().execute(back.values(key=key))
        return
    if delivery.card is None:
        db.connection().execute(back)
        return
    key = f"update {delivery.card}"
    try:
        with db.begin_nested():
            db.connection().execute(back.values(key=key))
    except IntegrityError:
        db.connection().execute(sa.update(_delivery).where(_delivery.c.key == key).values(again=again))
        db.connection().execute(sa.delete(_delivery).where(_delivery.c.id == delivery.id))


def retry(db: Db) -> int:
    """Everything that is parked waits again, as if it had never failed. Answers how many."""
    parked = sa.select(_delivery.c.id).where(_delivery.c.state == DeliveryState.PARKED.value)
    ids = db.connection().execute(parked.with_for_update()).scalars().all()
    if ids:
        again = sa.update(_delivery).where(_delivery.c.id.in_(ids))
        db.connection().execute(
            again.values(state=DeliveryState.WAITING.value, attempts=0, again=sa.null(), done=sa.null(), reason="")
        )
    return len(ids)


def posted(db: Db, rows: Sequence[tuple[str, str, str, str]], now: datetime) -> None:
    """Copies of cards stand in houses from now on: drawing, house, message, what they show. One posted anew takes the
    old one's place.
    """
    row = upsert(db, _card)
    row = row.on_conflict_do_update(
        index_elements=[_card.c.drawing, _card.c.house_id],
        set_={"message_id": row.excluded.message_id, "shown": row.excluded.shown, "updated": row.excluded.updated},
    )
    for drawing, house, message_id, shown in rows:
        values = {"drawing": drawing, "house_id": house, "message_id": message_id, "shown": shown, "updated": now}
        db.connection().execute(row, values)


def updated(db: Db, rows: Sequence[tuple[int, str]], now: datetime) -> None:
    """Copies of cards show something new."""
    if rows:
        _UPDATED.write_all(db, [{"it": card, "what": shown, "now": now} for card, shown in rows])


_UPDATED = Prepared(
    sa.update(_card)
    .where(_card.c.id == sa.bindparam("it"))
    .values(shown=sa.bindparam("what"), updated=sa.bindparam("now"))
)
