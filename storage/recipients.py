"""Everybody a batch of deliveries is for, in a handful of statements instead of a handful each."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from storage import mailboxes
from storage.among import among
from storage.database import Db
from storage.flights import Due
from storage.models import Account, Card, Community, House, Member, table
from storage.prepared import Prepared

_account, _house, _member = table(Account), table(House), table(Member)
_community, _card = table(Community), table(Card)


class Place(NamedTuple):
    """A house that takes part, and its community: as far as whoever reads its room is concerned."""

    house: str
    organisation: int | None
    room: str
    community: int
    roster: str
    zone: str
    city: str
    rules: int


class Reader(NamedTuple):
    """A member, the account to write to them at, and their community. `accepted` and `rules` are versions."""

    member: int
    account: str
    house: str
    address: str
    organisation: int
    role: str
    name: str
    zone: str
    account_zone: str
    locale: str
    account_locale: str
    accepted: int
    community: int
    roster: str
    community_zone: str
    city: str
    rules: int


class Former(NamedTuple):
    """An account by itself."""

    account: str
    address: str
    locale: str


class Copy(NamedTuple):
    """A copy of a card: the message it stands as, a hash of what it shows, and since when it does."""

    card: int
    message_id: str
    shown: str
    updated: datetime


_PLACES = Prepared(
    sa.select(
        _house.c.id,
        _house.c.organisation_id,
        _house.c.room,
        _community.c.id,
        _community.c.roster,
        _community.c.zone,
        _community.c.city,
        _community.c.rules,
    )
    .join(_community, _community.c.id == _house.c.community_id)
    .where(among(_house.c.id, "ids"), _house.c.active)
)
# Of each member the account to write to first, as in `people.accounts`.
_READERS = Prepared(
    sa.select(
        _member.c.id,
        _account.c.id,
        _account.c.house_id,
        _account.c.address,
        _member.c.organisation_id,
        _member.c.role,
        _member.c.name,
        _member.c.zone,
        _account.c.zone,
        _member.c.locale,
        _account.c.locale,
        _member.c.accepted,
        _community.c.id,
        _community.c.roster,
        _community.c.zone,
        _community.c.city,
        _community.c.rules,
    )
    .join(_account, _account.c.member_id == _member.c.id)
    .join(_house, _house.c.id == _account.c.house_id)
    .join(_community, _community.c.id == _member.c.community_id)
    .where(among(_member.c.id, "ids"), _house.c.active, mailboxes.writable())
    .order_by((_account.c.address == "").desc(), mailboxes.by_mail().desc(), _account.c.id.desc())
)
_FORMERS = Prepared(sa.select(_account.c.id, _account.c.address, _account.c.locale).where(among(_account.c.id, "ids")))
_COPIES = Prepared(
    sa.select(_card.c.id, _card.c.message_id, _card.c.shown, _card.c.updated).where(among(_card.c.id, "ids"))
)


def places(db: Db, houses: Iterable[str]) -> dict[str, Place]:
    """Those of these houses that take part, by id."""
    return _by_id(db, _PLACES, Place, houses)


def readers(db: Db, members: Iterable[int | None]) -> dict[int, Reader]:
    """Those of these members who have an account in an active house, by the member's id."""
    return _by_id(db, _READERS, Reader, members)


class Known:
    """What was loaded in one transaction, by id: each of them once, and None where there is nobody to load."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self.places: dict[str, Place | None] = {}
        self.readers: dict[int, Reader | None] = {}
        self.formers: dict[str, Former | None] = {}
        self.copies: dict[int, Copy | None] = {}

    def load(self, dues: Collection[Due]) -> None:
        """Everybody these deliveries are for, as far as they are not known yet."""
        self._more(self.places, _PLACES, Place, [due.house for due in dues])
        self._more(self.readers, _READERS, Reader, [due.member for due in dues])
        self._more(self.formers, _FORMERS, Former, [due.account for due in dues])
        self._more(self.copies, _COPIES, Copy, [card for due in dues for card in (due.card, due.under)])

    def _more(self, known: dict[Any, Any], query: Prepared, kind: Any, wanted: Iterable[Any]) -> None:
        new = {one for one in wanted if one is not None and one not in known}
        if new:
            known.update(dict.fromkeys(new))
            known.update(_by_id(self._db, query, kind, new))


Row = TypeVar("Row", Place, Reader, Former, Copy)


def _by_id(db: Db, query: Prepared, kind: type[Row], wanted: Iterable[Any]) -> dict[Any, Row]:
    ids = {one for one in wanted if one is not None}
    return {row[0]: kind(*row) for row in query.rows(db, {"ids": [*ids]})} if ids else {}
