"""The tables. Everything hangs on a community; one installation can host several, and none can see another.

A `datetime` is an instant, kept in UTC and always aware; a `NaiveDatetime` is a wall clock.
"""

from datetime import datetime, time
from typing import Any, ClassVar, cast

from pydantic import NaiveDatetime
from sqlalchemy import Index, LargeBinary, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.kinds import Choice as Choice
from storage.kinds import DeliveryState as DeliveryState
from storage.kinds import OrganisationKind as OrganisationKind
from storage.kinds import Role as Role
from storage.kinds import Roster as Roster
from storage.kinds import SessionKind as SessionKind
from storage.kinds import SessionState as SessionState


def table(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a model, for statements that are compiled once and run often."""
    return cast(Table, model.__dict__["__table__"])


def cascade(column: str, **more: Any) -> Any:
    """A column that refers to another table's, and goes when what it refers to goes."""
    return Field(foreign_key=column, ondelete="CASCADE", **more)


Record = SQLModel
"""Any row of any table."""


class Community(SQLModel, table=True):
    """A community. `zone` is where its facilitators' clocks hang, `city` what they call it; `rules` is the version of
    its rules of participation in force, 0 without any."""

    __tablename__: ClassVar[Any] = "community"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    zone: str = "UTC"
    city: str = ""
    roster: str = Roster.COUNTS
    rules: int = 0


class Organisation(SQLModel, table=True):
    """A company or other body with seats in the community."""

    __tablename__: ClassVar[Any] = "organisation"
    __table_args__ = (UniqueConstraint("community_id", "key"), Index("organisation_kind", "community_id", "kind"))

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    key: str
    name: str
    kind: str = OrganisationKind.COMPANY
    seats: int = 2


class Member(SQLModel, table=True):
    """A person's place in an organisation, as the community calls it ("Cisco nominee 1"). `accepted` is the version of
    the rules its holder accepted; `zone` and `locale` are what they chose, "" for what the chat profile says; they may
    be written to from `begins` to `ends` on `workdays` (ISO numbers, "12345"). `mail` is the address by which whoever
    is meant takes the place, in small letters.
    """

    __tablename__: ClassVar[Any] = "member"
    __table_args__ = (UniqueConstraint("community_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    organisation_id: int = cascade("organisation.id", index=True)
    key: str
    name: str
    role: str = Role.NOMINEE
    accepted: int = 0
    zone: str = ""
    locale: str = ""
    begins: time = time(8)
    ends: time = time(20)
    workdays: str = "12345"
    mail: str = Field(default="", index=True)


class House(SQLModel, table=True):
    """One Slack workspace or Teams tenant, by the platform's opaque names; without a join code in no community."""

    __tablename__: ClassVar[Any] = "house"

    id: str = Field(primary_key=True)
    name: str = ""
    community_id: int | None = cascade("community.id", default=None, index=True)
    organisation_id: int | None = cascade("organisation.id", default=None, index=True)
    room: str = ""
    active: bool = True


class Account(SQLModel, table=True):
    """An identity in one house. `id` is the platform's opaque person id, `address` where to write to them privately."""

    __tablename__: ClassVar[Any] = "account"

    id: str = Field(primary_key=True)
    house_id: str = cascade("house.id", index=True)
    member_id: int | None = cascade("member.id", default=None, index=True)
    address: str = ""
    zone: str = ""
    locale: str = ""


class Session(SQLModel, table=True):
    """A gathering: a Core Session, a Special Briefing, an Outreach Dialogue. Never a database handle.

    Each meeting has `seats`, of which an organisation may hold `company_seats` before `open_from` (for good without
    one); 0 is no limit. `meeting_seats` are those of single meetings ("2:10,3:12", by number). After `answer_by` one
    can only say no. It is for these `roles` in these `kinds` of organisations ("nominee,participant"), "" for all.
    """

    __tablename__: ClassVar[Any] = "session"
    __table_args__ = (UniqueConstraint("community_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    key: str
    kind: str = SessionKind.CORE_SESSION
    title: str
    about: str = ""
    state: str = SessionState.DRAFT
    seats: int = 0
    company_seats: int = 0
    meeting_seats: str = ""
    roles: str = ""
    kinds: str = ""
    open_from: datetime | None = Field(default=None, index=True)
    answer_by: datetime | None = None


class Meeting(SQLModel, table=True):
    """One sitting of a session. The wall clock and its zone are what was agreed; `starts` is computed from them."""

    __tablename__: ClassVar[Any] = "meeting"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = cascade("session.id", index=True)
    number: int
    local: NaiveDatetime
    zone: str
    city: str = ""
    minutes: int = 120
    starts: datetime = Field(index=True)
    cancelled: bool = False


class Advisor(SQLModel, table=True):
    """An expert who advises a session."""

    __tablename__: ClassVar[Any] = "advisor"

    session_id: int = cascade("session.id", primary_key=True)
    member_id: int = cascade("member.id", primary_key=True)


class Answer(SQLModel, table=True):
    """What a member answered to a meeting, as it stands now. `place` is a waiting one's number of arrival, `by_id` who
    answered for them.
    """

    __tablename__: ClassVar[Any] = "answer"
    # All that counting the answers to a meeting needs: it happens on every click that draws a card.
    __table_args__ = (Index("answer_count", "meeting_id", "choice", "organisation_id"),)

    meeting_id: int = cascade("meeting.id", primary_key=True)
    member_id: int = cascade("member.id", primary_key=True, index=True)
    organisation_id: int = cascade("organisation.id")
    choice: str
    at: datetime
    place: int | None = None
    by_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")


class AnswerHistory(SQLModel, table=True):
    """Every answer ever given, in order. `account_id` is who pressed, from which house; empty where nobody did.

    `by_id` is who answered for them, `reason` why a facilitator decided against the usual order. An answer that was
    taken back is an empty `choice`.
    """

    __tablename__: ClassVar[Any] = "answer_history"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = cascade("meeting.id")
    member_id: int = cascade("member.id", index=True)
    choice: str
    at: datetime
    account_id: str
    by_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    reason: str = ""


class Card(SQLModel, table=True):
    """Where a copy of a card stands. `shown` is a hash of what it shows, `updated` when it was last sent."""

    __tablename__: ClassVar[Any] = "card"
    __table_args__ = (UniqueConstraint("drawing", "house_id"),)

    id: int | None = Field(default=None, primary_key=True)
    drawing: str
    house_id: str = cascade("house.id")
    message_id: str = Field(index=True)
    shown: str
    updated: datetime


class Redraw(SQLModel, table=True):
    """Every copy of this card wants to be redrawn. One row however many asked: this is where clicks coalesce."""

    __tablename__: ClassVar[Any] = "redraw"

    drawing: str = Field(primary_key=True)
    asked: int = 1


class Delivery(SQLModel, table=True):
    """Something somebody should see: an intent, drawn only when it is due. `house_id` is its lane.

    `card_id` is the card to update; else `under_id` one to reply to in its thread; else `member_id` is who to tell, or
    `account_id` where no place is theirs any more; else a card to post in the house's room. No two that wait share a
    `key`. `again` is when to try next (`lanes`).
    """

    __tablename__: ClassVar[Any] = "delivery"
    __table_args__ = (
        Index("delivery_due", "state", "due"),
        Index("delivery_lane", "house_id", "state", "due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True)
    drawing: str
    house_id: str = cascade("house.id")
    card_id: int | None = cascade("card.id", default=None)
    under_id: int | None = cascade("card.id", default=None)
    member_id: int | None = cascade("member.id", default=None)
    account_id: str | None = cascade("account.id", default=None)
    due: datetime
    state: str = DeliveryState.WAITING
    attempts: int = 0
    again: datetime | None = None
    reason: str = ""
    done: datetime | None = None


class Secret(SQLModel, table=True):
    """A house's tokens, sealed with the installation's key."""

    __tablename__: ClassVar[Any] = "secret"

    house_id: str = Field(primary_key=True)
    sealed: bytes = Field(sa_type=LargeBinary)
