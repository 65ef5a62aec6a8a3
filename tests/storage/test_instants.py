"""Instants are told to the driver and read from it once, however many rows and statements name the same."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from storage import prepared
from storage.database import Database
from storage.models import Meeting, table
from storage.prepared import Prepared

_meeting = table(Meeting)


def turned(way: str) -> int:
    """How often such a turn was really made."""
    return sum(turn.cache_info().misses for (_, each, _d), turn in prepared._INSTANTS.items() if each == way)  # type: ignore[attr-defined]


def test_many_that_name_the_same_instant_turn_it_once(database_url: str) -> None:
    at = datetime.now(UTC)
    statement = Prepared(sa.select(sa.bindparam("at", type_=_meeting.c.starts.type).label("starts")))
    with closing(Database(database_url)) as database:
        database.now(lambda db: statement.rows(db, {"at": at - timedelta(days=1)}))
        told, read = turned("in"), turned("out")
        for _ in range(20):
            assert database.now(lambda db: statement.rows(db, {"at": at})) == [(at,)]
        assert (turned("in") - told, turned("out") - read) == (1, 1)
