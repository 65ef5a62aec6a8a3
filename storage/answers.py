"""Answers: who comes to which meeting, as it stands and as it came about."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import Db, upsert
from storage.models import Answer, AnswerHistory, Choice, Meeting, Member, Organisation, table

_answer, _history, _meeting = table(Answer), table(AnswerHistory), table(Meeting)
_member, _organisation = table(Member), table(Organisation)


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


_OF_MEMBER = sa.select(_answer.c.meeting_id, _answer.c.choice).where(
    _answer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)), _answer.c.member_id == sa.bindparam("member")
)
_COMPANY = sa.case((_organisation.c.kind == "company", _answer.c.organisation_id))
_TALLY = (
    sa.select(_answer.c.meeting_id, _answer.c.choice, sa.func.count(), sa.func.count(sa.distinct(_COMPANY)))
    .join(_organisation, _organisation.c.id == _answer.c.organisation_id)
    .where(_answer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)))
    .group_by(_answer.c.meeting_id, _answer.c.choice)
)
_ANSWERED = (
    sa.select(sa.func.count(sa.distinct(_COMPANY)))
    .join(_organisation, _organisation.c.id == _answer.c.organisation_id)
    .where(_answer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)))
)
_LINES = (
    sa.select(_answer.c.meeting_id, _answer.c.choice, _organisation.c.name, _member.c.name)
    .join(_member, _member.c.id == _answer.c.member_id)
    .join(_organisation, _organisation.c.id == _answer.c.organisation_id)
    .where(_answer.c.meeting_id.in_(sa.bindparam("meetings", expanding=True)))
    .order_by(_answer.c.meeting_id, _organisation.c.name, _member.c.name)
)


def of_member(db: Db, meetings: Sequence[int], member: int) -> dict[int, Choice]:
    """What the member answered to these meetings, by meeting."""
    rows = db.connection().execute(_OF_MEMBER, {"meetings": meetings, "member": member})
    return {meeting: Choice(choice) for meeting, choice in rows}


def tallies(db: Db, meetings: Sequence[int]) -> list[Tally]:
    """Counts by meeting and answer."""
    return [Tally(*row) for row in db.connection().execute(_TALLY, {"meetings": meetings})]


def companies_answered(db: Db, meetings: Sequence[int]) -> int:
    """How many companies have answered at least one of these meetings."""
    return db.connection().execute(_ANSWERED, {"meetings": meetings}).scalar_one()


def lines(db: Db, meetings: Sequence[int]) -> list[Line]:
    """Every answer with names."""
    return [Line(*row) for row in db.connection().execute(_LINES, {"meetings": meetings})]


def concerned(db: Db, meeting: int) -> Sequence[int]:
    """The members who said Coming or Maybe to this meeting, and those who wait for a seat."""
    query = sa.select(_answer.c.member_id).where(_answer.c.meeting_id == meeting, _answer.c.choice != Choice.NOT)
    return db.connection().execute(query.order_by(_answer.c.member_id)).scalars().all()


def record(
    db: Db,
    member: int,
    organisation: int,
    choices: Mapping[int, Choice],
    *,
    at: datetime,
    account: str,
    places: Mapping[int, int] = MappingProxyType({}),
    reason: str = "",
) -> bool:
    """Keep the member's answers by meeting, with their history; False when nothing changed.

    `places` holds the number of arrival where the answer is to wait.

    The database itself tells what changed, so that two clicks at the same moment are one answer.
    """
    row = upsert(db, _answer)
    row = row.on_conflict_do_update(
        index_elements=[_answer.c.meeting_id, _answer.c.member_id],
        set_={"choice": row.excluded.choice, "at": row.excluded.at, "place": row.excluded.place},
        where=_answer.c.choice != row.excluded.choice,
    )
    changed: list[dict[str, Any]] = []
    for meeting, choice in sorted(choices.items()):
        answer = {"meeting_id": meeting, "member_id": member, "choice": choice.value, "at": at}
        seat = {"organisation_id": organisation, "place": places.get(meeting)}
        if db.connection().execute(row, answer | seat).rowcount:
            changed.append(answer | {"account_id": account, "reason": reason})
    if changed:
        db.connection().execute(_history.insert(), changed)
    return bool(changed)
