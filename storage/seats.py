"""Seats: who holds one, who waits for one, and to whom one is offered. Decided under the session's lock."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.database import Db
from storage.look import Look
from storage.models import Answer, Choice, Meeting, Member, Role, Session, SessionState, cascade, table


class Offer(SQLModel, table=True):
    """A seat held for a waiting member until `expires`."""

    __tablename__: ClassVar[Any] = "offer"

    meeting_id: int = cascade("meeting.id", primary_key=True)
    member_id: int = cascade("member.id", primary_key=True)
    expires: datetime = Field(index=True)


class Place(NamedTuple):
    """Somebody who holds a seat of a meeting (`number` is None), or waits for one since arrival `number`.

    `offered` is until when a seat is held for somebody who waits.
    """

    meeting: int
    member: int
    organisation: int
    number: int | None
    offered: datetime | None = None


_answer, _offer = table(Answer), table(Offer)
_meeting, _session, _member = table(Meeting), table(Session), table(Member)

_LIMITS = (
    sa.select(
        _session.c.seats,
        _session.c.company_seats,
        _session.c.meeting_seats,
        _session.c.open_from,
        _session.c.answer_by,
    )
    .where(_session.c.id == sa.bindparam("session"))
    # NO KEY UPDATE: rows that merely refer to the session can still be written.
    .with_for_update(key_share=True)
)
_PLACES = (
    sa.select(
        _answer.c.meeting_id,
        _answer.c.member_id,
        _answer.c.organisation_id,
        sa.case((_answer.c.choice == Choice.WAITING.value, sa.func.coalesce(_answer.c.place, 0))),
        _offer.c.expires,
    )
    .outerjoin(_offer, sa.and_(_offer.c.meeting_id == _answer.c.meeting_id, _offer.c.member_id == _answer.c.member_id))
    .where(
        _answer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)),
        _answer.c.choice.in_([Choice.COMING.value, Choice.WAITING.value]),
    )
    .order_by(_answer.c.place, _answer.c.member_id)
)
_COMES = sa.and_(_answer.c.meeting_id == _meeting.c.id, _answer.c.choice == Choice.COMING.value)
_TAKEN = sa.select(
    _meeting.c.id,
    sa.select(sa.func.count()).where(_COMES).scalar_subquery()
    + sa.select(sa.func.count()).where(_offer.c.meeting_id == _meeting.c.id).scalar_subquery(),
).where(_meeting.c.session_id == sa.bindparam("session"))
_OFFERS_OVER = (
    sa.select(_session.c.id, _session.c.community_id)
    .join(_meeting, _meeting.c.session_id == _session.c.id)
    .join(_offer, _offer.c.meeting_id == _meeting.c.id)
    .where(_offer.c.expires <= sa.bindparam("now"))
)
_LIMITS_OVER = sa.select(_session.c.id, _session.c.community_id).where(
    _session.c.open_from <= sa.bindparam("now"), _session.c.state != SessionState.DRAFT.value
)
_OVERDUE = sa.union(_OFFERS_OVER, _LIMITS_OVER)


def lock(db: Db, session: Look) -> Look:
    """From here to the commit nobody else decides about seats of this session; answers it with its limits."""
    limits = db.connection().execute(_LIMITS, {"session": session.id}).mappings().one()
    return session._replace(**limits)


def places(db: Db, meetings: Sequence[int]) -> list[Place]:
    """Everybody who holds a seat or waits for one, those who wait in order of arrival."""
    return [Place(*row) for row in db.connection().execute(_PLACES, {"meetings": meetings}).all()]


def taken(db: Db, session: int) -> Mapping[int, int]:
    """How many seats nobody else can have, by meeting: taken, or held for whom they are offered to."""
    return {row[0]: row[1] for row in db.connection().execute(_TAKEN, {"session": session})}


def offer(db: Db, meeting: int, member: int, expires: datetime) -> None:
    """Hold a seat for somebody who waits."""
    db.connection().execute(_offer.insert(), {"meeting_id": meeting, "member_id": member, "expires": expires})


def withdraw(db: Db, meetings: Sequence[int], member: int) -> None:
    """Hold no seat of these meetings for this member any more."""
    db.connection().execute(
        sa.delete(_offer).where(_offer.c.meeting_id.in_(list(meetings)), _offer.c.member_id == member)
    )


def withdraw_idle(db: Db, meetings: Sequence[int]) -> None:
    """Hold no seat of these meetings for anybody who does not wait for one."""
    waits = sa.exists().where(
        _answer.c.meeting_id == _offer.c.meeting_id,
        _answer.c.member_id == _offer.c.member_id,
        _answer.c.choice == Choice.WAITING.value,
    )
    db.connection().execute(sa.delete(_offer).where(_offer.c.meeting_id.in_(list(meetings)), ~waits))


def open_to_all(db: Db, session: int) -> None:
    """The limit by company is over."""
    values = {"company_seats": 0, "open_from": None}
    db.connection().execute(sa.update(_session).where(_session.c.id == session).values(**values))


def colleagues(db: Db, organisation: int, member: int, roles: Collection[Role], most: int) -> list[tuple[int, str]]:
    """Others of the organisation in these roles, at most so many: id and name, nominees first."""
    query = sa.select(_member.c.id, _member.c.name).where(
        _member.c.organisation_id == organisation,
        _member.c.id != member,
        _member.c.role.in_([role.value for role in roles]),
    )
    ordered = query.order_by(_member.c.role != Role.NOMINEE.value, _member.c.id).limit(most)
    return [(one, name) for one, name in db.connection().execute(ordered)]


def held_by(db: Db, community: int, member: int, after: datetime) -> list[tuple[int, int]]:
    """The session and the meeting of each seat of this member that begins after this moment, the next first."""
    query = (
        sa.select(_meeting.c.session_id, _meeting.c.id)
        .join(_answer, _answer.c.meeting_id == _meeting.c.id)
        .join(_session, _session.c.id == _meeting.c.session_id)
        .where(_answer.c.member_id == member, _answer.c.choice == Choice.COMING.value)
        .where(_meeting.c.starts > after, ~_meeting.c.cancelled)
        .where(_session.c.community_id == community, _session.c.state != SessionState.DRAFT.value)
        .order_by(_meeting.c.starts, _meeting.c.id)
    )
    return [(session, meeting) for session, meeting in db.connection().execute(query)]


def overdue(db: Db, now: datetime) -> Sequence[tuple[int, int]]:
    """The sessions, each with its community, in which time has changed something: an offer ran out, or the limit by
    company ended.
    """
    return sorted((session, community) for session, community in db.connection().execute(_OVERDUE, {"now": now}))
