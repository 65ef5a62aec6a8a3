"""The audit: who did what, on whose behalf, when, and from which house. Never what somebody wrote."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.database import Db
from storage.models import House, Member, table
from storage.prepared import Prepared


class Audit(SQLModel, table=True):
    """One deed. `what` is the wire name of an action or the words of a command, `about` the ids it carried."""

    __tablename__: ClassVar[Any] = "audit"
    __table_args__ = (Index("audit_age", "community_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = Field(foreign_key="community.id", ondelete="CASCADE")
    at: datetime
    member_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    behalf_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    house_id: str
    what: str
    about: str = ""


class Deed(NamedTuple):
    """One line of the audit, with names."""

    at: datetime
    who: str
    behalf: str
    house: str
    what: str
    about: str


_audit, _house = table(Audit), table(House)
_who, _behalf = table(Member).alias("who"), table(Member).alias("behalf")
_RECORD = Prepared(_audit.insert(), ("community_id", "at", "member_id", "behalf_id", "house_id", "what", "about"))
_DEEDS = (
    sa.select(
        _audit.c.at,
        sa.func.coalesce(_who.c.name, ""),
        sa.func.coalesce(_behalf.c.name, ""),
        sa.func.coalesce(sa.func.nullif(_house.c.name, ""), _audit.c.house_id),
        _audit.c.what,
        _audit.c.about,
    )
    .outerjoin(_who, _who.c.id == _audit.c.member_id)
    .outerjoin(_behalf, _behalf.c.id == _audit.c.behalf_id)
    .outerjoin(_house, _house.c.id == _audit.c.house_id)
    .where(_audit.c.community_id == sa.bindparam("community"))
    .order_by(_audit.c.at.desc(), _audit.c.id.desc())
)


def record(
    db: Db,
    *,
    community: int,
    at: datetime,
    member: int | None,
    behalf: int | None,
    house: str,
    what: str,
    about: str = "",
) -> None:
    """Keep one deed."""
    values = {"community_id": community, "at": at, "member_id": member, "behalf_id": behalf}
    _RECORD.write(db, values | {"house_id": house, "what": what, "about": about})


def deeds(db: Db, community: int, most: int | None = None, skip: int = 0, member: int | None = None) -> Sequence[Deed]:
    """The newest first: at most so many (all without), after as many that are skipped; those by or for one member."""
    query = _DEEDS.offset(skip) if most is None else _DEEDS.limit(most).offset(skip)
    if member is not None:
        query = query.where(sa.or_(_audit.c.member_id == member, _audit.c.behalf_id == member))
    return [Deed(*row) for row in db.connection().execute(query, {"community": community})]
