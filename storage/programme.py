"""The programme: sessions and their meetings. Every look-up names the community, so that none reaches another's."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from storage.database import Db
from storage.models import Advisor, Meeting, Member, Session, SessionState, table

_session, _meeting = table(Session), table(Meeting)


def session(db: Db, community: int, session_id: int) -> Session | None:
    """One session of this community."""
    return db.exec(select(Session).where(Session.id == session_id, Session.community_id == community)).first()


def sessions(db: Db, community: int, *states: SessionState) -> Sequence[Session]:
    """Sessions in these states (all without any), in order of their first meeting."""
    first = select(sa.func.min(Meeting.starts)).where(Meeting.session_id == Session.id).scalar_subquery()
    query = select(Session).where(Session.community_id == community)
    if states:
        query = query.where(col(Session.state).in_(states))
    return db.exec(query.order_by(first, col(Session.id))).all()


def upcoming(db: Db, community: int, now: datetime, most: int) -> Sequence[Session]:
    """Open sessions with a meeting still to come, the next first, at most so many."""
    query = (
        select(Session)
        .join(Meeting)
        .where(Session.community_id == community, Session.state == SessionState.OPEN, Meeting.starts > now)
        .where(~col(Meeting.cancelled))
        .group_by(*_session.c)
        .order_by(sa.func.min(Meeting.starts))
        .limit(most)
    )
    return db.exec(query).all()


def meetings(db: Db, session_id: int) -> Sequence[Meeting]:
    """A session's meetings in order, cancelled ones included."""
    return db.exec(select(Meeting).where(Meeting.session_id == session_id).order_by(col(Meeting.number))).all()


def meeting(db: Db, community: int, meeting_id: int) -> tuple[Session, Meeting] | None:
    """One meeting of this community, with its session."""
    return db.exec(_MEETING, params={"meeting": meeting_id, "community": community}).first()


# Made once: whoever is told of a meeting is told what it reads here.
_MEETING = (
    select(Session, Meeting)
    .join(Meeting)
    .where(Meeting.id == sa.bindparam("meeting"), Session.community_id == sa.bindparam("community"))
)


def coming_meetings(db: Db, now: datetime) -> Sequence[tuple[Session, Meeting]]:
    """Every meeting of this installation that is still to come, with its session: for its operator only."""
    query = select(Session, Meeting).join(Meeting).where(Meeting.starts > now, ~col(Meeting.cancelled))
    return db.exec(query.order_by(col(Meeting.starts), col(Meeting.id))).all()


def advisors(db: Db, session_id: int) -> Sequence[Member]:
    """The experts who advise a session, by name."""
    return db.exec(select(Member).join(Advisor).where(Advisor.session_id == session_id).order_by(Member.name)).all()


def add(db: Db, session: Session, meetings: Sequence[Meeting]) -> Session:
    """Keep a new session with its meetings; their instants are computed here."""
    db.add(session)
    db.flush()
    assert session.id is not None
    for number, sitting in enumerate(meetings, 1):
        sitting.session_id, sitting.number = session.id, number
        set_start(sitting, sitting.local, sitting.zone, sitting.city)
        db.add(sitting)
    db.flush()
    return session


def set_start(meeting: Meeting, local: datetime, zone: str, city: str) -> None:
    """The meeting begins when the wall clock of that zone shows this: the instant follows from it."""
    meeting.local, meeting.zone, meeting.city = local, zone, city
    meeting.starts = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def local_of(meeting: Meeting) -> datetime:
    """The wall clock of its zone when it begins; where that shows the same twice, its fold says which pass is meant."""
    return meeting.local.replace(fold=meeting.starts.astimezone(ZoneInfo(meeting.zone)).fold)


def delete(db: Db, session_id: int) -> None:
    """Drop a draft and its meetings."""
    # SQLite gives a number that is free to the next row: nothing that is held may be taken for that.
    for one in [*db]:
        if (isinstance(one, Session) and one.id == session_id) or (
            isinstance(one, Meeting) and one.session_id == session_id
        ):
            db.expunge(one)
    db.connection().execute(sa.delete(_session).where(_session.c.id == session_id))
