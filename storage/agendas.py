"""Agendas: the items of a meeting as they are drafted, and every version that was published."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from storage.database import Db, upsert
from storage.models import Meeting, cascade, table


def _kept(column: str, **more: Any) -> Any:
    """Refers to what may go, and is empty then."""
    return Field(default=None, foreign_key=column, ondelete="SET NULL", **more)


class Agenda(SQLModel, table=True):
    """The agenda of one meeting. `revision` counts the edits of its items, `published` is the last version that was
    shown, `frozen` the version that companies are asked to acknowledge, 0 for none; `slides_due` is when owners are
    reminded to send their slides, None once that is done.
    """

    __tablename__: ClassVar[Any] = "agenda"

    meeting_id: int = cascade("meeting.id", primary_key=True)
    community_id: int = cascade("community.id", index=True)
    revision: int = 0
    published: int = 0
    frozen: int = 0
    slides_due: datetime | None = Field(default=None, index=True)


class AgendaItem(SQLModel, table=True):
    """One item as it is drafted. `links` are addresses, one a line; `notes` are for facilitators alone.

    `answered` is what its owner said to the slot: "yes", "no" or nothing yet. `extra` are minutes added while it ran,
    `outcome` is "done" or "parked" after its turn.
    """

    __tablename__: ClassVar[Any] = "agenda_item"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    meeting_id: int = cascade("meeting.id", index=True)
    position: int
    title: str
    minutes: int | None = None
    owner: str = ""
    organisation_id: int | None = _kept("organisation.id", index=True)
    member_id: int | None = _kept("member.id")
    team: bool = False
    kind: str = "talk"
    links: str = ""
    notes: str = ""
    nameless: bool = False
    answered: str = ""
    revision: int = 1
    extra: int = 0
    outcome: str = ""


class AgendaEdit(SQLModel, table=True):
    """What an item said in one of its revisions, and who wrote it: shown to whoever edited at the same time."""

    __tablename__: ClassVar[Any] = "agenda_edit"

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = cascade("agenda_item.id", index=True)
    revision: int
    content: str
    member_id: int | None = _kept("member.id")
    at: datetime


class AgendaVersion(SQLModel, table=True):
    """An agenda as it was published: its items as text, notes left out."""

    __tablename__: ClassVar[Any] = "agenda_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    meeting_id: int = cascade("meeting.id")
    number: int
    content: str
    at: datetime
    member_id: int | None = _kept("member.id")


class AgendaSeen(SQLModel, table=True):
    """A member has looked at a version."""

    __tablename__: ClassVar[Any] = "agenda_seen"

    version_id: int = cascade("agenda_version.id", primary_key=True)
    member_id: int = cascade("member.id", primary_key=True)
    at: datetime


class AgendaTemplate(SQLModel, table=True):
    """Items kept under a name, for the next agenda of the kind."""

    __tablename__: ClassVar[Any] = "agenda_template"
    __table_args__ = (UniqueConstraint("community_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    name: str
    content: str


_agenda, _item, _version, _seen = table(Agenda), table(AgendaItem), table(AgendaVersion), table(AgendaSeen)
_meeting = table(Meeting)


def agenda(db: Db, community: int, meeting: int) -> Agenda | None:
    """The agenda of this community's meeting, once somebody has begun one."""
    return db.exec(select(Agenda).where(Agenda.meeting_id == meeting, Agenda.community_id == community)).first()


def opened(db: Db, community: int, meeting: int) -> Agenda:
    """The agenda, begun where there was none, and kept to this transaction: edits of one agenda wait for each other."""
    db.flush()
    row = upsert(db, _agenda).on_conflict_do_nothing(index_elements=[_agenda.c.meeting_id])
    begun = {"meeting_id": meeting, "community_id": community, "revision": 0, "published": 0, "frozen": 0}
    db.connection().execute(row, begun)
    query = select(Agenda).where(Agenda.meeting_id == meeting, Agenda.community_id == community)
    return db.exec(query.with_for_update().execution_options(populate_existing=True)).one()


def items(db: Db, community: int, meeting: int, *, fresh: bool = False) -> list[AgendaItem]:
    """The items as drafted, in order; `fresh` for who has just waited in `opened` and may have read them before."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting, AgendaItem.community_id == community)
    query = query.order_by(col(AgendaItem.position), col(AgendaItem.id))
    return list(db.exec(query.execution_options(populate_existing=fresh)).all())


def item(db: Db, community: int, item_id: int, *, fresh: bool = False) -> AgendaItem | None:
    """One item of this community; `fresh` as with `items`."""
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.community_id == community)
    return db.exec(query.execution_options(populate_existing=fresh)).first()


def showing(db: Db, community: int, now: datetime, session: int | None = None) -> list[tuple[int, int]]:
    """The meetings still to come, of one session or of all, whose agenda was published, the next first: (meeting,
    session).
    """
    query = sa.select(_agenda.c.meeting_id, _meeting.c.session_id).join(_meeting, _meeting.c.id == _agenda.c.meeting_id)
    query = query.where(_agenda.c.community_id == community, _agenda.c.published > 0)
    query = query.where(_meeting.c.starts > now, ~_meeting.c.cancelled)
    if session is not None:
        query = query.where(_meeting.c.session_id == session)
    rows = db.connection().execute(query.order_by(_meeting.c.starts, _meeting.c.id))
    return [(meeting, of) for meeting, of in rows]


def owned(db: Db, community: int, organisation: int, member: int, now: datetime) -> Sequence[AgendaItem]:
    """The items of this person, and those of their organisation, in meetings still to come that have a published
    agenda, the next first.
    """
    query = (
        select(AgendaItem)
        .where(AgendaItem.meeting_id == Meeting.id, AgendaItem.meeting_id == Agenda.meeting_id)
        .where(AgendaItem.community_id == community, Agenda.published > 0, Meeting.starts > now)
        .where(~col(Meeting.cancelled), AgendaItem.organisation_id == organisation)
        .where(sa.or_(col(AgendaItem.member_id) == member, col(AgendaItem.member_id).is_(None)))
    )
    return db.exec(query.order_by(col(Meeting.starts), col(AgendaItem.position))).all()


def arrange(db: Db, rows: Sequence[AgendaItem]) -> None:
    """Keep these items, new ones among them, in this order."""
    for position, row in enumerate(rows, 1):
        row.position = position
        db.add(row)
    db.flush()


def drop(db: Db, row: AgendaItem) -> None:
    """Take an item off."""
    db.delete(row)
    db.flush()


def keep_edit(db: Db, row: AgendaItem, content: str, member: int | None, at: datetime) -> None:
    """What this revision of the item says."""
    db.flush()
    assert row.id is not None
    db.add(AgendaEdit(item_id=row.id, revision=row.revision, content=content, member_id=member, at=at))


def edit(db: Db, item_id: int, revision: int) -> AgendaEdit | None:
    """What the item said in this revision."""
    return db.exec(select(AgendaEdit).where(AgendaEdit.item_id == item_id, AgendaEdit.revision == revision)).first()


def publish(db: Db, agenda: Agenda, content: str, member: int | None, at: datetime) -> AgendaVersion:
    """A new version that everybody sees from now on."""
    agenda.published += 1
    version = AgendaVersion(
        community_id=agenda.community_id,
        meeting_id=agenda.meeting_id,
        number=agenda.published,
        content=content,
        at=at,
        member_id=member,
    )
    db.add_all((agenda, version))
    db.flush()
    return version


def version(db: Db, community: int, meeting: int, number: int) -> AgendaVersion | None:
    """One version of this community's agenda."""
    query = select(AgendaVersion).where(AgendaVersion.meeting_id == meeting, AgendaVersion.community_id == community)
    return db.exec(query.where(AgendaVersion.number == number)).first()


def versions(db: Db, community: int, meeting: int) -> Sequence[AgendaVersion]:
    """Every version, the newest first."""
    query = select(AgendaVersion).where(AgendaVersion.meeting_id == meeting, AgendaVersion.community_id == community)
    return db.exec(query.order_by(col(AgendaVersion.number).desc())).all()


def saw(db: Db, version: int, member: int, at: datetime) -> None:
    """The member looked at this version; the first time counts."""
    row = upsert(db, _seen).on_conflict_do_nothing(index_elements=[_seen.c.version_id, _seen.c.member_id])
    db.connection().execute(row, {"version_id": version, "member_id": member, "at": at})


def seen_by(db: Db, community: int, version: int) -> list[int]:
    """The members who looked at this version."""
    query = sa.select(_seen.c.member_id).join(_version, _version.c.id == _seen.c.version_id)
    query = query.where(_version.c.id == version, _version.c.community_id == community).order_by(_seen.c.member_id)
    return list(db.connection().execute(query).scalars())


def agreed(db: Db, community: int, meeting: int) -> set[int]:
    """The items whose owners said yes to their slot."""
    query = sa.select(_item.c.id).where(
        _item.c.meeting_id == meeting, _item.c.community_id == community, _item.c.answered == "yes"
    )
    return set(db.connection().execute(query).scalars())


def slides_due(db: Db, now: datetime, most: int = 20) -> Sequence[Agenda]:
    """Agendas whose owners are to be reminded now, in any community of this installation."""
    query = select(Agenda).where(col(Agenda.slides_due) <= now).order_by(col(Agenda.slides_due)).limit(most)
    return db.exec(query.with_for_update(skip_locked=True)).all()


def templates(db: Db, community: int) -> Sequence[AgendaTemplate]:
    """The community's templates, by name."""
    query = select(AgendaTemplate).where(AgendaTemplate.community_id == community)
    return db.exec(query.order_by(col(AgendaTemplate.name))).all()


def with_items(db: Db, community: int) -> list[int]:
    """The meetings that have items, the latest agenda first."""
    query = sa.select(_item.c.meeting_id).where(_item.c.community_id == community)
    return list(
        db.connection().execute(query.group_by(_item.c.meeting_id).order_by(_item.c.meeting_id.desc())).scalars()
    )
