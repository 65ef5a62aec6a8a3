"""How long a community keeps what, the purges that are due, and the certificates of what went."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Index
from sqlmodel import Field, SQLModel, col, select

from storage.database import Db, upsert
from storage.models import Account, AnswerHistory, Community, Delivery, House, cascade, table


class Kind(StrEnum):
    """What has a period of its own. The values are kept, and are what people write."""

    AUDIT = "audit"
    HISTORY = "answer history"
    ROSTERS = "rosters"
    DELIVERIES = "deliveries"
    ACCOUNTS = "accounts"
    CODES = "codes"


MONTHS = {
    Kind.AUDIT: 24,
    Kind.HISTORY: 12,
    Kind.ROSTERS: 24,
    Kind.DELIVERIES: 3,
    Kind.ACCOUNTS: 3,
    Kind.CODES: 1,
}
"""How many months each is kept where a community has set nothing else."""
FOR_EVER = 0
LONGEST = 120
"""Months that can be set, beside for ever."""


class Period(SQLModel, table=True):
    """A community keeps this kind for so many months, `FOR_EVER` without end; only what was set is here."""

    __tablename__: ClassVar[Any] = "period"

    community_id: int = cascade("community.id", primary_key=True)
    kind: str = Field(primary_key=True)
    months: int


class Departure(SQLModel, table=True):
    """Since when nobody's place is held by this account: seen by the nightly purge."""

    __tablename__: ClassVar[Any] = "departure"
    __table_args__ = (Index("departure_age", "community_id", "at"),)

    account_id: str = cascade("account.id", primary_key=True)
    community_id: int = cascade("community.id")
    at: datetime


class Purging(SQLModel, table=True):
    """When this community is purged next, and by whose order where it was not the night's. Sessions whose last meeting
    began before `unnamed` need not be looked at again: their rosters have lost their names.
    """

    __tablename__: ClassVar[Any] = "purging"

    community_id: int = cascade("community.id", primary_key=True)
    due: datetime = Field(index=True)
    ordered: str = ""
    unnamed: datetime | None = None


class Certificate(SQLModel, table=True):
    """What a purge took away, without a word about whom. `content` and its sha256 are set when it is sealed."""

    __tablename__: ClassVar[Any] = "certificate"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id", index=True)
    begun: datetime
    sealed: datetime | None = None
    ordered: str
    content: str = ""
    sha256: str = ""


class Purged(SQLModel, table=True):
    """One line of a certificate: so many rows of this kind, all older than `before`."""

    __tablename__: ClassVar[Any] = "purged"

    certificate_id: int = cascade("certificate.id", primary_key=True)
    kind: str = Field(primary_key=True)
    rows: int
    before: datetime


Index("answer_history_age", table(AnswerHistory).c.meeting_id, table(AnswerHistory).c.at)
# An account that goes takes its deliveries along: without this each would be looked for among all there are.
_TO_ACCOUNTS = table(Delivery).c.account_id.is_not(None)
Index("delivery_account", table(Delivery).c.account_id, sqlite_where=_TO_ACCOUNTS, postgresql_where=_TO_ACCOUNTS)


class Due(NamedTuple):
    """A community whose purge is due; `first` when none was ever planned there."""

    community: int
    zone: str
    ordered: str
    first: bool


_community, _house, _account = table(Community), table(House), table(Account)
_period, _departure, _purging, _purged = table(Period), table(Departure), table(Purging), table(Purged)

# One small table against another by their keys: a community without a plan counts as due.
_DUE = (
    sa.select(_community.c.id, _community.c.zone, _purging.c.ordered, _purging.c.due)
    .outerjoin(_purging, _purging.c.community_id == _community.c.id)
    .where(sa.or_(_purging.c.due.is_(None), _purging.c.due <= sa.bindparam("now")))
    .order_by(_purging.c.due)
    .limit(1)
)


def months(db: Db, community: int) -> dict[Kind, int]:
    """How many months this community keeps each kind."""
    query = sa.select(_period.c.kind, _period.c.months).where(_period.c.community_id == community)
    said = {kind: count for kind, count in db.connection().execute(query)}  # noqa: C416 -- rows are not pairs
    return {kind: said.get(kind.value, usual) for kind, usual in MONTHS.items()}


def keep(db: Db, community: int, kind: Kind, months: int) -> None:
    """This community keeps this kind for so many months from now on."""
    row = upsert(db, _period)
    row = row.on_conflict_do_update(
        index_elements=[_period.c.community_id, _period.c.kind], set_={"months": row.excluded.months}
    )
    db.connection().execute(row, {"community_id": community, "kind": kind.value, "months": months})


def due(db: Db, now: datetime) -> Due | None:
    """A community whose purge is due, if there is one."""
    row = db.connection().execute(_DUE, {"now": now}).first()
    return None if row is None else Due(row.id, row.zone, row.ordered or "", row.due is None)


def plan(db: Db, community: int, at: datetime, ordered: str = "") -> None:
    """This community is purged next at this instant."""
    row = upsert(db, _purging)
    row = row.on_conflict_do_update(
        index_elements=[_purging.c.community_id], set_={"due": row.excluded.due, "ordered": row.excluded.ordered}
    )
    db.connection().execute(row, {"community_id": community, "due": at, "ordered": ordered})


def hold(db: Db, community: int, now: datetime) -> bool:
    """Hold the community's purge until the transaction ends; False when another process holds it."""
    row = upsert(db, _purging).on_conflict_do_nothing()
    db.connection().execute(row, {"community_id": community, "due": now, "ordered": ""})
    query = sa.select(_purging.c.community_id).where(_purging.c.community_id == community)
    return db.connection().execute(query.with_for_update(skip_locked=True)).first() is not None


def unnamed(db: Db, community: int, before: datetime) -> None:
    """No roster of a session that was over before then has names any more."""
    earlier = sa.or_(_purging.c.unnamed.is_(None), _purging.c.unnamed < before)
    db.connection().execute(
        sa.update(_purging).where(_purging.c.community_id == community, earlier).values(unnamed=before)
    )


def notice_departures(db: Db, community: int, now: datetime) -> None:
    """Accounts of the community's houses that hold no place are counted from now; those that do again are not."""
    houses = sa.select(_house.c.id).where(_house.c.community_id == community)
    known = sa.exists().where(_departure.c.account_id == _account.c.id)
    fresh = sa.select(_account.c.id, sa.literal(community), sa.literal(now, _departure.c.at.type)).where(
        _account.c.house_id.in_(houses), _account.c.member_id.is_(None), ~known
    )
    connection = db.connection()
    connection.execute(_departure.insert().from_select(["account_id", "community_id", "at"], fresh))
    back = sa.exists().where(_account.c.id == _departure.c.account_id, _account.c.member_id.is_not(None))
    connection.execute(sa.delete(_departure).where(_departure.c.community_id == community, back))


def open_certificate(db: Db, community: int) -> Certificate | None:
    """The certificate of the purge that is under way."""
    query = select(Certificate).where(Certificate.community_id == community, col(Certificate.sealed).is_(None))
    return db.exec(query).first()


def begin(db: Db, community: int, now: datetime, ordered: str) -> Certificate:
    """A certificate for a purge that begins."""
    fresh = Certificate(community_id=community, begun=now, ordered=ordered)
    db.add(fresh)
    db.flush()
    return fresh


def count(db: Db, certificate: int, kind: Kind, rows: int, before: datetime) -> None:
    """So many rows of this kind more have gone. If the period is changed meanwhile, the later limit holds for all."""
    row = upsert(db, _purged)
    later = sa.case((row.excluded.before > _purged.c.before, row.excluded.before), else_=_purged.c.before)
    row = row.on_conflict_do_update(
        index_elements=[_purged.c.certificate_id, _purged.c.kind],
        set_={"rows": _purged.c.rows + row.excluded.rows, "before": later},
    )
    values = {"certificate_id": certificate, "kind": kind.value, "rows": rows, "before": before}
    db.connection().execute(row, values)


def seal(db: Db, certificate: Certificate, content: str, now: datetime) -> None:
    """The purge is over: this is what its certificate says."""
    certificate.sealed, certificate.content = now, content
    certificate.sha256 = hashlib.sha256(content.encode()).hexdigest()
    db.add(certificate)
    db.flush()


def lines(db: Db, certificate: int) -> Sequence[Purged]:
    """What a certificate counts, by kind."""
    return db.exec(select(Purged).where(Purged.certificate_id == certificate).order_by(Purged.kind)).all()


def certificates(db: Db, community: int, most: int, skip: int = 0) -> Sequence[Certificate]:
    """Those that are sealed, the newest first."""
    query = select(Certificate).where(Certificate.community_id == community, col(Certificate.sealed).is_not(None))
    return db.exec(query.order_by(col(Certificate.id).desc()).limit(most).offset(skip)).all()


def certificate(db: Db, number: int, community: int | None = None) -> Certificate | None:
    """One that is sealed, of this community; of any for the operator alone."""
    query = select(Certificate).where(Certificate.id == number, col(Certificate.sealed).is_not(None))
    return db.exec(query if community is None else query.where(Certificate.community_id == community)).first()
