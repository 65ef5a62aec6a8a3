"""Seats: who holds one, who waits for one, and to whom one is offered. Decided under the session's lock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from storage.database import Db
from storage.models import Answer, Choice, Meeting, Member, Offer, Role, Session, SessionState, table

_answer, _offer = table(Answer), table(Offer)
_meeting, _session, _member = table(Meeting), table(Session), table(Member)


class Place(NamedTuple):
    """Somebody who holds a seat of a meeting (`number` is None), or waits for one since arrival `number`.

    `offered` is until when a seat is held for somebody who waits.
    """

    meeting: int
    member: int
    organisation: int
    number: int | None
    offered: datetime | None = None


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
_TAKEN = (
    sa.select(_answer.c.meeting_id, sa.func.count())
    .where(_answer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)), _answer.c.choice == Choice.COMING.value)
    .group_by(_answer.c.meeting_id)
)
_HELD = (
    sa.select(_offer.c.meeting_id, sa.func.count())
    .where(_offer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)))
    .group_by(_offer.c.meeting_id)
)


def lock(db: Db, session: Session) -> None:
    """From here to the commit nobody else decides about seats of this session; what is known of it is fresh."""
    # NO KEY UPDATE: rows that merely refer to the session can still be written.
    db.refresh(session, with_for_update={"key_share": True})


def places(db: Db, meetings: Sequence[int]) -> list[Place]:
    """Everybody who holds a seat or waits for one, those who wait in order of arrival."""
    return [Place(*row) for row in db.connection().execute(_PLACES, {"meetings": meetings}).all()]


def taken(db: Db, meetings: Sequence[int]) -> Mapping[int, int]:
    """How many seats of these meetings nobody else can have: taken, or held for whom they are offered to."""
    found = dict.fromkeys(meetings, 0)
    for counted in (_TAKEN, _HELD):
        for meeting, count in db.connection().execute(counted, {"meetings": meetings}):
            found[meeting] += count
    return found


def offer(db: Db, meeting: int, member: int, expires: datetime) -> None:
    """Hold a seat for somebody who waits."""
    db.connection().execute(_offer.insert(), {"meeting_id": meeting, "member_id": member, "expires": expires})


def withdraw(db: Db, meetings: Sequence[int], member: int) -> None:
    """Hold no seat of these meetings for this member any more."""
    db.connection().execute(
        sa.delete(_offer).where(_offer.c.meeting_id.in_(list(meetings)), _offer.c.member_id == member)
    )


def colleagues(db: Db, organisation: int, member: int) -> list[tuple[int, str]]:
    """Up to three others of the organisation who take part as this member does: id and name."""
    query = sa.select(_member.c.id, _member.c.name).where(
        _member.c.organisation_id == organisation,
        _member.c.id != member,
        _member.c.role.in_([Role.NOMINEE.value, Role.PARTICIPANT.value]),
    )
    return [(one, name) for one, name in db.connection().execute(query.order_by(_member.c.id).limit(3))]


def overdue(db: Db, now: datetime) -> Sequence[int]:
    """The sessions in which time has changed something: an offer ran out, or the limit by company ended."""
    offers = (
        sa.select(_meeting.c.session_id)
        .join(_offer, _offer.c.meeting_id == _meeting.c.id)
        .where(_offer.c.expires <= now)
    )
    limits = sa.select(_session.c.id).where(_session.c.open_from <= now, _session.c.state != SessionState.DRAFT)
    return sorted(db.connection().execute(sa.union(offers, limits)).scalars())
