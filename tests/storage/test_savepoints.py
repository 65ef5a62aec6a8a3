"""What fails takes back all that it wrote, and nothing else, whichever way its statements go to the database."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from storage.database import Database, DatabaseError, Db, Work
from storage.models import Community, House, Organisation, table
from storage.prepared import Prepared

_house = table(House)
COLUMNS = ("id", "name", "room", "active", "community_id", "organisation_id")
ADD = Prepared(_house.insert(), COLUMNS)
Write = Callable[[Db, str], None]
NAMES = Prepared(sa.select(_house.c.id).order_by(_house.c.id))


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url)

    def work(db: Db) -> None:
        db.add(Community(id=1, key="c", name="A community of practice"))
        db.flush()
        db.add(Organisation(id=1, community_id=1, key="o", name="Cisco"))

    database.now(work)
    yield database
    database.close()


def prepared(db: Db, house: str) -> None:
    """A house, past SQLAlchemy."""
    ADD.write(db, values(house))


def plain(db: Db, house: str) -> None:
    """A house, by SQLAlchemy."""
    db.connection().execute(sa.insert(_house).values(values(house)))


def goes_well(db: Db, *names: str) -> None:
    """Houses in a savepoint of their own."""
    with db.begin_nested():
        for house in names:
            prepared(db, house)


def breaks(db: Db, work: Callable[[], None]) -> None:
    """This in a savepoint that fails."""
    with db.begin_nested():
        work()
        raise ArithmeticError


def values(house: str) -> dict[str, object]:
    return {
        "id": house,
        "name": house,
        "room": "",
        "active": True,
        "community_id": 1,
        "organisation_id": 1,
    }


def houses(database: Database) -> list[str]:
    return database.now(lambda db: [str(name) for (name,) in NAMES.rows(db, {})])


@pytest.mark.parametrize("before", [prepared, plain])
@pytest.mark.parametrize("within", [prepared, plain])
def test_a_savepoint_takes_back_what_was_written_since(database: Database, before: Write, within: Write) -> None:
    def work(db: Db) -> None:
        before(db, "before")
        with pytest.raises(ArithmeticError):
            breaks(db, lambda: within(db, "within"))
        prepared(db, "after")

    database.now(work)
    assert houses(database) == ["after", "before"]


def test_one_savepoint_after_the_other_and_within_another(database: Database) -> None:
    def work(db: Db) -> None:
        with db.begin_nested():
            prepared(db, "1 kept")
            with pytest.raises(ArithmeticError):
                breaks(db, lambda: prepared(db, "2 lost"))
            prepared(db, "3 kept")
        with pytest.raises(ArithmeticError):
            breaks(db, lambda: goes_well(db, "4 lost"))
        prepared(db, "6 kept")

    database.now(work)
    assert houses(database) == ["1 kept", "3 kept", "6 kept"]


def test_after_a_prepared_statement_that_failed_in_a_savepoint_the_transaction_goes_on(database: Database) -> None:
    def work(db: Db) -> None:
        prepared(db, "before")
        with pytest.raises(DatabaseError):
            goes_well(db, "within", "before")
        prepared(db, "after")

    database.now(work)
    assert houses(database) == ["after", "before"]


def test_a_transaction_that_fails_takes_back_its_prepared_writes(database: Database) -> None:
    def work(db: Db) -> None:
        prepared(db, "first")
        goes_well(db, "second")
        ADD.write_all(db, [values("many"), values("more")])
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        database.now(work)
    assert houses(database) == []


async def test_of_a_burst_only_the_piece_that_fails_is_taken_back(database: Database) -> None:
    def fails(db: Db) -> None:
        prepared(db, "lost")
        raise ArithmeticError

    def adds(house: str) -> Work[None]:
        return lambda db: prepared(db, house)

    pieces = [adds("one"), fails, adds("two")]
    results = await asyncio.gather(*(database.run(piece) for piece in pieces), return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["NoneType", "ArithmeticError", "NoneType"]
    assert houses(database) == ["one", "two"]
