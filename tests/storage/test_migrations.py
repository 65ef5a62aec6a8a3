"""The database that migrations make is the one the models mean."""

from datetime import UTC, datetime, time

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from storage.database import Database
from storage.migrate import differences, migrate
from storage.models import Answer, Community, Member

NOW = datetime(2027, 1, 6, 9, 20, tzinfo=UTC)


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


FIRST = {
    "community": {"id": 1, "key": "cop", "name": "A community", "zone": "UTC", "city": "", "roster": "counts"},
    "organisation": {"id": 1, "community_id": 1, "key": "cisco", "name": "Cisco", "kind": "company", "seats": 2},
    "member": {
        "id": 1,
        "community_id": 1,
        "organisation_id": 1,
        "key": "cisco-1",
        "name": "Cisco nominee 1",
        "role": "nominee",
    },
    "house": {
        "id": "play:cisco",
        "name": "Cisco",
        "community_id": 1,
        "organisation_id": 1,
        "room": "play:cisco:room",
        "active": True,
    },
    "account": {
        "id": "play:cisco:1",
        "house_id": "play:cisco",
        "member_id": 1,
        "address": "a",
        "zone": "",
        "locale": "",
    },
    "code": {"hash": "secret", "community_id": 1, "organisation_id": 1, "expires": NOW, "uses_left": 1},
    "session": {
        "id": 1,
        "community_id": 1,
        "key": "core-1",
        "kind": "core session",
        "title": "A session",
        "about": "",
        "state": "open",
    },
    "meeting": {
        "id": 1,
        "session_id": 1,
        "number": 1,
        "local": NOW.replace(tzinfo=None),
        "zone": "UTC",
        "city": "",
        "minutes": 120,
        "starts": NOW,
        "cancelled": False,
    },
    "advisor": {"session_id": 1, "member_id": 1},
    "answer": {"meeting_id": 1, "member_id": 1, "organisation_id": 1, "choice": "coming", "at": NOW},
    "answer_history": {
        "id": 1,
        "meeting_id": 1,
        "member_id": 1,
        "choice": "coming",
        "at": NOW,
        "account_id": "play:cisco:1",
    },
    "delivery": {
        "id": 1,
        "drawing": "home",
        "house_id": "play:cisco",
        "member_id": 1,
        "due": NOW,
        "state": "waiting",
        "attempts": 0,
        "reason": "",
    },
}
"""One row of each table as the first shape had it."""


def test_what_is_there_already_stays(database_url: str) -> None:
    database = Database(database_url)
    migrate(database, "0001")
    with database.engine.begin() as connection:
        for name, row in FIRST.items():
            columns = sa.table(name, *(sa.column(key) for key in row))
            connection.execute(columns.insert(), row)
    migrate(database)
    assert differences(database) == []
    with database.engine.connect() as connection:
        for name, row in FIRST.items():
            kept = connection.execute(sa.select(SQLModel.metadata.tables[name])).mappings().one()
            assert {key: kept[key] for key in row} == row, name
    held = database.now(lambda db: db.get_one(Member, 1))
    assert (held.begins, held.ends, held.workdays, held.accepted) == (time(8), time(20), "1234567", 0)
    with pytest.raises(SQLAlchemyError):
        database.now(lambda db: db.add(Answer(meeting_id=99, member_id=1, organisation_id=1, choice="not", at=NOW)))
    database.close()
