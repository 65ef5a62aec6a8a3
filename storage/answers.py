"""Answers: who comes to which meeting, as it stands and as it came about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from storage.database import Db
from storage.models import Answer, AnswerHistory, Choice, Meeting, Member, Organisation, table
from storage.policies import Consent
from storage.prepared import Prepared

_answer, _history, _meeting = table(Answer), table(AnswerHistory), table(Meeting)
_member, _organisation, _consent = table(Member), table(Organisation), table(Consent)
_by = _member.alias("by")


class Tally(NamedTuple):
    """How many people, and how many companies they come from, gave one answer to one meeting."""

    meeting: int
    choice: str
    people: int
    companies: int


class Given(NamedTuple):
    """An answer as it stands, and the name of whoever gave it for the member, empty where they did so themselves."""

    choice: Choice
    by: str


class Line(NamedTuple):
    """One answer with the names behind it: only `bot.disclosure` may ask for these."""

    meeting: int
    choice: str
    organisation: str
    member: str
    organisation_id: int
    named: bool


class _listed(FunctionElement[str]):
    """A group's values in one text, with commas between them. SQLAlchemy's own `aggregate_strings` writes its comma
    anew at every execution, which a prepared statement cannot.
    """

    type = sa.String()
    inherit_cache = True


@compiles(_listed)
def _sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **more)})"


@compiles(_listed, "postgresql")
def _postgresql(element: Any, compiler: Any, **more: Any) -> str:
    return f"string_agg({compiler.process(element.clauses, **more)}, ',')"


_MEETINGS = sa.select(_meeting.c.id).where(_meeting.c.session_id == sa.bindparam("session"))
_GIVEN = Prepared(
    sa.select(_answer.c.meeting_id, _answer.c.choice, sa.func.coalesce(_by.c.name, ""))
    .outerjoin(_by, _by.c.id == _answer.c.by_id)
    .where(_answer.c.member_id == sa.bindparam("member"), _answer.c.meeting_id.in_(_MEETINGS))
)
_LAST_OWN = (
    sa.select(sa.func.max(_history.c.id))
    .where(
        _history.c.member_id == _answer.c.member_id,
        _history.c.meeting_id == _answer.c.meeting_id,
        _history.c.by_id.is_(None),
    )
    .correlate(_answer)
    .scalar_subquery()
)
_BEFORE = (
    sa.select(_answer.c.meeting_id, sa.func.coalesce(_history.c.choice, ""))
    .outerjoin(_history, _history.c.id == _LAST_OWN)
    .where(
        _answer.c.member_id == sa.bindparam("member"),
        _answer.c.meeting_id.in_(_MEETINGS),
        _answer.c.by_id.is_not(None),
    )
)
_COMPANY = sa.case((_organisation.c.kind == "company", _answer.c.organisation_id))
_WITH_ORGANISATION = _answer.join(_organisation, _organisation.c.id == _answer.c.organisation_id)
_COMPANIES = Prepared(
    sa.select(sa.func.count()).where(
        _organisation.c.community_id == sa.bindparam("community"), _organisation.c.kind == "company"
    )
)
# The companies are told apart here and not in SQL, which would sort them once for each answer and once more for all.
_TALLY = Prepared(
    sa.select(
        _answer.c.meeting_id,
        _answer.c.choice,
        sa.func.count(),
        _listed(sa.cast(_COMPANY, sa.String)),
    )
    .select_from(_WITH_ORGANISATION)
    .where(_answer.c.meeting_id.in_(_MEETINGS))
    .group_by(_answer.c.meeting_id, _answer.c.choice)
)
_LINES = Prepared(
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


def given(db: Db, session: int, member: int) -> dict[int, Given]:
    """What stands as the member's answers to the session's meetings, by meeting."""
    rows = _GIVEN.rows(db, {"session": session, "member": member})
    return {meeting: Given(Choice(choice), by) for meeting, choice, by in rows}


def of_member(db: Db, session: int, member: int) -> dict[int, Choice]:
    """The same without who gave them."""
    return {meeting: answer.choice for meeting, answer in given(db, session, member).items()}


def before(db: Db, session: int, member: int) -> dict[int, Choice | None]:
    """Where somebody else answered for the member: what stood there before, or None for no answer."""
    rows = db.connection().execute(_BEFORE, {"session": session, "member": member})
    return {meeting: Choice(choice) if choice else None for meeting, choice in rows}


def tallies(db: Db, session: int) -> tuple[list[Tally], int]:
    """Counts by meeting and answer, and how many companies have answered at all."""
    counted: list[Tally] = []
    answered: set[str] = set()
    for meeting, choice, people, companies in _TALLY.rows(db, {"session": session}):
        named = {*companies.split(",")} if companies else set[str]()
        counted.append(Tally(meeting, choice, people, len(named)))
        answered |= named
    return counted, len(answered)


def companies(db: Db, community: int) -> int:
    """How many companies take part."""
    return _COMPANIES.rows(db, {"community": community})[0][0]


def lines(db: Db, session: int) -> list[Line]:
    """Every answer with names."""
    return [Line(*row) for row in _LINES.rows(db, {"session": session})]


def concerned(db: Db, meeting: int) -> Sequence[int]:
    """The members who said Coming or Maybe to this meeting, and those who wait for a seat."""
    return db.connection().execute(_CONCERNED, {"meeting": meeting}).scalars().all()


def record(
    db: Db,
    member: int,
    organisation: int,
    choices: Mapping[int, Choice],
    *,
    at: datetime,
    account: str,
    places: Mapping[int, int] = MappingProxyType({}),
    by: int | None = None,
    reason: str = "",
) -> bool:
    """Keep the member's answers by meeting, with their history; False when nothing changed.

    `places` holds the number of arrival where the answer is to wait; `by` is who answered for the member.

    The database itself tells what changed, so that two clicks at the same moment are one answer.
    """
    if not choices:
        return False
    values: dict[str, Any] = {"member": member, "organisation": organisation, "at": at, "by": by}
    for n, (meeting, choice) in enumerate(sorted(choices.items())):
        values |= {f"meeting{n}": meeting, f"choice{n}": choice.value, f"place{n}": places.get(meeting)}
    changed = [meeting for (meeting,) in _put(len(choices)).rows(db, values)]
    if changed:
        line = {"member": member, "at": at, "account": account, "by": by, "reason": reason}
        _note(db, line, [(meeting, choices[meeting].value) for meeting in sorted(changed)])
    return bool(changed)


@cache
def _put(answers: int) -> Prepared:
    """Keeps so many answers of one member and returns the meetings where one differs from what stood there."""
    rows = [
        {
            "meeting_id": _value(_answer, "meeting_id", f"meeting{n}"),
            "member_id": _value(_answer, "member_id", "member"),
            "organisation_id": _value(_answer, "organisation_id", "organisation"),
            "choice": _value(_answer, "choice", f"choice{n}"),
            "at": _value(_answer, "at", "at"),
            "place": _value(_answer, "place", f"place{n}"),
            "by_id": _value(_answer, "by_id", "by"),
        }
        for n in range(answers)
    ]

    def put(insert: Callable[[Any], Any]) -> Any:
        row = insert(_answer).values(rows)
        return row.on_conflict_do_update(
            index_elements=[_answer.c.meeting_id, _answer.c.member_id],
            set_={key: row.excluded[key] for key in ("choice", "at", "place", "by_id")},
            # Whoever says themselves what somebody else said for them makes it their own.
            where=sa.or_(
                _answer.c.choice != row.excluded.choice,
                sa.and_(_answer.c.by_id.is_not(None), row.excluded.by_id.is_(None)),
            ),
        ).returning(_answer.c.meeting_id)

    return Prepared(put)


def _value(table: sa.Table, column: str, name: str) -> sa.BindParameter[Any]:
    """The value of this name, as the column wants it."""
    return sa.bindparam(name, type_=table.c[column].type)


def take_back(db: Db, member: int, meetings: Sequence[int], *, at: datetime, account: str) -> None:
    """As if the member had never been answered for: no answer of theirs to these meetings stands any more."""
    mine = sa.and_(_answer.c.member_id == member, _answer.c.meeting_id.in_(meetings))
    db.connection().execute(sa.delete(_answer).where(mine))
    line = {"member": member, "at": at, "account": account, "by": None, "reason": ""}
    _note(db, line, [(meeting, "") for meeting in meetings])


def _note(db: Db, line: Mapping[str, Any], said: Sequence[tuple[int, str]]) -> None:
    """Keep in the history what was said to each of these meetings."""
    values = {**line}
    for n, (meeting, choice) in enumerate(said):
        values |= {f"meeting{n}": meeting, f"choice{n}": choice}
    _noted(len(said)).write(db, values)


@cache
def _noted(answers: int) -> Prepared:
    """So many lines of one member's history."""
    return Prepared(
        _history.insert().values(
            [
                {
                    "meeting_id": _value(_history, "meeting_id", f"meeting{n}"),
                    "member_id": _value(_history, "member_id", "member"),
                    "choice": _value(_history, "choice", f"choice{n}"),
                    "at": _value(_history, "at", "at"),
                    "account_id": _value(_history, "account_id", "account"),
                    "by_id": _value(_history, "by_id", "by"),
                    "reason": _value(_history, "reason", "reason"),
                }
                for n in range(answers)
            ]
        )
    )


def coming(db: Db, member: int, after: datetime) -> dict[int, list[int]]:
    """The meetings after this moment that the member did not decline, by session."""
    query = (
        sa.select(_meeting.c.session_id, _answer.c.meeting_id)
        .join(_meeting, _meeting.c.id == _answer.c.meeting_id)
        .where(_answer.c.member_id == member, _answer.c.choice != Choice.NOT, _meeting.c.starts > after)
    )
    found: dict[int, list[int]] = {}
    for session, meeting in db.connection().execute(query):
        found.setdefault(session, []).append(meeting)
    return found


def sessions_of(db: Db, meetings: Iterable[int]) -> list[int]:
    """The sessions that these meetings belong to."""
    query = sa.select(_meeting.c.session_id).distinct().where(_meeting.c.id.in_([*meetings]))
    return list(db.connection().execute(query.order_by(_meeting.c.session_id)).scalars())
