"""Bringing a database to the present shape."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlmodel import SQLModel

from storage import (
    acknowledging,
    agendas,
    audit,
    belonging,
    coverage,
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


def migrate(database: Database) -> None:
    """Run every migration that has not run yet. Several processes may call it at once."""
    with database.engine.begin() as connection:
        if database.shared:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        command.upgrade(_config(connection), "head")


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
