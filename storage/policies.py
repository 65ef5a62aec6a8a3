"""What a community lets whom see of who answered, and which companies agreed to be named."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.database import Db, upsert
from storage.models import Community, Member, Organisation, Roster, table
from storage.prepared import Prepared


class Audience(StrEnum):
    """Those a policy tells apart. OWN are the people of the organisation that answered."""

    FACILITATORS = "facilitators"
    OWN = "own organisation"
    EXPERTS = "experts"
    OTHERS = "other companies"
    GUESTS = "guests"


class Policy(SQLModel, table=True):
    """What one audience may see, in one session or (without `session_id`) in the whole community.

    Only what differs from the defaults is kept; what other companies see in the whole community is the community's
    own `roster`.
    """

    __tablename__: ClassVar[Any] = "policy"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = Field(foreign_key="community.id", ondelete="CASCADE", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", ondelete="CASCADE", index=True)
    audience: str
    level: str


class Consent(SQLModel, table=True):
    """Whether a company may be named to others: what one of its own people last said, and when."""

    __tablename__: ClassVar[Any] = "consent"

    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", primary_key=True)
    given: bool
    member_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    at: datetime


class Ruling(NamedTuple):
    """One line of the policy that applies to a session; `community` is false where the session has its own."""

    community: bool
    audience: str | None
    level: str | None
    kind: str | None
    """What sort of organisation asks, where one does."""


_policy, _consent = table(Policy), table(Consent)
_community = table(Community)
_member, _organisation = table(Member), table(Organisation)

# One row at least, whatever was set: the sort of organisation that asks comes with it.
_RULINGS = Prepared(
    sa.select(
        _policy.c.session_id.is_(None),
        _policy.c.audience,
        _policy.c.level,
        sa.select(_organisation.c.kind).where(_organisation.c.id == sa.bindparam("organisation")).scalar_subquery(),
    )
    .select_from(_community)
    .outerjoin(
        _policy,
        sa.and_(
            _policy.c.community_id == _community.c.id,
            sa.or_(_policy.c.session_id.is_(None), _policy.c.session_id == sa.bindparam("session")),
        ),
    )
    .where(_community.c.id == sa.bindparam("community"))
)


def rulings(db: Db, community: int, session: int, organisation: int | None) -> list[Ruling]:
    """What applies to this session: at least one line."""
    values = {"community": community, "session": session, "organisation": organisation}
    return [Ruling(*row) for row in _RULINGS.rows(db, values)]


def standing(db: Db, community: int, session: int | None) -> dict[Audience, Roster]:
    """What was set for this session, or for the whole community, by audience."""
    query = sa.select(_policy.c.audience, _policy.c.level).where(
        _policy.c.community_id == community, _policy.c.session_id.is_not_distinct_from(session)
    )
    return {Audience(audience): Roster(level) for audience, level in db.connection().execute(query)}


def for_facilitators(db: Db, community: int) -> dict[int | None, Roster]:
    """What facilitators may see where anything was said of it: by session, and (None) in the whole community."""
    query = sa.select(_policy.c.session_id, _policy.c.level).where(
        _policy.c.community_id == community, _policy.c.audience == Audience.FACILITATORS.value
    )
    return {session: Roster(level) for session, level in db.connection().execute(query)}


def set_levels(db: Db, community: int, session: int | None, levels: Mapping[Audience, Roster]) -> None:
    """Exactly these apply to this session, or to the whole community, from now on."""
    connection = db.connection()
    connection.execute(
        sa.delete(_policy).where(
            _policy.c.community_id == community, _policy.c.session_id.is_not_distinct_from(session)
        )
    )
    rows = [
        {"community_id": community, "session_id": session, "audience": audience.value, "level": level.value}
        for audience, level in levels.items()
    ]
    if rows:
        connection.execute(_policy.insert(), rows)


def set_roster(db: Db, community: int, level: Roster) -> None:
    """What other companies see in the whole community, from now on."""
    db.connection().execute(sa.update(_community).where(_community.c.id == community).values(roster=level.value))


def consent(db: Db, organisation: int) -> bool | None:
    """Whether this company may be named; None where nobody has said."""
    query = sa.select(_consent.c.given).where(_consent.c.organisation_id == organisation)
    return db.connection().execute(query).scalar()


def may_be_named(db: Db, organisation: int) -> bool:
    """Whether others may read this organisation's name behind an answer: a company only when it agreed."""
    query = (
        sa.select(sa.or_(_organisation.c.kind != "company", sa.func.coalesce(_consent.c.given, sa.false())))
        .outerjoin(_consent, _consent.c.organisation_id == _organisation.c.id)
        .where(_organisation.c.id == organisation)
    )
    return bool(db.connection().execute(query).scalar())


def nameable(db: Db, community: int) -> set[int]:
    """The organisations whose name others may read: companies only where they agreed."""
    query = (
        sa.select(_organisation.c.id)
        .outerjoin(_consent, _consent.c.organisation_id == _organisation.c.id)
        .where(_organisation.c.community_id == community)
        .where(sa.or_(_organisation.c.kind != "company", sa.func.coalesce(_consent.c.given, sa.false())))
    )
    return set(db.connection().execute(query).scalars())


def set_consent(db: Db, organisation: int, given: bool, member: int, at: datetime) -> None:
    """One of its people says whether the company may be named."""
    row = upsert(db, _consent)
    row = row.on_conflict_do_update(
        index_elements=[_consent.c.organisation_id],
        set_={"given": row.excluded.given, "member_id": row.excluded.member_id, "at": row.excluded.at},
    )
    values = {"organisation_id": organisation, "given": given, "member_id": member, "at": at}
    db.connection().execute(row, values)


def undecided(db: Db, community: int, roles: Sequence[str]) -> list[tuple[int, int]]:
    """The companies that nobody has spoken for, each with those of its people who could: (organisation, member)."""
    query = (
        sa.select(_organisation.c.id, _member.c.id)
        .join(_member, _member.c.organisation_id == _organisation.c.id)
        .outerjoin(_consent, _consent.c.organisation_id == _organisation.c.id)
        .where(_organisation.c.community_id == community, _organisation.c.kind == "company")
        .where(_consent.c.organisation_id.is_(None), _member.c.role.in_(roles))
        .order_by(_organisation.c.id, _member.c.id)
    )
    return [(organisation, member) for organisation, member in db.connection().execute(query)]
