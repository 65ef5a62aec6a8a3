"""A meeting that is under way: which item has its turn, and what was put aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field, SQLModel, col, select

from storage.database import Db
from storage.models import cascade


class Live(SQLModel, table=True):
    """The running order of a meeting. `item_id` has its turn since `began`; `drawn` is when its cards were last drawn
    anew, None once the meeting has `ended`.
    """

    __tablename__: ClassVar[Any] = "live"

    meeting_id: int = cascade("meeting.id", primary_key=True)
    community_id: int = cascade("community.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id", ondelete="SET NULL")
    started: datetime
    began: datetime
    ended: datetime | None = None
    drawn: datetime | None = Field(default=None, index=True)


class Parked(SQLModel, table=True):
    """A question that was put aside for later. `taken` once it stands on another agenda."""

    __tablename__: ClassVar[Any] = "parked"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    meeting_id: int = cascade("meeting.id", index=True)
    text: str
    at: datetime
    taken: bool = False


def live(db: Db, community: int, meeting: int) -> Live | None:
    """The running order of this meeting, kept to this transaction."""
    query = select(Live).where(Live.meeting_id == meeting, Live.community_id == community)
    return db.exec(query.with_for_update()).first()


def under_way(db: Db, community: int) -> Live | None:
    """The meeting of this community that is under way, the latest if there were several."""
    query = select(Live).where(Live.community_id == community, col(Live.ended).is_(None))
    return db.exec(query.order_by(col(Live.started).desc()).with_for_update()).first()


def stale(db: Db, before: datetime, most: int = 20) -> Sequence[Live]:
    """Meetings under way whose cards were last drawn before this, in any community of this installation."""
    query = select(Live).where(col(Live.drawn) <= before).order_by(col(Live.drawn)).limit(most)
    return db.exec(query.with_for_update(skip_locked=True)).all()


def parked(db: Db, community: int, meeting: int) -> Sequence[Parked]:
    """What was put aside in this meeting and stands on no other agenda."""
    query = select(Parked).where(Parked.meeting_id == meeting, Parked.community_id == community, ~col(Parked.taken))
    return db.exec(query.order_by(col(Parked.id))).all()
