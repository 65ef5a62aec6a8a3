"""Substitutes who are not members yet: who asked for whom, and whether they were admitted."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, select

from storage.database import Db, upsert
from storage.models import Member, Session, cascade, table


class Asked(StrEnum):
    """What became of it."""

    WAITING = "waiting"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Substitute(SQLModel, table=True):
    """Somebody whom a member wants to send to a session in their place; `member_id` is who they are once admitted."""

    __tablename__: ClassVar[Any] = "substitute"
    __table_args__ = (UniqueConstraint("session_id", "asker_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = cascade("session.id")
    asker_id: int = cascade("member.id", index=True)
    organisation_id: int = cascade("organisation.id", index=True)
    name: str
    at: datetime
    state: str = Asked.WAITING
    member_id: int | None = cascade("member.id", default=None)


class Wanted(NamedTuple):
    """A substitute to be admitted or not, with names."""

    id: int
    name: str
    asker: str
    session: int
    title: str


_substitute, _session, _member = table(Substitute), table(Session), table(Member)


def ask(db: Db, session: int, asker: int, organisation: int, name: str, at: datetime) -> int | None:
    """The member wants to send this person, and nobody else any more; None where that is being asked already."""
    row = upsert(db, _substitute).values(
        session_id=session, asker_id=asker, organisation_id=organisation, name=name, at=at, state=Asked.WAITING.value
    )
    again = row.on_conflict_do_update(
        index_elements=[_substitute.c.session_id, _substitute.c.asker_id, _substitute.c.name],
        set_={"state": Asked.WAITING.value, "at": at},
        where=_substitute.c.state.not_in([Asked.WAITING.value, Asked.ADMITTED.value]),
    )
    fresh = db.connection().execute(again.returning(_substitute.c.id)).scalar()
    others = sa.and_(
        _substitute.c.session_id == session,
        _substitute.c.asker_id == asker,
        _substitute.c.name != name,
        _substitute.c.state == Asked.WAITING.value,
    )
    db.connection().execute(sa.update(_substitute).where(others).values(state=Asked.WITHDRAWN.value))
    return fresh


def find(db: Db, community: int, substitute: int) -> Substitute | None:
    """One of this community."""
    query = select(Substitute).join(Session).where(Substitute.id == substitute, Session.community_id == community)
    return db.exec(query).first()


def decide(db: Db, substitute: int, state: Asked) -> bool:
    """This is what becomes of it; False when that was decided before."""
    standing = sa.and_(_substitute.c.id == substitute, _substitute.c.state == Asked.WAITING.value)
    return bool(db.connection().execute(sa.update(_substitute).where(standing).values(state=state.value)).rowcount)


def became(db: Db, substitute: int, member: int) -> None:
    """Who they are, once admitted."""
    db.connection().execute(sa.update(_substitute).where(_substitute.c.id == substitute).values(member_id=member))


def wanted(db: Db, community: int, organisation: int | None, most: int) -> list[Wanted]:
    """Those who wait to be admitted, for one organisation or for all, the first to be asked for first."""
    query = (
        sa.select(_substitute.c.id, _substitute.c.name, _member.c.name, _session.c.id, _session.c.title)
        .join(_session, _session.c.id == _substitute.c.session_id)
        .join(_member, _member.c.id == _substitute.c.asker_id)
        .where(_session.c.community_id == community, _substitute.c.state == Asked.WAITING.value)
    )
    if organisation is not None:
        query = query.where(_substitute.c.organisation_id == organisation)
    return [Wanted(*row) for row in db.connection().execute(query.order_by(_substitute.c.id).limit(most))]
