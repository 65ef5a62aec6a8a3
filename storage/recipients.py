"""Everybody a batch of deliveries is for, in a handful of statements instead of a handful each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from storage.database import Db
from storage.flights import Due
from storage.models import Account, Card, Community, House, Member

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True)
class Recipients:
    """What was loaded, by id; `of_member` is the account to write to. While this lives, the session finds houses and
    communities without asking the database.
    """

    houses: Mapping[str, House]
    communities: Mapping[int, Community]
    cards: Mapping[int, Card]
    members: Mapping[int, Member]
    accounts: Mapping[str, Account]
    of_member: Mapping[int, Account]


def load(db: Db, dues: Collection[Due]) -> Recipients:
    """Everybody these deliveries are for."""
    members = _by_id(db, Member, {due.member for due in dues})
    of_member: dict[int, Account] = {}
    for account in _accounts(db, members):
        assert account.member_id is not None
        of_member.setdefault(account.member_id, account)
    accounts = _by_id(db, Account, {due.account for due in dues})
    spoken_to = (*of_member.values(), *accounts.values())
    houses = _by_id(db, House, {*(due.house for due in dues), *(account.house_id for account in spoken_to)})
    belonging = {*(house.community_id for house in houses.values()), *(one.community_id for one in members.values())}
    communities = _by_id(db, Community, belonging)
    cards = _by_id(db, Card, {card for due in dues for card in (due.card, due.under)})
    return Recipients(houses, communities, cards, members, accounts, of_member)


def _accounts(db: Db, members: Collection[int]) -> Iterable[Account]:
    """Identities of these members in active houses: of each the one to write to first, as in `people.accounts`."""
    if not members:
        return ()
    query = (
        select(Account)
        .join(House)
        .where(col(Account.member_id).in_(members), col(House.active))
        .order_by(col(Account.address) == "", Account.id)
    )
    return db.exec(query).all()


def _by_id(db: Db, kind: type[Row], wanted: Iterable[Any]) -> dict[Any, Row]:
    ids = {one for one in wanted if one is not None}
    if not ids:
        return {}
    key: Any = sa.inspect(kind).primary_key[0]
    return {getattr(row, key.name): row for row in db.exec(select(kind).where(key.in_(ids))).all()}
