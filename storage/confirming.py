"""Confirming nominees: when everybody was asked, which organisations have answered, and when it is time again."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from storage.audit import Audit
from storage.belonging import Confirmed, Confirming
from storage.database import Db, upsert
from storage.models import Community, House, Member, Organisation, Role, table

_community, _organisation, _member, _house = table(Community), table(Organisation), table(Member), table(House)
_confirming, _confirmed, _audit = table(Confirming), table(Confirmed), table(Audit)


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


def waiting(db: Db, before: datetime) -> Sequence[int]:
    """The communities with nominees that were at work before this moment, and have asked nobody since."""
    nominees = sa.exists().where(_member.c.community_id == _community.c.id, _member.c.role == Role.NOMINEE.value)
    worked = sa.exists().where(_audit.c.community_id == _community.c.id, _audit.c.at <= before)
    asked = sa.exists().where(_confirming.c.community_id == _community.c.id)
    lately = sa.exists().where(_confirming.c.community_id == _community.c.id, _confirming.c.at > before)
    query = sa.select(_community.c.id).where(~lately, sa.or_(asked, worked), nominees).order_by(_community.c.id)
    return list(db.connection().execute(query).scalars())


def since(db: Db, community: int) -> dict[int, datetime]:
    """Since when each organisation's nominees are as they are: when they were confirmed last, else the first time that
    anybody did something in a house of theirs or as one of them. Those of whom nothing is known are not in it.
    """
    houses = sa.select(_house.c.organisation_id.label("organisation"), sa.func.min(_audit.c.at).label("at"))
    houses = houses.join(_audit, _audit.c.house_id == _house.c.id).where(_audit.c.community_id == community)
    people = sa.select(_member.c.organisation_id.label("organisation"), sa.func.min(_audit.c.at).label("at"))
    people = people.join(_audit, _audit.c.member_id == _member.c.id).where(_audit.c.community_id == community)
    found: dict[int, datetime] = {}
    for query in (houses.group_by(_house.c.organisation_id), people.group_by(_member.c.organisation_id)):
        for organisation, at in db.connection().execute(query):
            if organisation is not None:
                found[organisation] = min(at, found.get(organisation, at))
    last = (
        sa.select(_confirmed.c.organisation_id, sa.func.max(_confirmed.c.at))
        .join(_confirming, _confirming.c.id == _confirmed.c.confirming_id)
        .where(_confirming.c.community_id == community)
        .group_by(_confirmed.c.organisation_id)
    )
    for organisation, at in db.connection().execute(last):
        found[organisation] = at
    return found


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
