"""Coverage: what each company's people answered, how it stood at the last look, and how far that look got."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.database import Db, upsert
from storage.models import (
    Account,
    Answer,
    AnswerHistory,
    Meeting,
    Member,
    Organisation,
    OrganisationKind,
    Role,
    Session,
    SessionState,
    table,
)


class Coverage(SQLModel, table=True):
    """A company in a session as it stood at the last look. `covered` are the meetings that somebody of it was coming
    to; `lost` is when it stopped being covered, as long as it is not covered again.
    """

    __tablename__: ClassVar[Any] = "coverage"
    __table_args__ = (sa.Index("coverage_lost", "community_id", "lost"),)

    session_id: int = Field(foreign_key="session.id", ondelete="CASCADE", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", primary_key=True)
    community_id: int = Field(foreign_key="community.id", ondelete="CASCADE")
    covered: list[int] = Field(sa_type=sa.JSON)
    lost: datetime | None = None


class CoverageLook(SQLModel, table=True):
    """How far the answers of this installation have been looked at: one row, the id of an answer in the history."""

    __tablename__: ClassVar[Any] = "coverage_look"

    id: int = Field(default=1, primary_key=True)
    history: int = 0


class Company(NamedTuple):
    """A company with how many of its people gave which answer, by meeting and answer: only `bot.disclosure` asks."""

    organisation: int
    name: str
    answers: dict[tuple[int, str], int]


class Touched(NamedTuple):
    """A company some of whose answers to a session are new."""

    community: int
    session: int
    organisation: int


class Stood(NamedTuple):
    """How a company stood at the last look."""

    covered: list[int]
    lost: datetime | None


class Asked(NamedTuple):
    """How many of an organisation could be asked, and how many of them have a chat account."""

    people: int
    reachable: int


class Line(NamedTuple):
    """One line of a roster: a person and one meeting. Without an answer, `choice` is "" and `at` None."""

    organisation: str
    member: str
    role: str
    session: str
    meeting: int
    local: datetime
    zone: str
    choice: str
    at: datetime | None


_answer, _history, _meeting, _session = table(Answer), table(AnswerHistory), table(Meeting), table(Session)
_account, _member, _organisation = table(Account), table(Member), table(Organisation)
_coverage, _look = table(Coverage), table(CoverageLook)

_MEETINGS = sa.select(_meeting.c.id).where(_meeting.c.session_id == sa.bindparam("session"))
_COUNTED = (
    sa.select(_answer.c.organisation_id, _answer.c.meeting_id, _answer.c.choice, sa.func.count())
    .where(_answer.c.meeting_id.in_(_MEETINGS))
    .group_by(_answer.c.organisation_id, _answer.c.meeting_id, _answer.c.choice)
)
_PEOPLE = sa.select(_member.c.id).where(_member.c.organisation_id == sa.bindparam("organisation"))
_COUNTED_OF = _COUNTED.where(
    _answer.c.member_id.in_(_PEOPLE), _answer.c.organisation_id == sa.bindparam("organisation")
)
_SEEN = sa.func.coalesce(sa.select(sa.func.max(_look.c.history)).scalar_subquery(), 0)
_FRESH = (
    sa.select(_SEEN, _history.c.id, _history.c.at)
    .where(_history.c.id > _SEEN)
    .order_by(_history.c.id)
    .limit(sa.bindparam("most"))
)
_ASKED = (Role.COORDINATOR.value, Role.NOMINEE.value, Role.PARTICIPANT.value)
"""Roles whose silence stands in a roster as well."""


def companies(db: Db, community: int, session: int) -> list[Company]:
    """Every company of the community by name, those that have not answered included."""
    connection = db.connection()
    query = sa.select(_organisation.c.id, _organisation.c.name).where(
        _organisation.c.community_id == community, _organisation.c.kind == OrganisationKind.COMPANY.value
    )
    found = {row.id: Company(row.id, row.name, {}) for row in connection.execute(query.order_by(_organisation.c.name))}
    for organisation, meeting, choice, count in connection.execute(_COUNTED, {"session": session}):
        if organisation in found:
            found[organisation].answers[meeting, choice] = count
    return list(found.values())


def of_company(db: Db, session: int, organisation: int) -> dict[tuple[int, str], int]:
    """How many people of one company gave which answer, by meeting and answer."""
    rows = db.connection().execute(_COUNTED_OF, {"session": session, "organisation": organisation})
    return {(meeting, choice): count for _, meeting, choice, count in rows}


def touched(db: Db, before: datetime, most: int) -> Sequence[Touched]:
    """The companies whose answers were given after those of the last look and until `before`, which are looked at now.

    One indexed query finds nothing, usually. Of two processes that look at the same time one finds them.
    """
    connection = db.connection()
    fresh = connection.execute(_FRESH, {"most": most}).all()
    settled = 0
    for _, history, at in fresh:
        if at > before:
            break
        settled = history
    if not settled:
        return ()
    seen = fresh[0][0]
    connection.execute(upsert(db, _look).on_conflict_do_nothing(), {"id": 1, "history": 0})
    taken = connection.execute(
        sa.update(_look).where(_look.c.id == 1, _look.c.history == seen).values(history=settled)
    ).rowcount
    if not taken:
        return ()
    query = (
        sa.select(_session.c.community_id, _session.c.id, _organisation.c.id)
        .select_from(_history)
        .join(_meeting, _meeting.c.id == _history.c.meeting_id)
        .join(_session, _session.c.id == _meeting.c.session_id)
        .join(_member, _member.c.id == _history.c.member_id)
        .join(_organisation, _organisation.c.id == _member.c.organisation_id)
        .where(_history.c.id > seen, _history.c.id <= settled)
        .where(_organisation.c.kind == OrganisationKind.COMPANY.value)
        .distinct()
        .order_by(_session.c.id, _organisation.c.id)
    )
    return [Touched(*row) for row in connection.execute(query)]


def stood(db: Db, session: int, organisation: int) -> Stood | None:
    """How the company stood at the last look, if there was one."""
    query = sa.select(_coverage.c.covered, _coverage.c.lost).where(
        _coverage.c.session_id == session, _coverage.c.organisation_id == organisation
    )
    row = db.connection().execute(query).first()
    return None if row is None else Stood(*row)


def keep(db: Db, of: Touched, covered: Sequence[int], lost: datetime | None) -> None:
    """How it stands now."""
    row = upsert(db, _coverage)
    row = row.on_conflict_do_update(
        index_elements=[_coverage.c.session_id, _coverage.c.organisation_id],
        set_={"covered": row.excluded.covered, "lost": row.excluded.lost},
    )
    values = {"session_id": of.session, "organisation_id": of.organisation, "community_id": of.community}
    db.connection().execute(row, values | {"covered": [*covered], "lost": lost})


def lost_since(db: Db, community: int, since: datetime) -> dict[int, set[int]]:
    """The companies that stopped being covered since then and were not covered at the last look, by session."""
    query = sa.select(_coverage.c.session_id, _coverage.c.organisation_id).where(
        _coverage.c.community_id == community, _coverage.c.lost >= since
    )
    found: dict[int, set[int]] = {}
    for session, organisation in db.connection().execute(query.order_by(_coverage.c.session_id)):
        found.setdefault(session, set()).add(organisation)
    return found


def asked(db: Db, community: int, organisations: Sequence[int]) -> dict[int, Asked]:
    """The nominees and coordinators of these organisations of this community, counted."""
    chats = sa.exists().where(_account.c.member_id == _member.c.id)
    query = (
        sa.select(_member.c.organisation_id, sa.func.count(), sa.func.sum(sa.case((chats, 1), else_=0)))
        .where(_member.c.community_id == community, _member.c.organisation_id.in_(organisations))
        .where(_member.c.role.in_((Role.COORDINATOR.value, Role.NOMINEE.value)))
        .group_by(_member.c.organisation_id)
    )
    return {organisation: Asked(people, chat) for organisation, people, chat in db.connection().execute(query)}


def roster(db: Db, community: int, session: int) -> Sequence[Line]:
    """Who answered what in a session of this community; while it is open, with those who have not answered."""
    silent = sa.and_(_session.c.state == SessionState.OPEN.value, _member.c.role.in_(_ASKED))
    spoke_for = sa.func.coalesce(_answer.c.organisation_id, _member.c.organisation_id)
    query = (
        sa.select(
            _organisation.c.name,
            _member.c.name,
            _member.c.role,
            _session.c.title,
            _meeting.c.number,
            _meeting.c.local,
            _meeting.c.zone,
            sa.func.coalesce(_answer.c.choice, ""),
            _answer.c.at,
        )
        .select_from(_session)
        .join(_meeting, _meeting.c.session_id == _session.c.id)
        .join(_member, _member.c.community_id == _session.c.community_id)
        .outerjoin(_answer, sa.and_(_answer.c.meeting_id == _meeting.c.id, _answer.c.member_id == _member.c.id))
        .join(_organisation, _organisation.c.id == spoke_for)
        .where(_session.c.id == session, _session.c.community_id == community, ~_meeting.c.cancelled)
        .where(sa.or_(_answer.c.choice.is_not(None), silent))
        .order_by(_organisation.c.name, _member.c.name, _member.c.id, _meeting.c.number)
    )
    return [Line(*row) for row in db.connection().execute(query)]
