"""Ladders: which reminders a session has. A rung says how long before or after what, whom, and what they are told."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.database import Db
from storage.models import Meeting, cascade, table


class Anchor(StrEnum):
    """What a rung is counted from. SESSION is its first meeting, or its last for what comes afterwards."""

    SESSION = "session"
    MEETING = "meeting"
    DEADLINE = "deadline"


class Whom(StrEnum):
    """Who is reminded."""

    EVERYONE = "everyone"
    NOT_ANSWERED = "not answered"
    COMING = "coming"
    MAYBE = "maybe"
    OWNERS = "owners"
    PRESENTERS = "presenters"
    EXPERTS = "experts"
    OTHER_NOMINEE = "other nominee"
    COORDINATORS = "coordinators"
    FACILITATORS = "facilitators"


class What(StrEnum):
    """What they are told: come; please answer; your company is silent; who is silent; agenda; link; how was it."""

    INVITATION = "invitation"
    QUESTION = "question"
    ESCALATION = "escalation"
    LIST = "list"
    AGENDA = "agenda"
    LINK = "link"
    FEEDBACK = "feedback"


class Rule(NamedTuple):
    """A rung as it is used: `minutes` after its anchor (before it when negative). `key` names it within its ladder for
    ever; `text` is what facilitators say in place of the usual sentence.
    """

    key: str
    minutes: int
    anchor: Anchor
    whom: Whom
    what: What
    text: str = ""


class Ladder(SQLModel, table=True):
    """A community's own ladder: for one session, or for every session of a kind that has none of its own."""

    __tablename__: ClassVar[Any] = "ladder"
    __table_args__ = (UniqueConstraint("community_id", "session_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    session_id: int | None = cascade("session.id", default=None, index=True)
    kind: str = ""
    name: str = ""


class Rung(SQLModel, table=True):
    """One rung of a ladder, as `Rule` says."""

    __tablename__: ClassVar[Any] = "rung"

    ladder_id: int = cascade("ladder.id", primary_key=True)
    key: str = Field(primary_key=True)
    minutes: int
    anchor: str = Anchor.SESSION
    whom: str
    what: str
    text: str = ""


class Joining(SQLModel, table=True):
    """Where a meeting takes place online: the https address that people join at."""

    __tablename__: ClassVar[Any] = "joining"

    meeting_id: int = cascade("meeting.id", primary_key=True)
    url: str


class Own(NamedTuple):
    """A ladder that the community made: its name and its rungs, of one session or of a kind of session."""

    session: int | None
    kind: str
    name: str
    rules: tuple[Rule, ...]


_ladder, _rung, _joining, _meeting = table(Ladder), table(Rung), table(Joining), table(Meeting)


def own(db: Db, community: int, sessions: Sequence[int] | None = None) -> list[Own]:
    """The ladders the community made for kinds of session, and for these sessions (for all without)."""
    wanted = _ladder.c.community_id == community
    if sessions is not None:
        wanted &= sa.or_(_ladder.c.session_id.is_(None), _ladder.c.session_id.in_(sessions))
    query = sa.select(_ladder.c.id, _ladder.c.session_id, _ladder.c.kind, _ladder.c.name).where(wanted)
    found = db.connection().execute(query.order_by(_ladder.c.id)).all()
    if not found:
        return []
    rungs: dict[int, list[Rule]] = {row.id: [] for row in found}
    columns = (_rung.c.key, _rung.c.minutes, _rung.c.anchor, _rung.c.whom, _rung.c.what, _rung.c.text)
    rows = sa.select(_rung.c.ladder_id, *columns).where(_rung.c.ladder_id.in_(rungs))
    for ladder, key, minutes, anchor, whom, what, text in db.connection().execute(
        rows.order_by(_rung.c.minutes, _rung.c.key)
    ):
        rungs[ladder].append(Rule(key, minutes, Anchor(anchor), Whom(whom), What(what), text))
    return [Own(row.session_id, row.kind, row.name, tuple(rungs[row.id])) for row in found]


def keep(db: Db, community: int, session: int | None, kind: str, name: str, rules: Sequence[Rule]) -> None:
    """These are the rungs of this session, or of this kind of session, from now on."""
    forget(db, community, session, kind)
    fresh = Ladder(community_id=community, session_id=session, kind=kind, name=name)
    db.add(fresh)
    db.flush()
    rows = [{"ladder_id": fresh.id, **rule._asdict()} for rule in rules]
    if rows:
        db.connection().execute(_rung.insert(), rows)


def forget(db: Db, community: int, session: int | None, kind: str) -> None:
    """The session, or the kind of session, has no ladder of its own any more."""
    db.flush()
    db.connection().execute(
        sa.delete(_ladder).where(
            _ladder.c.community_id == community,
            _ladder.c.session_id.is_not_distinct_from(session),
            _ladder.c.kind == kind,
        )
    )


def links(db: Db, sessions: Sequence[int]) -> dict[int, str]:
    """Where the meetings of these sessions take place online, by meeting."""
    query = sa.select(_joining.c.meeting_id, _joining.c.url).join(_meeting, _meeting.c.id == _joining.c.meeting_id)
    rows = db.connection().execute(query.where(_meeting.c.session_id.in_(sessions)))
    return {meeting: url for meeting, url in rows}  # noqa: C416 -- rows are not pairs to a type checker


def set_link(db: Db, meetings: Sequence[int], url: str) -> None:
    """These meetings take place there; an empty address takes it back."""
    db.connection().execute(sa.delete(_joining).where(_joining.c.meeting_id.in_(meetings)))
    if url and meetings:
        db.connection().execute(_joining.insert(), [{"meeting_id": one, "url": url} for one in meetings])
