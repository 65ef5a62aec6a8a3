"""Membership: the rules of participation and who has accepted them."""

from datetime import datetime

import sqlalchemy as sa

from storage.database import Db
from storage.models import Acceptance, Community, Member, Rules, table

LONGEST_RULES = 2800
"""Characters of the rules: they are shown whole, in one message of any platform."""

_member, _rules = table(Member), table(Rules)


def rules(db: Db, community: int) -> Rules | None:
    """The rules in force, or None where the community has none."""
    found = db.get_one(Community, community)
    return db.get(Rules, (community, found.rules)) if found.rules else None


def set_rules(db: Db, community: Community, text: str, now: datetime, *, account: str) -> bool:
    """These are the rules from now on, as a new version; an empty text withdraws them. False when they were already."""
    assert community.id is not None
    text = text.strip()
    standing = rules(db, community.id)
    if text == (standing.text if standing else ""):
        return False
    community.rules = 0
    if text:
        last = sa.select(sa.func.coalesce(sa.func.max(_rules.c.version), 0)).where(
            _rules.c.community_id == community.id
        )
        community.rules = db.connection().execute(last).scalar_one() + 1
        db.add(Rules(community_id=community.id, version=community.rules, text=text, at=now, account_id=account))
    db.add(community)
    db.flush()
    return True


def accept(db: Db, member: int, version: int, now: datetime, *, account: str, house: str) -> None:
    """Whoever holds this place accepts a version of the rules; accepting it again is nothing new."""
    first = sa.update(_member).where(_member.c.id == member, _member.c.accepted < version).values(accepted=version)
    if db.connection().execute(first).rowcount:
        db.add(Acceptance(member_id=member, version=version, at=now, account_id=account, house_id=house))
        db.flush()


def accepted(db: Db, community: int, version: int) -> tuple[int, int]:
    """How many of the community's places have accepted this version, and how many there are."""
    query = sa.select(sa.func.count(sa.case((_member.c.accepted >= version, 1))), sa.func.count()).where(
        _member.c.community_id == community
    )
    done, places = db.connection().execute(query).one()
    return done, places
