"""One database, two engines: SQLite in the process itself, or PostgreSQL shared by many processes.

Work is an ordinary function of an open database handle. It runs inside one transaction: it happens whole or not at
all, and it may be run twice.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError as DatabaseError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session as Db

from storage.checkpoints import PAGES, Checkpoints

Result = TypeVar("Result")
Work = Callable[[Db], Result]

__all__ = ["Database", "DatabaseError", "Db", "Driver", "changes", "driver_of", "inserting", "remembered", "upsert"]

TURNS = 4
"""Turns of the event loop that the first of a burst waits for the others, on SQLite: one commit for twenty clicks costs
less than five for four each. Whoever comes alone waits for nobody.
"""

POSTGRES_THREADS = 8
"""Transactions one process has open at once on PostgreSQL."""

QUIET, PATIENCE = 10, 0.1
"""Turns of the event loop without other work, on SQLite, after which patient work begins: as many as a click takes from
the socket to its work, and from there to its answer. It waits no longer than so many seconds.
"""

MOST_AT_ONCE = 64
"""Pieces of work that share one SQLite transaction; bounds how long the event loop is held."""


class Database:
    """The way in. `url` as SQLAlchemy writes it, or a plain `postgres://` one as hosts hand them out."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self.shared = self._engine.dialect.name != "sqlite"
        self._pool = ThreadPoolExecutor(POSTGRES_THREADS, "database") if self.shared else None
        self._burst = False
        self._queue: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._patient = deque[tuple[Work[Any], asyncio.Future[Any], float]]()
        self._quiet = 0
        self._checkpoints = Checkpoints(self._engine)

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for migrations."""
        return self._engine

    async def run(self, work: Work[Result], *, patient: bool = False) -> Result:
        """Run the work in a transaction and answer what it answers. What it raises undoes all it did.

        On SQLite, pieces of work that arrive together share one transaction, so that a burst of clicks costs few
        commits, and `patient` work lets others go first; on PostgreSQL each has its own, in a thread.
        """
        loop = asyncio.get_running_loop()
        if self._pool is not None:
            return await loop.run_in_executor(self._pool, self.now, work)
        future: asyncio.Future[Result] = loop.create_future()
        if patient:
            self._patient.append((work, future, loop.time() + PATIENCE))
            if len(self._patient) == 1:
                loop.call_soon(self._after_others)
            return await future
        self._quiet = 0
        self._queue.append((work, future))
        if len(self._queue) == 1:
            loop.call_soon(self._gather, TURNS if self._burst else 0)
        return await future

    def now(self, work: Work[Result]) -> Result:
        """The same, here and at once: for commands and tests."""
        with Db(self._engine, expire_on_commit=False, autoflush=False) as db, db.begin():
            result = work(db)
            db.flush()
            return result

    def close(self) -> None:
        """Give every connection back."""
        if self._pool is not None:
            self._pool.shutdown()
        self._checkpoints.close()
        self._engine.dispose()

    def _gather(self, turns: int) -> None:
        if turns:
            asyncio.get_running_loop().call_soon(self._gather, turns - 1)
        else:
            self._drain()

    def _after_others(self) -> None:
        """One piece of patient work, when its time has come: each in a transaction of its own, with a pause between."""
        loop = asyncio.get_running_loop()
        work, future, until = self._patient[0]
        self._quiet += 1
        if self._quiet > QUIET or loop.time() >= until:
            self._patient.popleft()
            self._quiet = 0
            if not future.cancelled():
                self._alone(work, future)
        if self._patient:
            loop.call_soon(self._after_others)

    def _drain(self) -> None:
        queue, self._queue = self._queue[:MOST_AT_ONCE], self._queue[MOST_AT_ONCE:]
        if self._queue:
            asyncio.get_running_loop().call_soon(self._drain)
        self._burst = len(queue) > 1
        self._quiet = 0
        queue = [(work, future) for work, future in queue if not future.cancelled()]
        try:
            results = self._together([work for work, _ in queue])
        except Exception:
            # One of them failed and took the others' work back with it: each now stands for itself.
            for work, future in queue:
                self._alone(work, future)
            return
        self._checkpoints.committed()
        for (_, future), result in zip(queue, results, strict=True):
            future.set_result(result)

    def _together(self, queue: list[Work[Any]]) -> list[Any]:
        with Db(self._engine, expire_on_commit=False, autoflush=False) as db, db.begin():
            results: list[Any] = []
            for work in queue:
                results.append(work(db))
                db.flush()
                db.expunge_all()
            return results

    def _alone(self, work: Work[Any], future: asyncio.Future[Any]) -> None:
        try:
            future.set_result(self.now(work))
        except Exception as error:
            future.set_exception(error)
        self._checkpoints.committed()


@dataclass(frozen=True)
class Driver:
    """What lies under SQLAlchemy during one transaction, or one savepoint in it, for `storage.prepared`."""

    transaction: object
    dialect: Dialect
    connection: Any
    info: dict[Any, Any]
    memory: dict[Any, Any]
    """What was read in this transaction and still holds; see `remembered`."""

    def changed(self) -> None:
        """One more statement has changed rows."""
        self.info["changes"] = self.info.get("changes", 0) + 1


def driver_of(db: Db) -> Driver:
    """The driver's own connection in this transaction: asking SQLAlchemy for it takes as long as a small statement.

    It is asked once in each savepoint too, because that is when it tells the database of the savepoint.
    """
    found: Driver | None = db.info.get("driver")
    innermost = db.get_nested_transaction() or db.get_transaction()
    if found is None or found.transaction is not innermost:
        connection = db.connection()
        innermost = db.get_nested_transaction() or db.get_transaction()
        driver = connection.connection.dbapi_connection
        found = Driver(innermost, connection.dialect, driver, connection.info, {})
        db.info["driver"], connection.info["memory"] = found, found.memory
    return found


def remembered(db: Db, what: Hashable, read: Callable[[], Result]) -> Result:
    """What was read under this name in the same transaction, while nothing has changed rows since but the statements of
    `storage.prepared`. Only on SQLite, where a burst of clicks shares a transaction and nobody else writes meanwhile.
    """
    driver = driver_of(db)
    if driver.dialect.name != "sqlite":
        return read()
    if what not in driver.memory:
        driver.memory[what] = read()
    return driver.memory[what]


def changes(db: Db) -> int:
    """How many statements have changed rows on this connection: what is pending is written first."""
    db.flush()
    return driver_of(db).info.get("changes", 0)


def inserting(dialect: str) -> Callable[[Any], Any]:
    """This dialect's own `insert`, which can say what to do on conflict."""
    return (postgresql if dialect == "postgresql" else sqlite).insert


def upsert(db: Db, table: Any) -> Any:
    """An `INSERT` that can say what to do on conflict, in the dialect of this database."""
    return inserting(db.get_bind().dialect.name)(table)


def _engine(url: str) -> Engine:
    # hide_parameters: an error must not print tokens or names into a log.
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.partition("://")[2]
    if not url.startswith("sqlite"):
        engine = create_engine(
            url, hide_parameters=True, pool_size=POSTGRES_THREADS, max_overflow=2, pool_pre_ping=True
        )
        event.listen(engine, "after_cursor_execute", _count_changes)
        return engine
    in_memory = url in ("sqlite://", "sqlite:///:memory:")
    more: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    # Parameters by name, as PostgreSQL's driver takes them.
    arguments = {"check_same_thread": False, "timeout": 10}
    engine = create_engine(url, hide_parameters=True, paramstyle="named", connect_args=arguments, **more)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    event.listen(engine, "after_cursor_execute", _count_changes)
    event.listen(engine, "rollback_savepoint", _forget)
    return engine


def _count_changes(connection: Any, cursor: Any, _sql: Any, _values: Any, context: Any, _many: Any) -> None:
    if not (context.isinsert or context.isupdate or context.isdelete):
        return
    _forget(connection)
    if cursor.rowcount > 0:
        connection.info["changes"] = connection.info.get("changes", 0) + 1


def _forget(connection: Any, *_: Any) -> None:
    connection.info.get("memory", {}).clear()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Python's driver would otherwise begin transactions by its own rules, too late for a write lock.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-16384",
        f"wal_autocheckpoint={PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    # Taking the write lock at once means two writers wait for each other instead of failing half-way.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
