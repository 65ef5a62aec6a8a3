"""The database that migrations make is the one the models mean."""

import pytest
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.migrate import differences, migrate
from storage.models import Community


def test_models_and_migrations_agree(database_url: str) -> None:
    database = Database(database_url)
    assert differences(database) != []
    migrate(database)
    assert differences(database) == []
    migrate(database)
    assert differences(database) == []
    database.close()


def test_a_database_that_lacks_a_table_would_be_found(database_url: str) -> None:
    database = Database(database_url)
    migrate(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE community DROP COLUMN city")
    assert differences(database) != []
    database.close()


def test_a_postgres_address_is_understood_as_hosts_write_it() -> None:
    assert Database("postgres://somebody:secret@127.0.0.1:1/db").engine.url.drivername == "postgresql+psycopg"


def test_an_error_of_the_database_does_not_print_what_was_written() -> None:
    database = Database("sqlite://")
    with pytest.raises(SQLAlchemyError) as failed:
        database.now(lambda db: db.add(Community(key="a-secret", name="x")))
    database.close()
    assert "a-secret" not in str(failed.value)


def test_another_process_can_migrate_while_one_runs(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    migrate(first)
    migrate(second)
    assert differences(second) == []
    first.close()
    second.close()
