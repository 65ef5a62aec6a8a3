"""Steps: when each rung of each meeting is due, one row however many people it concerns; and who was reminded by it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.database import Db, upsert
from storage.models import (
    Meeting,
    Session,
    SessionState,
    cascade,
    table,
)
from storage.wishes import Hold


class Step(SQLModel, table=True):
    """One rung for one meeting, or (with `meeting` 0) for a session as a whole.

    `nominal` is when it is due by its rung, `since` when that was laid down: what should have happened before then was
    never promised. `look` is when there may be somebody to remind next; empty when it is over. `asked` is when a
    facilitator said to send it at once, `text` what they say in place of the rung's words. `round` counts the times it
    was due again because the meeting moved.
    """

    __tablename__: ClassVar[Any] = "step"
    __table_args__ = (UniqueConstraint("session_id", "meeting", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    session_id: int = cascade("session.id")
    meeting: int = 0
    key: str
    nominal: datetime
    since: datetime
    look: datetime | None = Field(default=None, index=True)
    round: int = 0
    asked: datetime | None = None
    skipped: bool = False
    text: str = ""


class Reminder(SQLModel, table=True):
    """A member is reminded by a step, once in each of its rounds, `at` this instant; one message says all of one
    instant. `noted` when facilitators were told that it did not arrive. `seen` is when there was the first `sign` that
    they know of it (`storage.reminded.Sign`), "" for none.
    """

    __tablename__: ClassVar[Any] = "reminder"
    __table_args__ = (
        UniqueConstraint("step_id", "round", "member_id"),
        Index("reminder_together", "member_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    step_id: int = cascade("step.id")
    round: int = 0
    member_id: int = cascade("member.id")
    at: datetime
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", ondelete="SET NULL", index=True)
    noted: bool = False
    seen: datetime | None = None
    sign: str = ""


class Laid(SQLModel, table=True):
    """How a meeting, and its session's deadline, was when its steps were laid out: when it differs, they are anew."""

    __tablename__: ClassVar[Any] = "laid"

    meeting_id: int = cascade("meeting.id", primary_key=True)
    starts: datetime
    minutes: int
    cancelled: bool
    answer_by: datetime | None = None


class Place(NamedTuple):
    """A step as it should stand."""

    meeting: int
    key: str
    nominal: datetime
    look: datetime


class Stood(NamedTuple):
    """A step as it stands."""

    id: int
    session: int
    meeting: int
    key: str
    nominal: datetime
    since: datetime
    look: datetime | None
    round: int
    asked: datetime | None
    skipped: bool
    text: str


_step, _reminder, _laid, _hold = table(Step), table(Reminder), table(Laid), table(Hold)
_meeting, _session = table(Meeting), table(Session)
_COLUMNS = (_step.c.id, _step.c.session_id, _step.c.meeting, _step.c.key, _step.c.nominal, _step.c.since, _step.c.look,
            _step.c.round, _step.c.asked, _step.c.skipped, _step.c.text)  # fmt: skip
_SHAPE = ("starts", "minutes", "cancelled", "answer_by")
_SAME = sa.and_(
    _laid.c.meeting_id == _meeting.c.id,
    _laid.c.starts == _meeting.c.starts,
    _laid.c.minutes == _meeting.c.minutes,
    _laid.c.cancelled == _meeting.c.cancelled,
    _laid.c.answer_by.is_not_distinct_from(_session.c.answer_by),
)
_UNLAID = (
    sa.select(_session.c.community_id, _session.c.id)
    .distinct()
    .select_from(_meeting.join(_session, _session.c.id == _meeting.c.session_id).outerjoin(_laid, _SAME))
    .where(
        _meeting.c.starts > sa.bindparam("after"),
        _session.c.state != SessionState.DRAFT.value,
        _laid.c.meeting_id.is_(None),
    )
    .limit(sa.bindparam("most"))
)
_HELD = sa.exists().where(
    _hold.c.community_id == _step.c.community_id,
    sa.or_(_hold.c.session_id.is_(None), _hold.c.session_id == _step.c.session_id),
)
_DUE = sa.select(_step.c.community_id).where(_step.c.look <= sa.bindparam("by"), ~_HELD).order_by(_step.c.look).limit(1)


def unlaid(db: Db, after: datetime, most: int) -> list[tuple[int, int]]:
    """Sessions (community, session) with a meeting that begins after this and is not as it was laid out."""
    return [(home, one) for home, one in db.connection().execute(_UNLAID, {"after": after, "most": most})]


def standing(db: Db, sessions: Sequence[int] | None, community: int) -> list[Stood]:
    """The steps of these sessions of a community, or of all."""
    query = sa.select(*_COLUMNS).where(_step.c.community_id == community)
    if sessions is not None:
        query = query.where(_step.c.session_id.in_(sessions))
    return [Stood(*row) for row in db.connection().execute(query.order_by(_step.c.nominal, _step.c.id))]


def step(db: Db, community: int, step_id: int) -> Stood | None:
    """One step of this community."""
    query = sa.select(*_COLUMNS).where(_step.c.id == step_id, _step.c.community_id == community)
    row = db.connection().execute(query).first()
    return None if row is None else Stood(*row)


def lay(db: Db, community: int, session: int, places: Iterable[Place], again: frozenset[str], now: datetime) -> int:
    """Make the session's steps stand so, writing only what differs; answers how many rows that were.

    What is in `again` and has reached somebody is due once more when its time changes; everything else never is.
    """
    stood = {(one.meeting, one.key): one for one in standing(db, [session], community)}
    used = _used(db, [one.id for one in stood.values()])
    wanted = {(place.meeting, place.key): place for place in places}
    fresh = [
        {"community_id": community, "session_id": session, "since": now, "round": 0, "skipped": False, "text": "",
         **place._asdict()}
        for key, place in wanted.items() if key not in stood
    ]  # fmt: skip
    if fresh:
        # Another process may be laying the same session out.
        db.connection().execute(upsert(db, _step).on_conflict_do_nothing(), fresh)
    moved = [
        (stood[key], place) for key, place in wanted.items() if key in stood and stood[key].nominal != place.nominal
    ]
    for one, place in moved:
        anew = one.id in used and one.key in again and place.nominal > now
        values = {"nominal": place.nominal, "since": now, "look": place.look, "asked": None, "round": one.round + anew}
        db.connection().execute(sa.update(_step).where(_step.c.id == one.id).values(values))
    gone = [one.id for key, one in stood.items() if key not in wanted and one.look is not None]
    unsent = [one for one in gone if one not in used]
    db.connection().execute(sa.delete(_step).where(_step.c.id.in_(unsent)))
    db.connection().execute(sa.update(_step).where(_step.c.id.in_({*gone} - {*unsent})).values(look=None))
    _lay_down(db, session)
    return len(fresh) + len(moved) + len(gone)


def _used(db: Db, steps: Sequence[int]) -> set[int]:
    query = sa.select(_reminder.c.step_id).distinct().where(_reminder.c.step_id.in_(steps))
    return set(db.connection().execute(query).scalars())


def _lay_down(db: Db, session: int) -> None:
    columns = (_meeting.c.id, _meeting.c.starts, _meeting.c.minutes, _meeting.c.cancelled, _session.c.answer_by)
    now_laid = sa.select(*columns).join(_session, _session.c.id == _meeting.c.session_id)
    row = upsert(db, _laid).from_select(["meeting_id", *_SHAPE], now_laid.where(_session.c.id == session))
    row = row.on_conflict_do_update(
        index_elements=[_laid.c.meeting_id],
        set_={column: row.excluded[column] for column in _SHAPE},
    )
    db.connection().execute(row)


def lay_again(db: Db, community: int, session: int | None, kind: str) -> None:
    """A ladder changed: the sessions it may be for are laid out anew."""
    sessions = sa.select(_session.c.id).where(_session.c.community_id == community)
    sessions = sessions.where(_session.c.id == session if session is not None else _session.c.kind == kind)
    meetings = sa.select(_meeting.c.id).where(_meeting.c.session_id.in_(sessions))
    db.connection().execute(sa.delete(_laid).where(_laid.c.meeting_id.in_(meetings)))


def due(db: Db, by: datetime) -> int | None:
    """The community whose reminders are due the longest; None when nothing is."""
    return db.connection().execute(_DUE, {"by": by}).scalar()


def claim(db: Db, community: int, by: datetime) -> list[Stood]:
    """The community's steps that may have somebody to remind until then, locked; what another process holds is its."""
    query = sa.select(*_COLUMNS).where(_step.c.community_id == community, _step.c.look <= by, ~_HELD)
    query = query.order_by(_step.c.look, _step.c.id).with_for_update(skip_locked=True, of=_step)
    return [Stood(*row) for row in db.connection().execute(query)]


def look_again(db: Db, looks: Mapping[int, datetime | None]) -> None:
    """When there may be somebody to remind by these steps next; None when they are over."""
    change = sa.update(_step).where(_step.c.id == sa.bindparam("step")).values(look=sa.bindparam("then"))
    if looks:
        db.connection().execute(change, [{"step": step, "then": then} for step, then in looks.items()])


def reminded(db: Db, steps: Sequence[Stood]) -> set[tuple[int, int]]:
    """Who was reminded by these steps, in the round they are in: (step, member)."""
    query = sa.select(_reminder.c.step_id, _reminder.c.member_id, _reminder.c.round)
    rounds = {one.id: one.round for one in steps}
    rows = db.connection().execute(query.where(_reminder.c.step_id.in_(rounds)))
    return {(step, member) for step, member, number in rows if rounds[step] == number}


def remind(db: Db, rows: Sequence[Mapping[str, Any]]) -> set[tuple[int, int]]:
    """These members are reminded (`step_id`, `round`, `member_id`, `at`); answers who was not yet: (step, member)."""
    row = upsert(db, _reminder).on_conflict_do_nothing(
        index_elements=[_reminder.c.step_id, _reminder.c.round, _reminder.c.member_id]
    )
    done = row.returning(_reminder.c.step_id, _reminder.c.member_id)
    found: set[tuple[int, int]] = set()
    for one in rows:
        fresh: Any = db.connection().execute(done, {"noted": False, **one})
        found |= {(step, member) for step, member in fresh}
    return found


def together(db: Db, member: int, at: datetime) -> list[tuple[Stood, int]]:
    """What this member is reminded of at this instant, each with the round it was in."""
    query = sa.select(*_COLUMNS, _reminder.c.round).join(_reminder, _reminder.c.step_id == _step.c.id)
    query = query.where(_reminder.c.member_id == member, _reminder.c.at == at).order_by(_step.c.nominal, _step.c.id)
    return [(Stood(*row[:-1]), row[-1]) for row in db.connection().execute(query)]


def ask_now(db: Db, step: int, now: datetime) -> None:
    """Send what is left of this step as soon as people may be written to."""
    change = sa.update(_step).where(_step.c.id == step)
    db.connection().execute(change.values(asked=now, since=now, look=now, skipped=False))


def skip(db: Db, step: int, skipped: bool, look: datetime | None) -> None:
    """This step is left out, or not any more."""
    db.connection().execute(sa.update(_step).where(_step.c.id == step).values(skipped=skipped, look=look))


def set_text(db: Db, step: int, text: str) -> None:
    """What facilitators say in this step, in place of the usual words."""
    db.connection().execute(sa.update(_step).where(_step.c.id == step).values(text=text))
