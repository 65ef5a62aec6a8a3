"""One session with its meetings in one statement: what a card is drawn from, on the path of every click."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import Db, remembered
from storage.models import Advisor, Meeting, Member, Session, table
from storage.parts import Part, PartState
from storage.prepared import Prepared

_session, _meeting, _advisor = table(Session), table(Meeting), table(Advisor)
_part, _member = table(Part), table(Member)


class Sitting(NamedTuple):
    """A meeting, as far as cards show it."""

    id: int
    number: int
    starts: datetime
    zone: str
    city: str
    minutes: int
    cancelled: bool


class Look(NamedTuple):
    """A session, as far as cards show it, with its meetings in order, how many experts advise it, and how many parts
    in it are still open.
    """

    id: int
    community: int
    kind: str
    title: str
    about: str
    state: str
    advisors: int
    open_parts: int
    seats: int
    company_seats: int
    open_from: datetime | None
    answer_by: datetime | None
    meeting_seats: str
    roles: str
    kinds: str
    meetings: tuple[Sitting, ...]


_ADVISORS = sa.select(sa.func.count()).where(_advisor.c.session_id == _session.c.id).scalar_subquery()
_OPEN_PARTS = (
    sa.select(sa.func.count())
    .where(_part.c.session_id == _session.c.id, _part.c.state == PartState.OPEN.value)
    .scalar_subquery()
)
_LOOK = Prepared(
    sa.select(
        _session.c.kind,
        _session.c.title,
        _session.c.about,
        _session.c.state,
        _ADVISORS,
        _OPEN_PARTS,
        _session.c.seats,
        _session.c.company_seats,
        _session.c.open_from,
        _session.c.answer_by,
        _session.c.meeting_seats,
        _session.c.roles,
        _session.c.kinds,
        _meeting.c.id,
        _meeting.c.number,
        _meeting.c.starts,
        _meeting.c.zone,
        _meeting.c.city,
        _meeting.c.minutes,
        _meeting.c.cancelled,
    )
    .join(_meeting, _meeting.c.session_id == _session.c.id)
    .where(_session.c.id == sa.bindparam("session"), _session.c.community_id == sa.bindparam("community"))
    .order_by(_meeting.c.number)
)
_HOME = sa.select(_member.c.organisation_id).where(_member.c.id == sa.bindparam("member")).scalar_subquery()
_ADVISES = sa.union_all(
    sa.select(_advisor.c.session_id).where(
        _advisor.c.session_id == sa.bindparam("session"), _advisor.c.member_id == sa.bindparam("member")
    ),
    sa.select(_part.c.session_id).where(
        _part.c.session_id == sa.bindparam("session"),
        _part.c.state != PartState.WITHDRAWN.value,
        sa.or_(
            _part.c.member_id == sa.bindparam("member"),
            sa.and_(_part.c.member_id.is_(None), _part.c.organisation_id == _HOME),
        ),
    ),
)


def look(db: Db, community: int, session: int) -> Look | None:
    """The session of this community with its meetings, or None."""
    # No prepared statement writes to any of its tables.
    return remembered(db, (look, community, session), lambda: _look(db, community, session))


def _look(db: Db, community: int, session: int) -> Look | None:
    rows = _LOOK.rows(db, {"session": session, "community": community})
    if not rows:
        return None
    own: tuple[Any, ...] = (*rows[0][:13], tuple(Sitting(*row[13:]) for row in rows))
    return Look(session, community, *own)


def advises(db: Db, session: int, member: int) -> bool:
    """Whether this expert advises the session, or has a part in it or is offered one."""
    return db.connection().execute(_ADVISES, {"session": session, "member": member}).first() is not None
