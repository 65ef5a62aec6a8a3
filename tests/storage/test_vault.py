"""Tokens are sealed."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import Database
from storage.migrate import migrate
from storage.vault import Vault

KEY = "a key of the installation"


async def test_what_is_kept_is_found_replaced_and_forgotten(database_url: str) -> None:
    database = Database(database_url)
    migrate(database)
    vault = Vault(database, KEY)
    assert await vault.find("slack:T1") is None
    await vault.save("slack:T1", {"bot_token": "xoxb-first"})
    await vault.save("slack:T1", {"bot_token": "xoxb-second"})
    assert await vault.find("slack:T1") == {"bot_token": "xoxb-second"}
    assert await Vault(database, "quite another key").find("slack:T1") is None
    await vault.forget("slack:T1")
    assert await vault.find("slack:T1") is None
    database.close()


async def test_a_token_cannot_be_read_in_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(database)
    await Vault(database, KEY).save("slack:T1", {"bot_token": "xoxb-readable"})
    database.close()
    db = sqlite3.connect(tmp_path / "x.db")
    kept = db.execute("SELECT sealed FROM secret").fetchone()[0]
    db.close()
    assert b"xoxb" not in kept


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 characters"):
        Vault(Database("sqlite://"), "short")
