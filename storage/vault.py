"""Tokens of the houses, sealed with the installation's key (Fernet: AES-128-CBC and HMAC-SHA256)."""

import base64
import hashlib
import json
from collections.abc import Mapping

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken

from storage.database import Database, Db, upsert
from storage.models import Secret, table

_secret = table(Secret)


class Vault:
    """Keeps, finds and forgets what a platform needs to write in a house. `key` is the installation's secret key."""

    def __init__(self, database: Database, key: str) -> None:
        if len(key) < 16:
            raise ValueError("SECRET_KEY needs at least 16 characters")
        self._database = database
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))

    async def find(self, house: str) -> Mapping[str, str] | None:
        """What was kept for this house; None when nothing was, or when it was sealed with another key."""
        sealed = await self._database.run(
            lambda db: db.connection().execute(sa.select(_secret.c.sealed).where(_secret.c.house_id == house)).scalar()
        )
        try:
            return None if sealed is None else json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            return None

    async def save(self, house: str, secrets: Mapping[str, str]) -> None:
        """Keep these, in place of what was kept before."""
        sealed = self._fernet.encrypt(json.dumps(dict(secrets)).encode())

        def work(db: Db) -> None:
            row = upsert(db, _secret).values(house_id=house, sealed=sealed)
            db.connection().execute(
                row.on_conflict_do_update(index_elements=[_secret.c.house_id], set_={"sealed": row.excluded.sealed})
            )

        await self._database.run(work)

    async def forget(self, house: str) -> None:
        """Drop what was kept: the app was removed."""
        await self._database.run(
            lambda db: db.connection().execute(sa.delete(_secret).where(_secret.c.house_id == house)) and None
        )
