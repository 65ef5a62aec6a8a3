"""The outbox: what others should see, written in the transaction that made it so, and where its cards stand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.database import Db, upsert
from storage.flights import reply_key
from storage.models import Card, Delivery, DeliveryState, House, Redraw, table
from storage.prepared import Prepared

_delivery, _redraw = table(Delivery), table(Redraw)
_card, _house = table(Card), table(House)


def _ask(insert: Callable[[Any], Any]) -> Any:
    row = insert(_redraw).values(asked=1)
    return row.on_conflict_do_update(index_elements=[_redraw.c.drawing], set_={"asked": _redraw.c.asked + 1})


_ASK = Prepared(_ask, ("drawing",))


def redraw(db: Db, drawing: str) -> None:
    """Every copy of this card wants to be drawn again. However many ask before that happens, it happens once.

    Call it last in the transaction: on PostgreSQL the row stays locked until the commit, which is what keeps a courier
    from drawing what is not yet visible and then forgetting the request.
    """
    _ASK.write(db, {"drawing": drawing})


def tell(db: Db, drawing: str, house: str, member: int, due: datetime, key: str) -> None:
    """Show this to one member, once: while one with the same key waits, another adds nothing."""
    row = upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key])
    values = {"drawing": drawing, "house_id": house, "member_id": member, "due": due, "key": key}
    db.connection().execute(row, values | _NEW)


def was_told(db: Db, drawing: str, member: int) -> bool:
    """Whether this was shown to the member, or is about to be."""
    query = sa.select(sa.exists().where(_delivery.c.member_id == member, _delivery.c.drawing == drawing))
    return bool(drawing) and bool(db.connection().execute(query).scalar())


def refused(db: Db, house: str, member: int) -> str | None:
    """Why the last message to this member in this house did not arrive; None where it did, or is on its way."""
    query = sa.select(_delivery.c.state, _delivery.c.reason).where(
        _delivery.c.house_id == house, _delivery.c.member_id == member, _delivery.c.state != DeliveryState.DROPPED.value
    )
    last = db.connection().execute(query.order_by(_delivery.c.id.desc()).limit(1)).first()
    return last.reason if last is not None and last.state == DeliveryState.FAILED else None


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


def reply(db: Db, drawing: str, under: str, due: datetime) -> None:
    """Say this in the thread of every copy of a card that stands now: once for each, while one of its kind waits."""
    copies = db.connection().execute(
        sa.select(_card.c.id, _card.c.house_id)
        .join(_house, _house.c.id == _card.c.house_id)
        .where(_card.c.drawing == under, _house.c.active)
        .order_by(_card.c.id)
    )
    rows = [
        {"drawing": drawing, "house_id": house, "under_id": card, "due": due, "key": reply_key(drawing, card), **_NEW}
        for card, house in copies
    ]
    if rows:
        db.connection().execute(upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key]), rows)


def houses_showing(db: Db, drawing: str) -> set[str]:
    """The houses where a copy of this card stands."""
    return {*db.connection().execute(sa.select(_card.c.house_id).where(_card.c.drawing == drawing)).scalars()}


_WISHES = Prepared(sa.select(_redraw.c.drawing).limit(sa.literal(100)).with_for_update(skip_locked=True))
_NEW = {"state": DeliveryState.WAITING.value, "attempts": 0, "reason": ""}


def spread_redraws(db: Db, now: datetime) -> int:
    """Turn each wish to redraw into one waiting update per copy. Answers how many wishes there were."""
    drawings = [drawing for (drawing,) in _WISHES.rows(db, {})]
    for drawing in drawings:
        copies = db.connection().execute(
            sa.select(_card.c.id, _card.c.house_id)
            .join(_house, _house.c.id == _card.c.house_id)
            .where(_card.c.drawing == drawing, _house.c.active)
        )
        rows = [
            {"drawing": drawing, "house_id": house, "card_id": card, "due": now, "key": f"update {card}", **_NEW}
            for card, house in copies
        ]
        if rows:
            row = upsert(db, _delivery).on_conflict_do_nothing(index_elements=[_delivery.c.key])
            db.connection().execute(row, rows)
    if drawings:
        db.connection().execute(sa.delete(_redraw).where(_redraw.c.drawing.in_(drawings)))
    return len(drawings)


def drawings_in(db: Db, community: int) -> list[str]:
    """The packed drawing of every card that stands in a house of this community."""
    query = sa.select(_card.c.drawing).join(_house, _house.c.id == _card.c.house_id)
    query = query.where(_house.c.community_id == community).distinct()
    return list(db.connection().execute(query.order_by(_card.c.drawing)).scalars())


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


def due(db: Db, now: datetime) -> int:
    """How many deliveries are due and not sent."""
    query = sa.select(sa.func.count()).where(_delivery.c.state == DeliveryState.WAITING, _delivery.c.due <= now)
    return db.connection().execute(query).scalar_one()


def failed(db: Db, state: DeliveryState = DeliveryState.FAILED) -> dict[str, int]:
    """How many deliveries were given up, by reason."""
    query = sa.select(_delivery.c.reason, sa.func.count()).where(_delivery.c.state == state)
    rows = db.connection().execute(query.group_by(_delivery.c.reason).order_by(_delivery.c.reason))
    return {reason: count for reason, count in rows}  # noqa: C416 -- rows are not pairs to a type checker


def overdue(db: Db, now: datetime, by: timedelta = timedelta(minutes=1)) -> int:
    """How many deliveries should have been sent this long ago."""
    query = sa.select(sa.func.count()).where(_delivery.c.state == DeliveryState.WAITING, _delivery.c.due < now - by)
    return db.connection().execute(query).scalar_one()
