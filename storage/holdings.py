"""Where the tables name a person, what becomes of that when they are forgotten, and all that is kept of somebody.

A column that leads to a member or an account has to stand in `HOLDINGS`: a test walks the tables and asks for it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache, partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.database import Db
from storage.models import Account, Community, House, Meeting, Member, Organisation, Session, table

OTHERS = "somebody else"
"""Stands for everybody but the member themselves in what they are given of their data."""


class Fate(StrEnum):
    """What becomes of a row when the person it names is forgotten.

    DROP: it goes. BLANK: it stays and names nobody. STAY: it stays with the place, which has no name any more.
    """

    DROP = "drop"
    BLANK = "blank"
    STAY = "stay"


HOLDINGS: dict[tuple[str, str], Fate] = {
    ("account", "member_id"): Fate.DROP,
    ("acknowledgement", "member_id"): Fate.BLANK,
    ("agenda_edit", "member_id"): Fate.BLANK,
    ("agenda_item", "member_id"): Fate.BLANK,  # with their name in it: `storage.outlines.let_go`
    ("agenda_seen", "member_id"): Fate.DROP,
    ("agenda_version", "member_id"): Fate.BLANK,
    ("answer", "member_id"): Fate.STAY,  # those to meetings still to come are withdrawn before
    ("answer", "by_id"): Fate.BLANK,
    ("answer_history", "member_id"): Fate.DROP,
    ("answer_history", "by_id"): Fate.BLANK,
    ("answer_history", "account_id"): Fate.BLANK,
    ("acceptance", "member_id"): Fate.DROP,
    ("acceptance", "account_id"): Fate.BLANK,
    ("advisor", "member_id"): Fate.DROP,
    ("audit", "member_id"): Fate.STAY,
    ("audit", "behalf_id"): Fate.STAY,
    ("code", "member_id"): Fate.DROP,
    ("confirmed", "member_id"): Fate.STAY,
    ("confirming", "account_id"): Fate.BLANK,
    ("consent", "member_id"): Fate.BLANK,
    ("delivery", "member_id"): Fate.DROP,
    ("delivery", "account_id"): Fate.DROP,
    ("departure", "account_id"): Fate.DROP,
    ("guest", "by_id"): Fate.BLANK,
    ("guest", "member_id"): Fate.DROP,
    ("muted", "member_id"): Fate.DROP,
    ("offer", "member_id"): Fate.DROP,
    ("part", "asked_id"): Fate.BLANK,
    ("part", "member_id"): Fate.BLANK,
    ("proposal", "member_id"): Fate.DROP,
    ("reminder", "member_id"): Fate.DROP,
    ("rules", "account_id"): Fate.BLANK,
    ("substitute", "asker_id"): Fate.DROP,
    ("substitute", "member_id"): Fate.DROP,  # with the name somebody typed for them
    ("wish", "member_id"): Fate.DROP,
}

LEFT_OUT = {("agenda_edit", "content"), ("agenda_version", "content"), ("delivery", "key"), ("delivery", "card_id")}
"""Columns that say nothing of anybody, or all that somebody wrote about others: an agenda names every owner."""
SECRET = ("hash", "token", "secret", "sealed")
"""Words in the name of a column that could let somebody in: never given out."""

_member, _account = table(Member), table(Account)


class Names(NamedTuple):
    """A column by which a table names a person: by their place, or by an account."""

    column: sa.Column[Any]
    account: bool


def naming(metadata: sa.MetaData = SQLModel.metadata) -> list[Names]:
    """Every such column of every table: those that refer to one, and those called like one that do not."""
    every = [column for one in metadata.sorted_tables for column in one.columns]
    return [
        Names(column, by_account)
        for column in every
        for by_account in (True, False)
        if (_names_account(column) if by_account else _names_member(column))
    ]


def accounts(db: Db, member: int) -> list[str]:
    """The ids of every account that holds this place."""
    query = sa.select(_account.c.id).where(_account.c.member_id == member).order_by(_account.c.id)
    return list(db.connection().execute(query).scalars())


def of_member(db: Db, community: int, member: int) -> dict[str, list[dict[str, Any]]] | None:
    """Every row that names this member of this community, by table, the member's own first; None without one.

    Ids of other people are never in it, ids of sessions and houses are read as what they are called. Values are what
    JSON can say, but for instants.
    """
    own = (
        db.connection()
        .execute(sa.select(_member).where(_member.c.id == member, _member.c.community_id == community))
        .first()
    )
    if own is None:
        return None
    reading = _Reading(db, member, accounts(db, member))
    found = {"member": [reading.row(_member, own)]}
    by_table: dict[str, list[Names]] = {}
    for names in naming():
        by_table.setdefault(names.column.table.name, []).append(names)
    for name, columns in by_table.items():
        one = SQLModel.metadata.tables[name]
        mine = sa.or_(*(reading.is_mine(names) for names in columns))
        rows = db.connection().execute(sa.select(one).where(mine).order_by(*one.primary_key.columns))
        found[name] = [reading.row(one, row) for row in rows]
    return found


class _Reading:
    """Reads rows as one member may have them."""

    def __init__(self, db: Db, member: int, accounts: Sequence[str]) -> None:
        self._member = member
        self._accounts = accounts
        self._called = cache(partial(_called, db))

    def is_mine(self, names: Names) -> sa.ColumnElement[bool]:
        return names.column.in_(self._accounts) if names.account else names.column == self._member

    def row(self, owner: sa.Table, row: sa.Row[Any]) -> dict[str, Any]:
        own_id = owner.name in ("member", "account")
        return {
            column.name.removesuffix("_id"): self._value(column, value)
            for column, value in zip(owner.columns, row, strict=True)
            if (owner.name, column.name) not in LEFT_OUT
            and (own_id or column.name != "id")
            and not any(word in column.name for word in SECRET)
        }

    def _value(self, column: sa.Column[Any], value: Any) -> Any:
        if value is None or value == "":
            return value
        if _names_member(column):
            return "you" if value == self._member else OTHERS
        if _names_account(column):
            return value if value in self._accounts else OTHERS
        for key in column.foreign_keys:
            return self._called(key.column.table.name, value)
        if column.name == "drawing":
            return str(value).partition(" ")[0]  # of what was shown only which kind: the rest are ids
        if isinstance(value, datetime):
            return value
        return value.isoformat() if isinstance(value, date | time) else value


_SPOKEN: dict[str, Callable[[Any], str]] = {
    "session": lambda row: row.title,
    "organisation": lambda row: row.name,
    "house": lambda row: row.name or row.id,
    "community": lambda row: row.name,
}


def _called(db: Db, target: str, key: Any) -> Any:
    """What people call this row, or its id where they call it nothing."""
    if target == "meeting":
        meeting = db.get_one(Meeting, key)
        session = db.get_one(Session, meeting.session_id)
        return f"{session.title}, meeting {meeting.number}"
    kinds: dict[str, type[SQLModel]] = {
        "session": Session,
        "organisation": Organisation,
        "house": House,
        "community": Community,
    }
    if target not in kinds:
        return key
    return _SPOKEN[target](db.get_one(kinds[target], key))


def _names_member(column: sa.Column[Any]) -> bool:
    return _leads_to(column, _member) or column.name == "member" or column.name.endswith(("_member", "member_id"))


def _names_account(column: sa.Column[Any]) -> bool:
    return _leads_to(column, _account) or column.name == "account" or column.name.endswith(("_account", "account_id"))


def _leads_to(column: sa.Column[Any], to: sa.Table) -> bool:
    return any(key.column.table is to for key in column.foreign_keys)
