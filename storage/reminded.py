"""What became of the reminders that were sent: the delivery log, and who could not be reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import Db
from storage.models import (
    AnswerHistory,
    Delivery,
    DeliveryState,
    Meeting,
    Member,
    Organisation,
    Session,
    table,
)
from storage.steps import Reminder, Step, together

_step, _reminder, _delivery = table(Step), table(Reminder), table(Delivery)
_member, _organisation, _session = table(Member), table(Organisation), table(Session)
_history, _meeting = table(AnswerHistory), table(Meeting)


class Sign(StrEnum):
    """How we know that somebody saw a reminder: the platform says that they read it, or they pressed or wrote something
    in the chat where it stands. Slack tells no bot what was read, so there it is never READ.
    """

    READ = "read"
    ACTED = "acted"


class Sent(NamedTuple):
    """A reminder that was written down, with what became of its message ("" where nothing is known of that). `seen` and
    `sign` are as in `Reminder`; `answered` is when they answered the session themselves afterwards.
    """

    member: int
    name: str
    company: str
    key: str
    meeting: int
    at: datetime
    state: str
    done: datetime | None
    attempts: int
    reason: str
    title: str
    house: str
    seen: datetime | None
    sign: str
    answered: datetime | None
    session: int


_ANSWERED = (
    sa.select(sa.func.min(_history.c.at))
    .join(_meeting, _meeting.c.id == _history.c.meeting_id)
    .where(
        _history.c.member_id == _reminder.c.member_id,
        _history.c.by_id.is_(None),
        _history.c.at >= _reminder.c.at,
        _meeting.c.session_id == _step.c.session_id,
    )
    .scalar_subquery()
)


def log(
    db: Db, community: int, *, session: int | None = None, member: int | None = None, most: int = 200, first: int = 0
) -> list[Sent]:
    """What was sent about a session or to a member of this community, the newest first, from this one on."""
    columns = (
        _member.c.id, _member.c.name, _organisation.c.name, _step.c.key, _step.c.meeting, _reminder.c.at,
        sa.func.coalesce(_delivery.c.state, ""), _delivery.c.done, sa.func.coalesce(_delivery.c.attempts, 0),
        sa.func.coalesce(_delivery.c.reason, ""), _session.c.title, sa.func.coalesce(_delivery.c.house_id, ""),
        _reminder.c.seen, _reminder.c.sign, _ANSWERED, _session.c.id,
    )  # fmt: skip
    query: Any = _of(sa.select(*columns), community, session, member)
    query = query.order_by(_reminder.c.at.desc(), _member.c.name, _reminder.c.id).offset(first).limit(most)
    return [Sent(*row) for row in db.connection().execute(query)]


def tally(db: Db, community: int, *, session: int | None = None, member: int | None = None) -> dict[str, int]:
    """How many of them all are in which state of delivery; "" where nothing is known of that."""
    state = sa.func.coalesce(_delivery.c.state, "")
    query: Any = sa.select(state, sa.func.count())
    rows: Any = db.connection().execute(_of(query, community, session, member).group_by(state))
    return {str(found): int(count) for found, count in rows}


def _of(query: Any, community: int, session: int | None, member: int | None) -> Any:
    query = query.select_from(
        _reminder.join(_step, _step.c.id == _reminder.c.step_id)
        .join(_session, _session.c.id == _step.c.session_id)
        .join(_member, _member.c.id == _reminder.c.member_id)
        .join(_organisation, _organisation.c.id == _member.c.organisation_id)
        .outerjoin(_delivery, _delivery.c.id == _reminder.c.delivery_id)
    ).where(_step.c.community_id == community, _member.c.community_id == community)
    if session is not None:
        query = query.where(_step.c.session_id == session)
    return query if member is None else query.where(_reminder.c.member_id == member)


_ARRIVED = sa.exists().where(
    _delivery.c.id == _reminder.c.delivery_id,
    _delivery.c.house_id == sa.bindparam("where"),
    _delivery.c.state == DeliveryState.SENT.value,
)
_NOTICE = (
    sa.update(_reminder)
    .where(_reminder.c.member_id == sa.bindparam("whom"), _reminder.c.seen.is_(None), _ARRIVED)
    .values(seen=sa.bindparam("now"), sign=sa.bindparam("sign"))
)


class Failed(NamedTuple):
    """A reminder that did not arrive."""

    community: int
    reminder: int
    member: int


def notice(db: Db, member: int, house: str, sign: Sign, now: datetime) -> None:
    """The member has seen, by this sign, whatever of their reminders arrived in this house and stands there."""
    db.connection().execute(_NOTICE, {"whom": member, "where": house, "sign": sign.value, "now": now})


def about(db: Db, session: int, member: int) -> bool:
    """Whether the member was reminded of this session, or is about to be."""
    query = sa.exists().where(
        _reminder.c.member_id == member, _reminder.c.step_id == _step.c.id, _step.c.session_id == session
    )
    return bool(db.connection().execute(sa.select(query)).scalar())


def failed(db: Db, most: int) -> list[Failed]:
    """Reminders that did not arrive, of which facilitators have not been told; locked."""
    query = (
        sa.select(_step.c.community_id, _reminder.c.id, _reminder.c.member_id)
        .select_from(
            _delivery.join(_reminder, _reminder.c.delivery_id == _delivery.c.id).join(
                _step, _step.c.id == _reminder.c.step_id
            )
        )
        .where(_delivery.c.state == DeliveryState.FAILED.value, ~_reminder.c.noted)
        .limit(most)
        .with_for_update(skip_locked=True, of=_reminder)
    )
    return [Failed(*row) for row in db.connection().execute(query)]


def noted(db: Db, members: Sequence[int], since: datetime) -> set[int]:
    """Of which of these members facilitators were told since then that they are not reached."""
    query = sa.select(_reminder.c.member_id).where(
        _reminder.c.member_id.in_(members), _reminder.c.noted, _reminder.c.at >= since
    )
    return set(db.connection().execute(query).scalars())


def note(db: Db, reminders: Sequence[int]) -> None:
    """Facilitators are told of these."""
    db.connection().execute(sa.update(_reminder).where(_reminder.c.id.in_(reminders)).values(noted=True))


def unreached(db: Db, community: int, since: datetime) -> list[tuple[str, str]]:
    """Members (name, reason) whose last reminder since then did not arrive."""
    last: dict[int, Sent] = {}
    for one in log(db, community, most=1000):
        if one.at >= since:
            last.setdefault(one.member, one)
    return [(one.name, one.reason) for one in last.values() if one.state == DeliveryState.FAILED]


def latest(db: Db, member: int) -> datetime | None:
    """The instant of this member's last reminder, or of what they put off until later still."""
    query = sa.select(sa.func.max(_reminder.c.at)).where(_reminder.c.member_id == member)
    return db.connection().execute(query).scalar()


def link(db: Db, told: Sequence[tuple[int, datetime, str]]) -> None:
    """Remember which delivery (by its key, while it waits) says what members are reminded of at an instant."""
    if not told:
        return
    query = sa.select(_delivery.c.key, _delivery.c.id).where(_delivery.c.key.in_([key for *_, key in told]))
    ids: dict[str, int] = {key: delivery for key, delivery in db.connection().execute(query)}  # noqa: C416
    change = sa.update(_reminder).where(
        _reminder.c.member_id == sa.bindparam("whom"), _reminder.c.at == sa.bindparam("then")
    )
    rows = [{"whom": member, "then": at, "told": ids[key]} for member, at, key in told if key in ids]
    db.connection().execute(change.values(delivery_id=sa.bindparam("told")), rows)


def put_off(db: Db, member: int, at: datetime, until: datetime) -> datetime | None:
    """What the member was reminded of at this instant comes again then; None when there is nothing like it."""
    # A moment on, where something else is due at that very instant: they stay apart.
    while together(db, member, until):
        until += timedelta(microseconds=1)
    change = sa.update(_reminder).where(_reminder.c.member_id == member, _reminder.c.at == at)
    done = db.connection().execute(change.values(at=until, delivery_id=None, noted=False, seen=None, sign="")).rowcount
    return until if done else None
