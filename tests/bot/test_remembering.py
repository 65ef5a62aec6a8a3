"""What is remembered within a transaction never outlives a change, or the transaction."""

import asyncio

import sqlalchemy as sa

from storage.database import Database, Db
from storage.look import look
from storage.models import Session, table
from tests.town import SESSION, Town

_session = table(Session)


def rename(db: Db, title: str) -> None:
    db.connection().execute(sa.update(_session).where(_session.c.id == 1).values(title=title))


def title(db: Db) -> str:
    found = look(db, 1, 1)
    assert found is not None
    return found.title


async def test_a_session_looks_as_it_was_changed_a_moment_ago_in_the_same_transaction(town: Town) -> None:
    def work(db: Db) -> list[str]:
        seen = [title(db)]
        rename(db, "One")
        seen.append(title(db))
        db.get_one(Session, 1).title = "Two"
        db.flush()
        seen.append(title(db))
        return seen

    assert await town.product.database.run(work) == [SESSION, "One", "Two"]


async def test_what_a_savepoint_took_back_is_not_remembered(town: Town) -> None:
    def work(db: Db) -> list[str]:
        before = title(db)
        with db.begin_nested() as nested:
            rename(db, "One")
            within = title(db)
            nested.rollback()
        return [before, within, title(db)]

    assert await town.product.database.run(work) == [SESSION, "One", SESSION]


async def test_of_a_burst_that_failed_nothing_is_remembered(town: Town) -> None:
    database: Database = town.product.database

    def breaks(db: Db) -> str:
        rename(db, "One")
        title(db)
        raise ValueError

    results = await asyncio.gather(*(database.run(work) for work in (title, breaks, title)), return_exceptions=True)
    assert [str(type(result).__name__) for result in results] == ["str", "ValueError", "str"]
    assert results[::2] == [SESSION, SESSION]
