"""Mail as a way in: the post office of a community, which is a house of its own, and accounts that are mail addresses.

The mail address stands in `Account.address`, behind the account's id, and nowhere else: ids say nothing of it.
"""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from storage.database import Db
from storage.models import Account, House, Member, Organisation, Role, table

PREFIX = "mail:"
"""How the id of every post office, account and address begins."""

_account, _member, _house, _organisation = table(Account), table(Member), table(House), table(Organisation)


def is_mail(house: str) -> bool:
    """Whether this house is a post office."""
    return house.startswith(PREFIX)


def by_mail(account: sa.FromClause = _account) -> sa.ColumnElement[bool]:
    """That an account is a mail address."""
    return account.c.house_id.startswith(PREFIX)


def writable() -> sa.ColumnElement[bool]:
    """That this member may be written to at this account: a facilitator is not by mail, which others may read on."""
    return sa.not_(sa.and_(by_mail(), _member.c.role == Role.FACILITATOR.value))


def house_of(community: int) -> str:
    """The id of a community's post office."""
    return f"{PREFIX}{community}"


def give(db: Db, community: int, member: int, mail: str) -> Account:
    """The member's account with this address, opened where there is none."""
    house = house_of(community)
    known = select(Account).where(Account.member_id == member, Account.house_id == house)
    if (found := db.exec(known.where(_has(mail))).first()) is not None:
        return found
    if db.get(House, house) is None:
        db.add(House(id=house, community_id=community))
        db.flush()
    key = f"{house}:{secrets.token_urlsafe(18)}"
    fresh = Account(id=key, house_id=house, member_id=member, address=f"{key}:{mail}")
    db.add(fresh)
    db.flush()
    return fresh


def _has(mail: str) -> sa.ColumnElement[bool]:
    return _account.c.address.endswith(f":{mail}", autoescape=True)


def close(db: Db, account: str) -> int | None:
    """Nobody speaks through this account any more, and its address is gone. Answers whose it was."""
    found = db.get(Account, account)
    if found is None or not is_mail(found.house_id):
        return None
    member, found.member_id, found.address = found.member_id, None, ""
    db.add(found)
    db.flush()
    return member


def of(db: Db, member: int) -> list[str]:
    """The member's accounts that are mail addresses."""
    query = sa.select(_account.c.id).where(_account.c.member_id == member, by_mail())
    return list(db.connection().execute(query.order_by(_account.c.id)).scalars())


def keep_only(db: Db, member: int, mail: str) -> None:
    """The member's address is this one: accounts of theirs with another are closed, for it may be another person's."""
    others = sa.select(_account.c.id).where(_account.c.member_id == member, by_mail())
    if mail:
        others = others.where(~_has(mail))
    for account in db.connection().execute(others).scalars().all():
        close(db, account)


class Held(NamedTuple):
    """One of a member's accounts: the house, what it and its organisation are called, and whether it is active."""

    account: str
    house: str
    called: str
    organisation: str


def accounts(db: Db, member: int) -> Sequence[Held]:
    """Every account of a member in an active house, mail last."""
    query = (
        sa.select(_account.c.id, _house.c.id, _house.c.name, sa.func.coalesce(_organisation.c.name, ""))
        .select_from(
            _account.join(_house, _house.c.id == _account.c.house_id).outerjoin(
                _organisation, _organisation.c.id == _house.c.organisation_id
            )
        )
        .where(_account.c.member_id == member, col(House.active))
        .order_by(by_mail(), _account.c.id)
    )
    return [Held(*row) for row in db.connection().execute(query)]


class Correspondent(NamedTuple):
    """A member whom nobody reaches but by mail."""

    member: int
    role: Role
    kind: str


def correspondents(db: Db, community: int) -> list[Correspondent]:
    """The members of a community who have only mail: no room shows them the cards."""
    other = _account.alias("other")
    chat = sa.exists().where(
        other.c.member_id == _member.c.id,
        other.c.house_id == _house.c.id,
        _house.c.active,
        ~by_mail(other),
    )
    mail = sa.exists().where(_account.c.member_id == _member.c.id, by_mail(), _account.c.address != "")
    query = (
        sa.select(_member.c.id, _member.c.role, _organisation.c.kind)
        .join(_organisation, _organisation.c.id == _member.c.organisation_id)
        .where(_member.c.community_id == community, _member.c.role != Role.FACILITATOR.value, mail, ~chat)
        .order_by(_member.c.id)
    )
    return [Correspondent(member, Role(role), kind) for member, role, kind in db.connection().execute(query)]
