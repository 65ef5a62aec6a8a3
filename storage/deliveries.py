"""The outbox: what others should see, written in the transaction that made it so, and taken from here when due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage.database import Db, upsert
from storage.models import Card, Delivery, DeliveryState, House, Redraw, table

_delivery, _redraw = table(Delivery), table(Redraw)
_card, _house = table(Card), table(House)


class Due(NamedTuple):
    """A delivery that was claimed: a card to update, else whom to tell, else a card to post in the room."""

    id: int
    drawing: str
    house: str
    card: int | None
    member: int | None
    account: str | None
    attempts: int


_ASK: dict[str, Any] = {}


def redraw(db: Db, drawing: str) -> None:
    """Every copy of this card wants to be drawn again. However many ask before that happens, it happens once.

    Call it last in the transaction: on PostgreSQL the row stays locked until the commit, which is what keeps a courier
    from drawing what is not yet visible and then forgetting the request.
    """
    dialect = db.get_bind().dialect.name
    if dialect not in _ASK:
        row = upsert(db, _redraw)
        _ASK[dialect] = row.on_conflict_do_update(
            index_elements=[_redraw.c.drawing], set_={"asked": _redraw.c.asked + 1}
        )
    db.connection().execute(_ASK[dialect], {"drawing": drawing, "asked": 1})


def tell(db: Db, drawing: str, house: str, member: int, due: datetime, key: str) -> None:
    """Show this to one member, once: while one with the same key waits, another adds nothing."""
    row = upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key])
    values = {"drawing": drawing, "house_id": house, "member_id": member, "due": due, "key": key}
    db.connection().execute(row, values | _NEW)


def was_told(db: Db, drawing: str, member: int) -> bool:
    """Whether this was shown to the member, or is about to be."""
    query = sa.select(sa.exists().where(_delivery.c.member_id == member, _delivery.c.drawing == drawing))
    return bool(drawing) and bool(db.connection().execute(query).scalar())


def tell_account(db: Db, drawing: str, house: str, account: str, due: datetime, key: str) -> None:
    """The same for somebody who holds no place any more."""
    row = upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key])
    values = {"drawing": drawing, "house_id": house, "account_id": account, "due": due, "key": key}
    db.connection().execute(row, values | _NEW)


def show(db: Db, drawing: str, house: str, due: datetime) -> None:
    """Post this card in a house's room; a card that stands there already is left to `redraw`."""
    row = upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key])
    values = {"drawing": drawing, "house_id": house, "due": due, "key": f"show {house} {drawing}"}
    db.connection().execute(row, values | _NEW)


_NEW = {"state": DeliveryState.WAITING.value, "attempts": 0, "reason": ""}


def spread_redraws(db: Db, now: datetime, pause: timedelta) -> int:
    """Turn each wish to redraw into one waiting update per copy, no sooner than `pause` after that copy's last.

    Answers how many wishes there were.
    """
    wishes = sa.select(_redraw.c.drawing).limit(100).with_for_update(skip_locked=True)
    drawings = db.connection().execute(wishes).scalars().all()
    for drawing in drawings:
        copies = db.connection().execute(
            sa.select(_card.c.id, _card.c.house_id, _card.c.updated)
            .join(_house, _house.c.id == _card.c.house_id)
            .where(_card.c.drawing == drawing, _house.c.active)
        )
        rows = [
            {
                "drawing": drawing,
                "house_id": house,
                "card_id": card,
                "due": max(now, updated + pause),
                "key": f"update {card}",
                **_NEW,
            }
            for card, house, updated in copies
        ]
        if rows:
            row = upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key])
            db.connection().execute(row, rows)
    if drawings:
        db.connection().execute(sa.delete(_redraw).where(_redraw.c.drawing.in_(drawings)))
    return len(drawings)


def claim(db: Db, now: datetime, lease: timedelta, most: int, skip: Sequence[str] = ()) -> list[Due]:
    """Take due deliveries, the longest due first, and hold them for `lease`; those of a courier that died come back.

    Houses in `skip` are left alone: they are busy or have asked for patience.
    """
    ready = sa.or_(
        sa.and_(_delivery.c.state == DeliveryState.WAITING, _delivery.c.due <= now),
        sa.and_(_delivery.c.state == DeliveryState.FLIGHT, _delivery.c.leased_until <= now),
    )
    picked = sa.select(_delivery.c.id).where(ready).order_by(_delivery.c.due, _delivery.c.id).limit(most)
    if skip:
        picked = picked.where(_delivery.c.house_id.not_in(skip))
    ids = db.connection().execute(picked.with_for_update(skip_locked=True)).scalars().all()
    if not ids:
        return []
    # Without its key, what is in flight no longer swallows a newer wish of the same kind.
    db.connection().execute(
        sa.update(_delivery)
        .where(_delivery.c.id.in_(ids))
        .values(state=DeliveryState.FLIGHT, leased_until=now + lease, attempts=_delivery.c.attempts + 1, key=sa.null())
    )
    rows = db.connection().execute(
        sa.select(
            _delivery.c.id,
            _delivery.c.drawing,
            _delivery.c.house_id,
            _delivery.c.card_id,
            _delivery.c.member_id,
            _delivery.c.account_id,
            _delivery.c.attempts,
        )
        .where(_delivery.c.id.in_(ids))
        .order_by(_delivery.c.due, _delivery.c.id)
    )
    return [Due(*row) for row in rows]


def finish(db: Db, delivery: int, state: DeliveryState, now: datetime, reason: str = "") -> None:
    """What became of it."""
    db.connection().execute(
        sa.update(_delivery)
        .where(_delivery.c.id == delivery)
        .values(state=state, done=now, reason=reason, leased_until=None)
    )


def later(db: Db, delivery: Due, due: datetime, reason: str = "") -> None:
    """Not now: it waits again until `due`. Where a newer update of the same card waits already, that one is enough."""
    again = sa.update(_delivery).where(_delivery.c.id == delivery.id)
    again = again.values(state=DeliveryState.WAITING, due=due, reason=reason, leased_until=None)
    if delivery.card is None:
        db.connection().execute(again)
        return
    key = f"update {delivery.card}"
    try:
        with db.begin_nested():
            db.connection().execute(again.values(key=key))
    except IntegrityError:
        db.connection().execute(sa.update(_delivery).where(_delivery.c.key == key).values(due=due))
        db.connection().execute(sa.delete(_delivery).where(_delivery.c.id == delivery.id))


def release(db: Db) -> None:
    """Give back everything in flight: right at the start of the only process there is."""
    db.connection().execute(
        sa.update(_delivery)
        .where(_delivery.c.state == DeliveryState.FLIGHT)
        .values(state=DeliveryState.WAITING, leased_until=None)
    )


def card(db: Db, card_id: int) -> Card | None:
    """One copy of a card."""
    return db.get(Card, card_id)


def posted(db: Db, drawing: str, house: str, message_id: str, shown: str, now: datetime) -> None:
    """A copy of a card stands in a house from now on; a copy posted anew takes the old one's place."""
    row = upsert(db, _card)
    row = row.on_conflict_do_update(
        index_elements=[_card.c.drawing, _card.c.house_id],
        set_={"message_id": row.excluded.message_id, "shown": row.excluded.shown, "updated": row.excluded.updated},
    )
    values = {"drawing": drawing, "house_id": house, "message_id": message_id, "shown": shown, "updated": now}
    db.connection().execute(row, values)


def updated(db: Db, card: int, shown: str, now: datetime) -> None:
    """A copy shows something new."""
    db.connection().execute(sa.update(_card).where(_card.c.id == card).values(shown=shown, updated=now))


def card_at(db: Db, message_id: str) -> str | None:
    """The packed drawing of the card that stands as this message."""
    return db.connection().execute(sa.select(_card.c.drawing).where(_card.c.message_id == message_id)).scalar()


def houses_of(db: Db, drawing: str) -> set[str]:
    """The houses in which a copy of this card stands, or is about to."""
    standing = sa.select(_card.c.house_id).where(_card.c.drawing == drawing)
    coming = sa.select(_delivery.c.house_id).where(
        _delivery.c.drawing == drawing, _delivery.c.state.in_((DeliveryState.WAITING, DeliveryState.FLIGHT))
    )
    return set(db.connection().execute(standing.union(coming)).scalars())


def forget_shown(db: Db, prefix: str) -> None:
    """Copies in houses with this prefix show nothing any more, whatever we remember: draw them again."""
    db.connection().execute(
        sa.update(_card).where(_card.c.house_id.startswith(prefix, autoescape=True)).values(shown="")
    )
    drawings = sa.select(_card.c.drawing).where(_card.c.house_id.startswith(prefix, autoescape=True)).distinct()
    for drawing in db.connection().execute(drawings).scalars().all():
        redraw(db, drawing)


def failed(db: Db) -> dict[str, int]:
    """How many deliveries were given up, by reason."""
    query = sa.select(_delivery.c.reason, sa.func.count()).where(_delivery.c.state == DeliveryState.FAILED)
    rows = db.connection().execute(query.group_by(_delivery.c.reason).order_by(_delivery.c.reason))
    return {reason: count for reason, count in rows}  # noqa: C416 -- rows are not pairs to a type checker


def overdue(db: Db, now: datetime, by: timedelta = timedelta(minutes=1)) -> int:
    """How many deliveries should have been sent this long ago."""
    query = sa.select(sa.func.count()).where(_delivery.c.state == DeliveryState.WAITING, _delivery.c.due < now - by)
    return db.connection().execute(query).scalar_one()
