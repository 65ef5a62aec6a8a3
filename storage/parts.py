"""Parts: who presents, discusses, brings a case, advises or takes notes in a session, and how far that is agreed.

A part only ever moves forward: open, offered or claimed, confirmed, withdrawn. Whoever gives a part back leaves its row
withdrawn, and a fresh open one takes its place: so a button for the old one reaches nothing any more.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Index
from sqlmodel import Field, SQLModel, col, select

from storage.database import Db
from storage.models import Meeting, Member, Organisation, Role, Session, SessionState, cascade, table
from storage.policies import Consent


class PartKind(StrEnum):
    """What somebody does in a session."""

    PRESENT = "present"
    DISCUSSANT = "discussant"
    CASE_STUDY = "case study"
    EXPERT = "expert"
    NOTE_TAKER = "note-taker"


class PartState(StrEnum):
    """How far it is agreed: OFFERED waits for the organisation or person, CLAIMED for a facilitator."""

    OPEN = "open"
    OFFERED = "offered"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


LEADING = (PartKind.PRESENT, PartKind.DISCUSSANT, PartKind.CASE_STUDY)
"""The parts by which a company leads."""
HELD = (PartState.CLAIMED, PartState.CONFIRMED)
"""Somebody has said that they take it."""


class Part(SQLModel, table=True):
    """One part in a session, or in one of its meetings.

    `organisation_id` is whose it is or is offered to, `member_id` which of its people, where that is said; `asked_id`
    is the colleague whom its holder asked to take it over. `note` is the sentence it was declined with.
    """

    __tablename__: ClassVar[Any] = "part"
    __table_args__ = (Index("part_waiting", "community_id", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    session_id: int = cascade("session.id", index=True)
    meeting_id: int | None = cascade("meeting.id", default=None)
    kind: str
    state: str = PartState.OPEN
    organisation_id: int | None = cascade("organisation.id", default=None, index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL", index=True)
    asked_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    note: str = ""
    opened: datetime
    changed: datetime


class Line(NamedTuple):
    """One part with the names behind it: only `bot.disclosure` may ask for these. `meeting` is the meeting's number."""

    id: int
    session: int
    kind: str
    state: str
    meeting: int | None
    organisation_id: int | None
    organisation: str
    named: bool
    member_id: int | None
    member: str
    asked_id: int | None


_part, _session, _meeting = table(Part), table(Session), table(Meeting)
_member, _organisation, _consent = table(Member), table(Organisation), table(Consent)

_LINE = (
    sa.select(
        _part.c.id,
        _part.c.session_id,
        _part.c.kind,
        _part.c.state,
        _meeting.c.number,
        _part.c.organisation_id,
        sa.func.coalesce(_organisation.c.name, ""),
        sa.or_(_organisation.c.kind != "company", sa.func.coalesce(_consent.c.given, sa.false())),
        _part.c.member_id,
        sa.func.coalesce(_member.c.name, ""),
        _part.c.asked_id,
    )
    .select_from(
        _part.outerjoin(_meeting, _meeting.c.id == _part.c.meeting_id)
        .outerjoin(_organisation, _organisation.c.id == _part.c.organisation_id)
        .outerjoin(_consent, _consent.c.organisation_id == _part.c.organisation_id)
        .outerjoin(_member, _member.c.id == _part.c.member_id)
    )
    .where(_part.c.community_id == sa.bindparam("community"))
)
_LINES = _LINE.where(
    _part.c.session_id == sa.bindparam("session"), _part.c.state != PartState.WITHDRAWN.value
).order_by(_part.c.id)
_ONE = _LINE.where(_part.c.id == sa.bindparam("part"))
_TO_COME = sa.exists().where(
    _meeting.c.session_id == _session.c.id, _meeting.c.starts > sa.bindparam("now"), ~_meeting.c.cancelled
)
_OF_ORGANISATION = (
    sa.select(_part.c.id)
    .join(_session, _session.c.id == _part.c.session_id)
    .where(
        _part.c.organisation_id == sa.bindparam("organisation"),
        _part.c.community_id == sa.bindparam("community"),
        _part.c.state != PartState.WITHDRAWN.value,
        _session.c.state != SessionState.DRAFT.value,
        _TO_COME,
    )
    .order_by(_part.c.id)
)
_CLAIMED = (
    sa.select(_session.c.id, _session.c.title, sa.func.count())
    .join(_part, _part.c.session_id == _session.c.id)
    .where(_part.c.community_id == sa.bindparam("community"), _part.c.state == PartState.CLAIMED.value, _TO_COME)
    .group_by(_session.c.id, _session.c.title)
    .order_by(_session.c.id)
)
_HOLDERS = (
    sa.select(_part.c.session_id, _member.c.id)
    .join(_part, sa.or_(
        _part.c.member_id == _member.c.id,
        sa.and_(
            _part.c.member_id.is_(None),
            _part.c.organisation_id == _member.c.organisation_id,
            _member.c.role == Role.NOMINEE.value,
        ),
    ))
    .where(
        _part.c.session_id.in_(sa.bindparam("sessions", expanding=True)),
        _part.c.kind.in_(sa.bindparam("kinds", expanding=True)),
        _part.c.state.in_([state.value for state in HELD]),
    )
    .distinct()
    .order_by(_member.c.id)
)  # fmt: skip


def part(db: Db, community: int, part: int) -> Part | None:
    """One part of this community, whatever became of it."""
    query = select(Part).where(Part.id == part, Part.community_id == community)
    return db.exec(query.execution_options(populate_existing=True)).first()


def of_session(db: Db, community: int, session: int) -> Sequence[Part]:
    """The session's parts in the order they were opened, without those withdrawn."""
    query = select(Part).where(Part.session_id == session, Part.community_id == community)
    query = query.where(Part.state != PartState.WITHDRAWN).order_by(col(Part.id))
    return db.exec(query.execution_options(populate_existing=True)).all()


def ever(db: Db, community: int, session: int) -> Sequence[Part]:
    """Every part there ever was in the session, with those withdrawn."""
    query = select(Part).where(Part.session_id == session, Part.community_id == community).order_by(col(Part.id))
    return db.exec(query.execution_options(populate_existing=True)).all()


def lines(db: Db, community: int, session: int) -> list[Line]:
    """The same with names."""
    rows = db.connection().execute(_LINES, {"session": session, "community": community})
    return [Line(*row) for row in rows]


def line(db: Db, community: int, part: int) -> Line | None:
    """One part with names, whatever became of it."""
    row = db.connection().execute(_ONE, {"part": part, "community": community}).first()
    return None if row is None else Line(*row)


def of_organisation(db: Db, community: int, organisation: int, now: datetime) -> list[int]:
    """The parts an organisation has or is offered in sessions still to come."""
    values = {"community": community, "organisation": organisation, "now": now}
    return list(db.connection().execute(_OF_ORGANISATION, values).scalars())


def claimed(db: Db, community: int, now: datetime) -> list[tuple[int, str, int]]:
    """The sessions still to come with parts that wait for a facilitator: id, title, how many."""
    rows = db.connection().execute(_CLAIMED, {"community": community, "now": now})
    return [(session, title, count) for session, title, count in rows]


def holders(db: Db, session: int, kinds: Collection[PartKind] = tuple(PartKind)) -> list[int]:
    """The members who claimed or hold one of these parts; the nominees, where only their organisation is known."""
    values = {"sessions": [session], "kinds": [kind.value for kind in kinds]}
    return [member for _session_id, member in db.connection().execute(_HOLDERS, values)]


def presenting(db: Db, sessions: Sequence[int]) -> dict[int, frozenset[int]]:
    """Those who present in these sessions, by session, as with `holders`."""
    kinds = (PartKind.PRESENT, PartKind.CASE_STUDY)
    values = {"sessions": list(sessions), "kinds": [kind.value for kind in kinds]}
    found: dict[int, set[int]] = {}
    for session, member in db.connection().execute(_HOLDERS, values):
        found.setdefault(session, set()).add(member)
    return {session: frozenset(members) for session, members in found.items()}


def add(db: Db, community: int, session: int, meeting: int | None, kind: PartKind, now: datetime, **more: Any) -> int:
    """A fresh part, open unless `more` says otherwise."""
    fresh = Part(
        community_id=community, session_id=session, meeting_id=meeting, kind=kind.value, opened=now, changed=now, **more
    )
    db.add(fresh)
    db.flush()
    assert fresh.id is not None
    return fresh.id


def change(
    db: Db, part: int, was: Collection[PartState], now: datetime, values: Mapping[str, Any], **where: Any
) -> bool:
    """These values from now on, if the part is still as it `was` (and what `where` names); else False.

    The database decides: of two who change it at once, one is told False.
    """
    states = [state.value for state in was]
    query = sa.update(_part).where(_part.c.id == part, _part.c.state.in_(states))
    for name, value in where.items():
        query = query.where(_part.c[name].is_not_distinct_from(value))
    return bool(db.connection().execute(query.values(changed=now, **values)).rowcount)


def leave(db: Db, member: int, now: datetime) -> list[int]:
    """Whoever leaves has no part any more: it is for anybody of their organisation. Answers the sessions concerned."""
    mine = sa.and_(_part.c.member_id == member, _part.c.state != PartState.WITHDRAWN.value)
    sessions = db.connection().execute(sa.select(_part.c.session_id).distinct().where(mine)).scalars().all()
    gone = {"member_id": None, "asked_id": None, "changed": now}
    if sessions:
        db.connection().execute(sa.update(_part).where(mine).values(gone))
    return list(sessions)


def release(db: Db, part: Part, was: Collection[PartState], now: datetime, note: str = "") -> bool:
    """Nobody holds it any more, and a fresh open one takes its place; False when it was not so any more."""
    assert part.id is not None
    if not change(db, part.id, was, now, {"state": PartState.WITHDRAWN.value, "asked_id": None, "note": note}):
        return False
    add(db, part.community_id, part.session_id, part.meeting_id, PartKind(part.kind), now)
    return True
