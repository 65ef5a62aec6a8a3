"""Taking away what is older than a community keeps it, a few rows at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import mailboxes, membership
from storage.audit import Audit
from storage.belonging import Code
from storage.database import Db
from storage.erasing import nameless
from storage.guests import Guest
from storage.keeping import Departure, Kind, Purging
from storage.models import (
    Account,
    Answer,
    AnswerHistory,
    Delivery,
    DeliveryState,
    House,
    Meeting,
    Member,
    Role,
    Session,
    table,
)

_audit, _code, _history, _delivery = table(Audit), table(Code), table(AnswerHistory), table(Delivery)
_account, _departure, _answer = table(Account), table(Departure), table(Answer)
_purging, _guest = table(Purging), table(Guest)
_session, _meeting, _member, _house = table(Session), table(Meeting), table(Member), table(House)

_OVER = (DeliveryState.SENT.value, DeliveryState.DROPPED.value, DeliveryState.FAILED.value)


def old(db: Db, kind: Kind, community: int, before: datetime) -> int:
    """How many rows of this kind are older than that."""
    query = sa.select(sa.func.count()).select_from(_old(kind, community, before).subquery())
    return db.connection().execute(query).scalar_one()


def purge(db: Db, kind: Kind, community: int, before: datetime, most: int) -> int:
    """Take away at most so many of them; answers how many went."""
    if kind is Kind.ROSTERS:
        return _unname(db, community, _rosters(community, before).limit(most)) or _let_go(
            db, db.connection().execute(_guests(community, before).limit(most)).scalars().all()
        )
    owner, chosen = _OWNERS[kind], _old(kind, community, before).limit(most)
    return db.connection().execute(sa.delete(owner).where(owner.c.id.in_(sa.select(chosen.subquery())))).rowcount


def _audits(community: int, before: datetime) -> sa.Select[Any]:
    return sa.select(_audit.c.id).where(_audit.c.community_id == community, _audit.c.at < before)


def _histories(community: int, before: datetime) -> sa.Select[Any]:
    meetings = sa.select(_meeting.c.id).join(_session).where(_session.c.community_id == community)
    return sa.select(_history.c.id).where(_history.c.meeting_id.in_(meetings), _history.c.at < before)


def _deliveries(community: int, before: datetime) -> sa.Select[Any]:
    houses = sa.select(_house.c.id).where(_house.c.community_id == community)
    # Nothing is done before it is due: the index by lane knows when it was due.
    old = sa.and_(_delivery.c.state.in_(_OVER), _delivery.c.due < before, _delivery.c.done < before)
    return sa.select(_delivery.c.id).where(_delivery.c.house_id.in_(houses), old)


def _accounts(community: int, before: datetime) -> sa.Select[Any]:
    query = sa.select(_account.c.id).join(_departure, _departure.c.account_id == _account.c.id)
    return query.where(_departure.c.community_id == community, _departure.c.at < before, _account.c.member_id.is_(None))


def _codes(community: int, before: datetime) -> sa.Select[Any]:
    return sa.select(_code.c.id).where(_code.c.community_id == community, _code.c.expires < before)


def _rosters(community: int, before: datetime) -> sa.Select[int, int, int]:
    """Answers that still name somebody, to sessions whose last meeting began before then."""
    done = sa.select(_purging.c.unnamed).where(_purging.c.community_id == community).scalar_subquery()
    last = sa.func.max(_meeting.c.starts)
    over = (
        sa.select(_meeting.c.session_id)
        .join(_session)
        .where(_session.c.community_id == community)
        .group_by(_meeting.c.session_id)
        .having(last < before, sa.or_(done.is_(None), last >= done))
    )
    return (
        sa.select(_answer.c.meeting_id, _answer.c.member_id, _answer.c.organisation_id)
        .join(_meeting, _meeting.c.id == _answer.c.meeting_id)
        .join(_member, _member.c.id == _answer.c.member_id)
        .where(_meeting.c.session_id.in_(over), _member.c.role != Role.STRANGER.value)
    )


def _unname(db: Db, community: int, chosen: sa.Select[int, int, int]) -> int:
    """Each answer stays as one of its organisation's; how it came about goes with the name."""
    rows = db.connection().execute(chosen).all()
    for meeting, member, organisation in rows:
        nobody = nameless(db, community, organisation, meeting)
        mine = sa.and_(_answer.c.meeting_id == meeting, _answer.c.member_id == member)
        db.connection().execute(sa.update(_answer).where(mine).values(member_id=nobody))
        db.connection().execute(
            sa.delete(_history).where(_history.c.meeting_id == meeting, _history.c.member_id == member)
        )
    return len(rows)


def _guests(community: int, before: datetime) -> sa.Select[Any]:
    """Guests of sessions whose last meeting began before then."""
    over = sa.select(_meeting.c.session_id).group_by(_meeting.c.session_id)
    over = over.having(sa.func.max(_meeting.c.starts) < before)
    query = sa.select(_guest.c.member_id).join(_member, _member.c.id == _guest.c.member_id)
    return query.where(_member.c.community_id == community, _guest.c.session_id.in_(over))


def _let_go(db: Db, guests: Sequence[int]) -> int:
    """Nobody knows any more who was invited, and mail reaches them no longer."""
    for member in guests:
        mailboxes.keep_only(db, member, "")
        membership.vacate(db, member)
    db.connection().execute(sa.delete(_guest).where(_guest.c.member_id.in_(guests)))
    return len(guests)


_OWNERS = {
    Kind.AUDIT: _audit,
    Kind.HISTORY: _history,
    Kind.DELIVERIES: _delivery,
    Kind.ACCOUNTS: _account,
    Kind.CODES: _code,
}


def _old(kind: Kind, community: int, before: datetime) -> Any:
    match kind:
        case Kind.AUDIT:
            return _audits(community, before)
        case Kind.HISTORY:
            return _histories(community, before)
        case Kind.ROSTERS:
            answers = sa.select(_rosters(community, before).subquery().c.meeting_id)
            return answers.union_all(_guests(community, before))
        case Kind.DELIVERIES:
            return _deliveries(community, before)
        case Kind.ACCOUNTS:
            return _accounts(community, before)
        case Kind.CODES:
            return _codes(community, before)
