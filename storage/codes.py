"""Join codes: a house's way into a community, and a person's way into their place. Only hashes are kept."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from storage.belonging import Code
from storage.database import Db
from storage.models import Member, Organisation, table

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for one another."""

_code, _member, _organisation = table(Code), table(Member), table(Organisation)


def new(
    db: Db,
    community: int,
    expires: datetime,
    *,
    organisation: int | None = None,
    member: int | None = None,
    uses: int = 1,
    replaces: bool = False,
) -> str:
    """A fresh code for an organisation's house or for a member's place, as it is told to people: "K7QM-2XWP-9RTA"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    db.add(
        Code(
            hash=_hash(letters),
            community_id=community,
            organisation_id=organisation,
            member_id=member,
            expires=expires,
            uses_left=uses,
            replaces=replaces,
        )
    )
    db.flush()
    return "-".join(letters[n : n + 4] for n in range(0, 12, 4))


def find(db: Db, typed: str, now: datetime) -> Code | None:
    """The code that was typed, which is not used by that; None when it is unknown, used up or expired.

    Case, spaces and dashes do not matter.
    """
    hashed = _hash("".join(letter for letter in typed.upper() if letter.isalnum()))
    return db.exec(select(Code).where(Code.hash == hashed, Code.uses_left > 0, Code.expires > now)).first()


def use(db: Db, code: Code, now: datetime) -> bool:
    """Use a code up once; False when somebody else has just had the last use of it."""
    taken = db.connection().execute(
        sa.update(_code)
        .where(_code.c.id == code.id, _code.c.uses_left > 0, _code.c.expires > now)
        .values(uses_left=_code.c.uses_left - 1)
    )
    return bool(taken.rowcount)


def listed(db: Db, community: int, now: datetime) -> Sequence[tuple[Code, str]]:
    """Every code that still works, with the name of the organisation or place it is for, the first to expire first."""
    name = sa.func.coalesce(_organisation.c.name, _member.c.name)
    query = (
        select(Code, name)
        .outerjoin(_organisation, _organisation.c.id == _code.c.organisation_id)
        .outerjoin(_member, _member.c.id == _code.c.member_id)
        .where(Code.community_id == community, Code.uses_left > 0, Code.expires > now)
        .order_by(col(Code.expires), col(Code.id))
    )
    return [(code, str(of)) for code, of in db.exec(query).all()]


def revoke(db: Db, community: int, code: int) -> bool:
    """This code works no longer; False when it did not anyway."""
    gone = sa.delete(_code).where(_code.c.id == code, _code.c.community_id == community)
    return bool(db.connection().execute(gone).rowcount)


def revoke_personal(db: Db, member: int) -> None:
    """No code leads to this place any longer."""
    db.connection().execute(sa.delete(_code).where(_code.c.member_id == member))


def _hash(letters: str) -> str:
    # 60 random bits: a plain hash is enough, there is no dictionary to try.
    return hashlib.sha256(letters.encode()).hexdigest()
