"""Confirming nominees: when everybody was asked, and which organisations have answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from storage.belonging import Confirmed, Confirming
from storage.database import Db, upsert
from storage.models import Community, Member, Organisation, Role, table

_organisation, _member, _confirmed = table(Organisation), table(Member), table(Confirmed)


class Line(NamedTuple):
    """An organisation with nominees, and who confirmed them when (None while nobody has)."""

    organisation: int
    name: str
    by: str | None
    at: datetime | None


def last(db: Db, community: int) -> Confirming | None:
    """The last time nominees were to be confirmed."""
    query = select(Confirming).where(Confirming.community_id == community).order_by(col(Confirming.id).desc())
    return db.exec(query.limit(1)).first()


def start(db: Db, community: int, after: int, now: datetime, account: str) -> Confirming | None:
    """Ask anew; None when somebody else just did (the last is not `after` any more)."""
    db.exec(select(Community).where(Community.id == community).with_for_update()).one()
    standing = last(db, community)
    if (standing.id if standing else 0) != after:
        return None
    fresh = Confirming(community_id=community, at=now, account_id=account)
    db.add(fresh)
    db.flush()
    return fresh


def confirm(db: Db, confirming: int, organisation: int, member: int, now: datetime) -> None:
    """This organisation's nominees are right; whoever says so first is remembered."""
    row = upsert(db, _confirmed).on_conflict_do_nothing()
    values = {"confirming_id": confirming, "organisation_id": organisation, "member_id": member, "at": now}
    db.connection().execute(row, values)


def lines(db: Db, community: int, confirming: int) -> Sequence[Line]:
    """Every organisation that has nominees, by name."""
    nominees = sa.exists().where(_member.c.organisation_id == _organisation.c.id, _member.c.role == Role.NOMINEE.value)
    by = _member.alias()
    query = (
        sa.select(_organisation.c.id, _organisation.c.name, by.c.name, _confirmed.c.at)
        .outerjoin(
            _confirmed,
            sa.and_(_confirmed.c.organisation_id == _organisation.c.id, _confirmed.c.confirming_id == confirming),
        )
        .outerjoin(by, by.c.id == _confirmed.c.member_id)
        .where(_organisation.c.community_id == community, nominees)
        .order_by(_organisation.c.name)
    )
    return [Line(*row) for row in db.connection().execute(query)]
