"""Join codes: a house's way into a community, and a person's way into their place. Only hashes are kept."""

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa

from storage.database import Db
from storage.models import Code, table

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for one another."""

_code = table(Code)


def new(
    db: Db,
    community: int,
    expires: datetime,
    *,
    organisation: int | None = None,
    member: int | None = None,
    uses: int = 1,
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
        )
    )
    db.flush()
    return "-".join(letters[n : n + 4] for n in range(0, 12, 4))


def use(db: Db, typed: str, now: datetime) -> Code | None:
    """Use a code up once; None when it is unknown, used up or expired. Case, spaces and dashes do not matter."""
    hashed = _hash("".join(letter for letter in typed.upper() if letter.isalnum()))
    taken = db.connection().execute(
        sa.update(_code)
        .where(_code.c.hash == hashed, _code.c.uses_left > 0, _code.c.expires > now)
        .values(uses_left=_code.c.uses_left - 1)
    )
    return db.get_one(Code, hashed) if taken.rowcount else None


def _hash(letters: str) -> str:
    # 60 random bits: a plain hash is enough, there is no dictionary to try.
    return hashlib.sha256(letters.encode()).hexdigest()
