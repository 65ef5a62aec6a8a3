"""What reminders are worked out from: who takes part and where they are written to, what is held, who answered.

Who answered what is asked here for deciding whom to remind. It is shown to nobody: what people see of each other's
answers comes from `bot.disclosure`.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage import mailboxes
from storage.database import Db
from storage.look import Sitting
from storage.models import (
    Account,
    Advisor,
    Answer,
    Choice,
    House,
    Meeting,
    Member,
    Organisation,
    OrganisationKind,
    Role,
    Session,
    table,
)


class Reader(NamedTuple):
    """A member, and the account they are written to at: `house` is "" without one. `zone` is "" where none is known."""

    id: int
    name: str
    organisation: int
    company: str
    kind: str
    role: Role
    zone: str
    begins: time
    ends: time
    days: str
    house: str
    house_name: str

    @property
    def is_company(self) -> bool:
        """Whether they come from a company."""
        return self.kind == OrganisationKind.COMPANY


class Held(NamedTuple):
    """A session with its meetings in order, cancelled ones left out. After `answer_by` nobody can say yes any more."""

    id: int
    key: str
    kind: str
    title: str
    state: str
    roles: str
    kinds: str
    answer_by: datetime | None
    meetings: tuple[Sitting, ...]


_member, _organisation, _account, _house = table(Member), table(Organisation), table(Account), table(House)
_session, _meeting, _answer, _advisor = table(Session), table(Meeting), table(Answer), table(Advisor)


def readers(db: Db, community: int, organisation: int | None = None) -> dict[int, Reader]:
    """The members of a community, or of one organisation of it, by id."""
    accounts = _account.outerjoin(_house, sa.and_(_house.c.id == _account.c.house_id))
    query = (
        sa.select(
            _member.c.id, _member.c.name, _organisation.c.id, _organisation.c.name,
            _organisation.c.kind, _member.c.role, _member.c.zone, _member.c.begins, _member.c.ends, _member.c.workdays,
            sa.case((_house.c.active, _account.c.house_id), else_=""), sa.func.coalesce(_house.c.name, ""),
            sa.func.coalesce(_account.c.zone, ""),
        )
        .select_from(
            _member.join(_organisation, _organisation.c.id == _member.c.organisation_id).outerjoin(
                accounts, sa.and_(_account.c.member_id == _member.c.id, _house.c.active, mailboxes.writable())
            )
        )
        .where(_member.c.community_id == community)
        .order_by(_member.c.id, _account.c.address == "", mailboxes.by_mail(), _account.c.id)
    )  # fmt: skip
    if organisation is not None:
        query = query.where(_member.c.organisation_id == organisation)
    found: dict[int, Reader] = {}
    for row in db.connection().execute(query):
        member, name, company, title, kind, role, zone, begins, ends, days, house, house_name, other = row
        if member not in found:
            found[member] = Reader(member, name, company, title, kind, Role(role), zone or other, begins, ends,
                                   days, house or "", house_name or _untitled(house, title))  # fmt: skip
    return found


def _untitled(house: str | None, company: str) -> str:
    return "mail" if house and mailboxes.is_mail(house) else company


def companies(db: Db, community: int) -> frozenset[int]:
    """The companies of a community."""
    query = sa.select(_organisation.c.id).where(
        _organisation.c.community_id == community, _organisation.c.kind == OrganisationKind.COMPANY.value
    )
    return frozenset(db.connection().execute(query).scalars())


def held(db: Db, community: int, sessions: Sequence[int] | None, after: datetime) -> list[Held]:
    """These sessions of the community, or (without) all that have a meeting after this, the next first."""
    query = (
        sa.select(
            _session.c.id, _session.c.key, _session.c.kind, _session.c.title, _session.c.state,
            _session.c.roles, _session.c.kinds, _session.c.answer_by,
            _meeting.c.id, _meeting.c.number, _meeting.c.starts, _meeting.c.zone, _meeting.c.city, _meeting.c.minutes,
            _meeting.c.cancelled,
        )
        .join(_meeting, _meeting.c.session_id == _session.c.id)
        .where(_session.c.community_id == community)
        .order_by(_session.c.id, _meeting.c.starts, _meeting.c.id)
    )  # fmt: skip
    if sessions is None:
        later = sa.select(_meeting.c.session_id).where(_meeting.c.starts > after)
        query = query.where(_session.c.id.in_(later))
    else:
        query = query.where(_session.c.id.in_(sessions))
    rows: dict[int, tuple[Any, list[Sitting]]] = {}
    lines: Any = db.connection().execute(query)
    for row in lines:
        sitting = Sitting(*row[8:])
        rows.setdefault(row[0], (row[:8], []))[1].extend([] if sitting.cancelled else [sitting])
    found = [Held._make((*head, tuple(meetings))) for head, meetings in rows.values()]
    return sorted(found, key=lambda one: (one.meetings[0].starts if one.meetings else after, one.id))


def choices(db: Db, sessions: Sequence[int], organisation: int | None = None) -> dict[tuple[int, int], Choice]:
    """What was answered to the meetings of these sessions: by meeting and member."""
    query = sa.select(_answer.c.meeting_id, _answer.c.member_id, _answer.c.choice)
    query = query.join(_meeting, _meeting.c.id == _answer.c.meeting_id).where(_meeting.c.session_id.in_(sessions))
    if organisation is not None:
        query = query.where(_answer.c.organisation_id == organisation)
    return {(meeting, member): Choice(choice) for meeting, member, choice in db.connection().execute(query)}


def advising(db: Db, sessions: Sequence[int]) -> dict[int, frozenset[int]]:
    """The experts who advise these sessions, by session."""
    query = sa.select(_advisor.c.session_id, _advisor.c.member_id).where(_advisor.c.session_id.in_(sessions))
    found: dict[int, set[int]] = {}
    for session, member in db.connection().execute(query):
        found.setdefault(session, set()).add(member)
    return {session: frozenset(members) for session, members in found.items()}
