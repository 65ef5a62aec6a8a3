"""What people wish of their reminders: a pause, none of a session, none of a kind; and what facilitators hold back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.database import Db, upsert
from storage.models import Member, cascade, table


class Wish(SQLModel, table=True):
    """What one member wants: nothing before `paused`, none of the kinds in `without` (separated by commas), and the
    public holidays of `country` (ISO 3166, "" for that of their zone, "-" for none).
    """

    __tablename__: ClassVar[Any] = "wish"

    member_id: int = cascade("member.id", primary_key=True)
    paused: datetime | None = None
    without: str = ""
    country: str = ""


class Muted(SQLModel, table=True):
    """A member wants no reminders of this session."""

    __tablename__: ClassVar[Any] = "muted"

    member_id: int = cascade("member.id", primary_key=True)
    session_id: int = cascade("session.id", primary_key=True, index=True)


class Hold(SQLModel, table=True):
    """Facilitators hold back the reminders of a session, or (without) of the whole community."""

    __tablename__: ClassVar[Any] = "hold"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id", index=True)
    session_id: int | None = cascade("session.id", default=None, index=True)


class Wished(NamedTuple):
    """What a member wants, as it stands."""

    paused: datetime | None = None
    without: frozenset[str] = frozenset()
    country: str = ""


_wish, _muted, _hold, _member = table(Wish), table(Muted), table(Hold), table(Member)


def of(db: Db, member: int) -> Wished:
    """What this member wants."""
    query = sa.select(_wish.c.paused, _wish.c.without, _wish.c.country).where(_wish.c.member_id == member)
    row = db.connection().execute(query).first()
    return Wished() if row is None else _read(*row)


def everybodys(db: Db, community: int) -> dict[int, Wished]:
    """What members of this community want, of those who ever said."""
    query = sa.select(_wish.c.member_id, _wish.c.paused, _wish.c.without, _wish.c.country).join(
        _member, _member.c.id == _wish.c.member_id
    )
    rows = db.connection().execute(query.where(_member.c.community_id == community))
    return {member: _read(paused, without, country) for member, paused, without, country in rows}


def _read(paused: datetime | None, without: str, country: str) -> Wished:
    return Wished(paused, frozenset(filter(None, without.split(","))), country)


def keep(db: Db, member: int, wished: Wished) -> None:
    """This is what the member wants from now on."""
    values = {"paused": wished.paused, "without": ",".join(sorted(wished.without)), "country": wished.country}
    row = upsert(db, _wish).on_conflict_do_update(index_elements=[_wish.c.member_id], set_=values)
    db.connection().execute(row, {"member_id": member, **values})


def mute(db: Db, member: int, session: int) -> None:
    """No reminders of this session for this member."""
    row = upsert(db, _muted).on_conflict_do_nothing()
    db.connection().execute(row, {"member_id": member, "session_id": session})


def unmute(db: Db, member: int, session: int) -> None:
    """Reminders of this session again."""
    db.connection().execute(sa.delete(_muted).where(_muted.c.member_id == member, _muted.c.session_id == session))


def muted(db: Db, sessions: Sequence[int]) -> set[tuple[int, int]]:
    """Who wants none of these sessions: (session, member)."""
    query = sa.select(_muted.c.session_id, _muted.c.member_id).where(_muted.c.session_id.in_(sessions))
    return {(session, member) for session, member in db.connection().execute(query)}


def held(db: Db, community: int) -> set[int | None]:
    """The sessions whose reminders are held back; None among them holds back all."""
    query = sa.select(_hold.c.session_id).where(_hold.c.community_id == community)
    return set(db.connection().execute(query).scalars())


def hold(db: Db, community: int, session: int | None) -> None:
    """Hold back the reminders of a session, or of all."""
    if session not in held(db, community):
        db.connection().execute(_hold.insert(), {"community_id": community, "session_id": session})


def release(db: Db, community: int, sessions: Iterable[int | None]) -> None:
    """Send again."""
    for session in sessions:
        db.connection().execute(
            sa.delete(_hold).where(_hold.c.community_id == community, _hold.c.session_id.is_not_distinct_from(session))
        )
