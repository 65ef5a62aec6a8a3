"""Guests: who was invited to which session. A guest is invited to one, and takes part in nothing else."""

from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.database import Db, upsert
from storage.models import Account, Answer, AnswerHistory, Meeting, Member, Organisation, Role, cascade, table


class Guest(SQLModel, table=True):
    """A guest was invited to this session, by whom, when."""

    __tablename__: ClassVar[Any] = "guest"

    member_id: int = cascade("member.id", primary_key=True)
    session_id: int = cascade("session.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    at: datetime


_guest, _member, _organisation = table(Guest), table(Member), table(Organisation)
_meeting, _account = table(Meeting), table(Account)
_answer, _history = table(Answer), table(AnswerHistory)


class Invitee(NamedTuple):
    """A guest with what they are called, and how many accounts they have."""

    member: int
    name: str
    organisation: int
    company: str
    mail: str
    accounts: int


def invite(db: Db, member: int, session: int, by: int | None, now: datetime) -> None:
    """From now on this guest takes part in this session, and in no other."""
    row = upsert(db, _guest)
    fresh = {"session_id": row.excluded.session_id, "by_id": row.excluded.by_id, "at": row.excluded.at}
    row = row.on_conflict_do_update(index_elements=[_guest.c.member_id], set_=fresh)
    db.connection().execute(row, {"member_id": member, "session_id": session, "by_id": by, "at": now})


def uninvite(db: Db, member: int) -> None:
    """They are no guest of anything."""
    db.connection().execute(sa.delete(_guest).where(_guest.c.member_id == member))


def unused_place(db: Db, organisation: int) -> int | None:
    """A guest's place of this organisation that is nobody's, and that nobody ever answered from."""
    taken = (one.c.member_id == _member.c.id for one in (_account, _guest, _answer, _history))
    query = sa.select(_member.c.id).where(_member.c.organisation_id == organisation, _member.c.role == Role.GUEST.value)
    query = query.where(_member.c.mail == "", *(~sa.exists().where(one) for one in taken))
    return db.connection().execute(query.order_by(_member.c.id).limit(1)).scalar()


def session_of(db: Db, member: int | None) -> int | None:
    """The session this guest was invited to."""
    query = sa.select(_guest.c.session_id).where(_guest.c.member_id == member)
    return db.connection().execute(query).scalar()


def of_session(db: Db, community: int, session: int, organisation: int | None = None) -> list[Invitee]:
    """The guests of a session of this community, or those of one organisation, by organisation and name."""
    query = _INVITEES.where(_member.c.community_id == community, _guest.c.session_id == session)
    if organisation is not None:
        query = query.where(_member.c.organisation_id == organisation)
    ordered = query.order_by(_organisation.c.name, _member.c.name)
    return [Invitee(*row) for row in db.connection().execute(ordered)]


def one(db: Db, community: int, member: int) -> Invitee | None:
    """One guest of this community who was invited to a session."""
    query = _INVITEES.where(_member.c.community_id == community, _member.c.id == member)
    row = db.connection().execute(query).first()
    return None if row is None else Invitee(*row)


_INVITEES = (
    sa.select(
        _member.c.id,
        _member.c.name,
        _member.c.organisation_id,
        _organisation.c.name,
        _member.c.mail,
        sa.func.count(_account.c.id),
    )
    .select_from(
        _guest.join(_member, _member.c.id == _guest.c.member_id)
        .join(_organisation, _organisation.c.id == _member.c.organisation_id)
        .outerjoin(_account, _account.c.member_id == _member.c.id)
    )
    .where(_member.c.role == Role.GUEST.value)
    .group_by(_member.c.id, _organisation.c.id)
)


def everywhere(db: Db, community: int) -> dict[int, int]:
    """The session each guest of a community was invited to, by member."""
    query = sa.select(_guest.c.member_id, _guest.c.session_id).join(_member, _member.c.id == _guest.c.member_id)
    query = query.where(_member.c.community_id == community, _member.c.role == Role.GUEST.value)
    return {member: session for member, session in db.connection().execute(query)}  # noqa: C416 -- not pairs to a type checker


def ahead(db: Db, session: int, now: datetime) -> bool:
    """Whether some meeting of this session is still to come."""
    query = sa.exists().where(_meeting.c.session_id == session, _meeting.c.starts > now, ~_meeting.c.cancelled)
    return bool(db.connection().execute(sa.select(query)).scalar())
