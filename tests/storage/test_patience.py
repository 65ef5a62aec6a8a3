"""On SQLite whoever waits for an answer goes before what can wait, which is done all the same."""

import asyncio
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from storage import checkpoints
from storage.database import PATIENCE, Database, Db, Work
from storage.migrate import migrate
from storage.models import Community, table

_community = table(Community)


def add(db: Db, number: int) -> None:
    db.connection().execute(sa.insert(_community).values(id=number, key=f"c{number}", name="A community"))


def count(db: Db) -> int:
    return db.connection().execute(sa.select(sa.func.count()).select_from(_community)).scalar_one()


def opened(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'convener.db'}")
    migrate(database)
    return database


async def test_work_that_comes_after_patient_work_is_done_before_it(tmp_path: Path) -> None:
    database, order = opened(tmp_path), list[str]()
    patient = asyncio.create_task(database.run(lambda _: order.append("patient"), patient=True))
    await asyncio.sleep(0)
    for _ in range(3):
        await database.run(lambda _: order.append("click"))
    await patient
    assert order == ["click", "click", "click", "patient"]
    database.close()


async def test_patient_work_is_done_while_others_never_stop(tmp_path: Path) -> None:
    database, done = opened(tmp_path), asyncio.Event()

    async def clicks() -> None:
        while not done.is_set():
            await database.run(lambda _: None)

    clicking = asyncio.create_task(clicks())
    async with asyncio.timeout(PATIENCE + 30):
        await database.run(lambda db: add(db, 1), patient=True)
    assert not clicking.done()
    done.set()
    await clicking
    assert database.now(count) == 1
    database.close()


async def test_patient_work_that_fails_says_so_and_the_next_is_done(tmp_path: Path) -> None:
    database = opened(tmp_path)

    def fails(db: Db) -> None:
        add(db, 1)
        raise ArithmeticError

    def adds(number: int) -> Work[None]:
        return lambda db: add(db, number)

    pieces = [adds(2), fails, adds(3)]
    results = await asyncio.gather(*(database.run(one, patient=True) for one in pieces), return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["NoneType", "ArithmeticError", "NoneType"]
    assert database.now(count) == 2
    database.close()


async def test_the_log_is_written_back_into_the_file(tmp_path: Path) -> None:
    database = opened(tmp_path)
    file, log = tmp_path / "convener.db", tmp_path / "convener.db-wal"
    for number in range(1, 3 * checkpoints.EVERY):
        await database.run(partial(add, number=number), patient=True)
    async with asyncio.timeout(30):
        while b"c1A community" not in file.read_bytes():
            await database.run(count)
    assert log.exists()
    database.close()
