"""Answers: who comes to which meeting, as it stands and as it came about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import Db, upsert
from storage.models import Answer, AnswerHistory, Choice, Meeting, Member, Organisation, table
from storage.policies import Consent

_answer, _history, _meeting = table(Answer), table(AnswerHistory), table(Meeting)
_member, _organisation, _consent = table(Member), table(Organisation), table(Consent)


class Tally(NamedTuple):
    """How many people, and how many companies they come from, gave one answer to one meeting."""

    meeting: int
    choice: str
    people: int
    companies: int


class Line(NamedTuple):
    """One answer with the names behind it: only `bot.disclosure` may ask for these."""

    meeting: int
    choice: str
    organisation: str
    member: str
    organisation_id: int
    named: bool


_MEETINGS = sa.select(_meeting.c.id).where(_meeting.c.session_id == sa.bindparam("session"))
_OF_MEMBER = sa.select(_answer.c.meeting_id, _answer.c.choice).where(
    _answer.c.member_id == sa.bindparam("member"), _answer.c.meeting_id.in_(_MEETINGS)
)
_COMPANY = sa.case((_organisation.c.kind == "company", _answer.c.organisation_id))
_WITH_ORGANISATION = _answer.join(_organisation, _organisation.c.id == _answer.c.organisation_id)
_ANSWERED = (
    sa.select(sa.func.count(sa.distinct(_COMPANY)))
    .select_from(_WITH_ORGANISATION)
    .where(_answer.c.meeting_id.in_(_MEETINGS))
)
_COMPANIES = sa.select(sa.func.count()).where(
    _organisation.c.community_id == sa.bindparam("community"), _organisation.c.kind == "company"
)
_TALLY = (
    sa.select(
        _answer.c.meeting_id,
        _answer.c.choice,
        sa.func.count(),
        sa.func.count(sa.distinct(_COMPANY)),
        _ANSWERED.scalar_subquery(),
    )
    .select_from(_WITH_ORGANISATION)
    .where(_answer.c.meeting_id.in_(_MEETINGS))
    .group_by(_answer.c.meeting_id, _answer.c.choice)
)
_LINES = (
    sa.select(
        _answer.c.meeting_id,
        _answer.c.choice,
        _organisation.c.name,
        _member.c.name,
        _organisation.c.id,
        sa.or_(_organisation.c.kind != "company", sa.func.coalesce(_consent.c.given, sa.false())),
    )
    .select_from(
        _WITH_ORGANISATION.join(_member, _member.c.id == _answer.c.member_id).outerjoin(
            _consent, _consent.c.organisation_id == _organisation.c.id
        )
    )
    .where(_answer.c.meeting_id.in_(_MEETINGS))
    .order_by(_answer.c.meeting_id, _organisation.c.name, _member.c.name)
)
_CONCERNED = (
    sa.select(_answer.c.member_id)
    .where(_answer.c.meeting_id == sa.bindparam("meeting"), _answer.c.choice != Choice.NOT.value)
    .order_by(_answer.c.member_id)
)
_HISTORY = _history.insert()


def of_member(db: Db, session: int, member: int) -> dict[int, Choice]:
    """What the member answered to the session's meetings, by meeting."""
    rows = db.connection().execute(_OF_MEMBER, {"session": session, "member": member})
    return {meeting: Choice(choice) for meeting, choice in rows}


def tallies(db: Db, session: int) -> tuple[list[Tally], int]:
    """Counts by meeting and answer, and how many companies have answered at all."""
    rows = db.connection().execute(_TALLY, {"session": session}).all()
    return [Tally(*row[:4]) for row in rows], rows[0][4] if rows else 0


def companies(db: Db, community: int) -> int:
    """How many companies take part."""
    return db.connection().execute(_COMPANIES, {"community": community}).scalar_one()


def lines(db: Db, session: int) -> list[Line]:
    """Every answer with names."""
    return [Line(*row) for row in db.connection().execute(_LINES, {"session": session})]


def concerned(db: Db, meeting: int) -> Sequence[int]:
    """The members who said Coming or Maybe to this meeting."""
    return db.connection().execute(_CONCERNED, {"meeting": meeting}).scalars().all()


def record(
    db: Db, member: int, organisation: int, choices: Mapping[int, Choice], *, at: datetime, account: str
) -> bool:
    """Keep the member's answers by meeting, with their history; False when nothing changed.

    The database itself tells what changed, so that two clicks at the same moment are one answer.
    """
    connection, put = db.connection(), _put(db)
    changed: list[dict[str, Any]] = []
    for meeting, choice in sorted(choices.items()):
        answer = {"meeting_id": meeting, "member_id": member, "choice": choice.value, "at": at}
        if connection.execute(put, answer | {"organisation_id": organisation}).rowcount:
            changed.append(answer | {"account_id": account})
    if changed:
        connection.execute(_HISTORY, changed)
    return bool(changed)


_PUT: dict[str, Any] = {}


def _put(db: Db) -> Any:
    """The statement that keeps one answer, where it differs from what stood there; built once for each dialect."""
    dialect = db.get_bind().dialect.name
    if dialect not in _PUT:
        row = upsert(db, _answer)
        put = row.on_conflict_do_update(
            index_elements=[_answer.c.meeting_id, _answer.c.member_id],
            set_={"choice": row.excluded.choice, "at": row.excluded.at},
            where=_answer.c.choice != row.excluded.choice,
        )
        # Without this, an INSERT answers -1 on PostgreSQL, whether it changed a row or not.
        _PUT[dialect] = put.execution_options(preserve_rowcount=True)
    return _PUT[dialect]


def withdraw(db: Db, member: int, organisation: int, *, at: datetime, account: str) -> list[int]:
    """Whoever leaves comes to nothing that is still to come, with history; answers the sessions concerned."""
    query = (
        sa.select(_answer.c.meeting_id)
        .join(_meeting, _meeting.c.id == _answer.c.meeting_id)
        .where(_answer.c.member_id == member, _answer.c.choice != Choice.NOT, _meeting.c.starts > at)
    )
    meetings = db.connection().execute(query).scalars().all()
    record(db, member, organisation, dict.fromkeys(meetings, Choice.NOT), at=at, account=account)
    return sessions_of(db, meetings)


def sessions_of(db: Db, meetings: Iterable[int]) -> list[int]:
    """The sessions that these meetings belong to."""
    query = sa.select(_meeting.c.session_id).distinct().where(_meeting.c.id.in_([*meetings]))
    return list(db.connection().execute(query.order_by(_meeting.c.session_id)).scalars())
