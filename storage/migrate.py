"""Bringing a database to the present shape."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel

from storage import (
    acknowledging,
    agendas,
    audit,
    belonging,
    coverage,
    guests,
    keeping,
    ladders,
    lanes,
    live,
    models,
    parts,
    policies,
    proposals,
    seats,
    steps,
    substitutes,
    wishes,
)
from storage.database import Database

TABLES = (
    acknowledging,
    agendas,
    audit,
    belonging,
    coverage,
    guests,
    keeping,
    ladders,
    lanes,
    live,
    models,
    parts,
    policies,
    proposals,
    seats,
    steps,
    substitutes,
    wishes,
)
"""The modules with our tables: what is not imported is not there."""

LOCK = 7_203_114
"""PostgreSQL advisory lock that lets one process migrate at a time."""


def migrate(database: Database, to: str = "head") -> None:
    """Run every migration that has not run yet. Several processes may call it at once.

    What SQLAlchemy works out once about all tables it works out here, and not while the first person waits.
    """
    configure_mappers()
    with database.engine.connect() as connection, _whole_tables(database, connection), connection.begin():
        if database.shared:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        command.upgrade(_config(connection), to)


@contextmanager
def _whole_tables(database: Database, connection: Connection) -> Generator[None]:
    """SQLite changes a table by making it anew: until that is done, nothing goes because the old one went."""
    if database.shared:
        yield
        return
    # Inside a transaction this would do nothing ("PRAGMA foreign_keys" on sqlite.org).
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def differences(database: Database) -> list[object]:
    """What the models say and the migrated database does not; empty when they agree."""
    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))


def write(database: Database, message: str) -> None:
    """Write a new migration from what the models say beyond the database. For developers."""
    with database.engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
