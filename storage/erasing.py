"""Forgetting a person: their place stays as a number of the organisation, and nothing says whose it was."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage import outlines
from storage.database import Db
from storage.holdings import HOLDINGS, Fate, accounts, naming
from storage.models import Answer, Meeting, Member, Organisation, Role, table

FORGOTTEN = "a member who was forgotten"
"""The name of a place whose person was forgotten: what audit and past rosters say."""
NAMELESS = "a member no longer named"
"""The name of a place that stands in old rosters for whoever answered."""

_member, _answer, _meeting = table(Member), table(Answer), table(Meeting)


class Erased(NamedTuple):
    """What forgetting somebody did, in numbers."""

    accounts: int
    withdrawn: int
    kept: int


def forget(db: Db, community: int, member: int, now: datetime) -> Erased | None:
    """Forget this member of this community; None when there is none to forget, or no longer.

    Whoever calls has given back their seats and parts before, so that these go to the next.
    """
    one = sa.select(_member).where(
        _member.c.id == member, _member.c.community_id == community, _member.c.role != Role.STRANGER.value
    )
    place = db.connection().execute(one.with_for_update()).first()
    if place is None:
        return None
    held = accounts(db, member)
    to_come = sa.select(_meeting.c.id).where(_meeting.c.starts > now)
    withdrawn = sa.delete(_answer).where(_answer.c.member_id == member, _answer.c.meeting_id.in_(to_come))
    count = db.connection().execute(withdrawn).rowcount
    outlines.let_go(db, community, member, db.get_one(Organisation, place.organisation_id).name)
    _let_go(db, member, held)
    db.connection().execute(sa.update(_member).where(_member.c.id == member).values(_nobody(member)))
    db.expire_all()
    kept = sa.select(sa.func.count()).where(_answer.c.member_id == member)
    return Erased(len(held), count, db.connection().execute(kept).scalar_one())


def nameless(db: Db, community: int, organisation: int, meeting: int) -> int:
    """A place without a name, of this organisation, that has not answered this meeting; made where there is none."""
    answered = sa.exists().where(_answer.c.member_id == _member.c.id, _answer.c.meeting_id == meeting)
    free = sa.select(_member.c.id).where(
        _member.c.organisation_id == organisation, _member.c.role == Role.STRANGER.value, ~answered
    )
    found = db.connection().execute(free.order_by(_member.c.id).limit(1)).scalar()
    if found is not None:
        return int(found)
    pool = sa.select(sa.func.count()).where(_member.c.organisation_id == organisation)
    number = db.connection().execute(pool.where(_member.c.key.startswith("nameless-"))).scalar_one() + 1
    fresh = Member(
        community_id=community,
        organisation_id=organisation,
        key=f"nameless-{organisation}-{number}",
        name=NAMELESS,
        role=Role.STRANGER,
    )
    db.add(fresh)
    db.flush()
    assert fresh.id is not None
    return fresh.id


def _let_go(db: Db, member: int, held: list[str]) -> None:
    """Nothing leads to the person any more. What stays is blanked first, then rows go before those they refer to."""
    columns = [(names, HOLDINGS[names.column.table.name, names.column.name]) for names in reversed(naming())]
    for wanted in (Fate.BLANK, Fate.DROP):
        for (column, by_account), fate in columns:
            if fate is not wanted:
                continue
            owner = column.table
            named = column.in_(held) if by_account else column == member
            if fate is Fate.DROP:
                db.connection().execute(sa.delete(owner).where(named))
            else:
                empty: Any = None if column.nullable else ""
                db.connection().execute(sa.update(owner).where(named).values({column.name: empty}))


def _nobody(member: int) -> dict[str, Any]:
    """What a place says of whoever held it once they are forgotten: every column of theirs as it is at first."""
    fixed = ("id", "community_id", "organisation_id")
    fields: dict[str, Any] = dict(Member.model_fields)
    fresh = {name: fields[name].get_default(call_default_factory=True) for name in fields if name not in fixed}
    return fresh | {"key": f"forgotten-{member}", "name": FORGOTTEN, "role": Role.STRANGER.value}
