"""Statements of the path that every click takes: compiled once for each dialect, then handed to the driver as they are.

Written with SQLAlchemy like all others. Its own way to run a statement asks again each time what was decided when the
statement was compiled, and takes five times as long as SQLite does over the statement itself (35 against 6 µs).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import DatabaseError, Db, Driver, driver_of, inserting

Values = Mapping[str, Any]
Row = tuple[Any, ...]
Turn = Callable[[Any], Any]
"""From a value of ours to the driver's, or back."""
INSTANTS = 256
"""How many are remembered as they were written, and how many as they were read."""
_INSTANTS: dict[tuple[type, str, str], Turn] = {}


class _Compiled(NamedTuple):
    """A statement in one dialect: what is always the same in it, and which values and columns the driver knows
    differently.
    """

    sql: str
    constants: dict[str, Any]
    turned_in: tuple[tuple[str, Turn], ...]
    turned_out: tuple[tuple[int, Turn], ...]
    writes: bool
    broken: type[Exception]


class Prepared:
    """One statement with its `bindparam`s, or a function that makes it of the dialect's own `insert`; without lists
    that are as long as their values (`in_`). `columns` are those an insert is given where it does not name them itself.

    Every method takes the values by their names and raises DatabaseError.
    """

    def __init__(self, statement: Any, columns: Sequence[str] = ()) -> None:
        self._statement = statement
        self._columns = columns or None
        self._by_dialect: dict[str, _Compiled] = {}

    def rows(self, db: Db, values: Values) -> Sequence[Row]:
        """Every row of what it finds or returns."""
        driver = driver_of(db)
        compiled = self._compiled(driver)
        found: list[Row] = _run(driver, compiled, values).fetchall()
        if found and compiled.writes:
            driver.changed()
        if not compiled.turned_out:
            return found
        turned: list[Row] = []
        for row in found:
            columns = [*row]
            for at, turn in compiled.turned_out:
                if columns[at] is not None:
                    columns[at] = turn(columns[at])
            turned.append(tuple(columns))
        return turned

    def row(self, db: Db, values: Values) -> Row | None:
        """The first of them."""
        return next(iter(self.rows(db, values)), None)

    def write(self, db: Db, values: Values) -> None:
        """For a statement that returns nothing."""
        driver = driver_of(db)
        if _run(driver, self._compiled(driver), values).rowcount > 0:
            driver.changed()

    def write_all(self, db: Db, rows: Sequence[Values]) -> None:
        """The same once for each of these."""
        driver = driver_of(db)
        compiled = self._compiled(driver)
        try:
            cursor = driver.connection.cursor()
            cursor.executemany(compiled.sql, [_given(compiled, values) for values in rows])
        except compiled.broken as broken:
            raise DatabaseError(type(broken).__name__) from broken
        if cursor.rowcount > 0:
            driver.changed()

    def _compiled(self, driver: Driver) -> _Compiled:
        dialect = driver.dialect
        found = self._by_dialect.get(dialect.name)
        if found is None:
            statement = self._statement(inserting(dialect.name)) if callable(self._statement) else self._statement
            found = self._by_dialect[dialect.name] = _compile(statement, dialect, self._columns)
        return found


def _run(driver: Driver, compiled: _Compiled, values: Values) -> Any:
    try:
        return driver.connection.execute(compiled.sql, _given(compiled, values))
    except compiled.broken as broken:
        raise DatabaseError(type(broken).__name__) from broken


def _given(compiled: _Compiled, values: Values) -> dict[str, Any]:
    given = {**compiled.constants, **values}
    for name, turn in compiled.turned_in:
        given[name] = turn(given[name])
    return given


def _compile(statement: Any, dialect: sa.Dialect, columns: Sequence[str] | None) -> _Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if compiled.post_compile_params or compiled.insert_prefetch or compiled.update_prefetch:
        raise TypeError("a prepared statement neither grows with its values nor fills in defaults")
    binds: dict[str, sa.BindParameter[Any]] = compiled.binds
    turns = {name: _turn_in(bind.type, dialect) for name, bind in binds.items()}
    constants = {name: bind.value for name, bind in binds.items() if not bind.required}
    results = [_turn_out(column.type, dialect) for column in _columns(statement)]
    return _Compiled(
        str(compiled),
        {name: turn(value) if (turn := turns[name]) else value for name, value in constants.items()},
        tuple((name, turn) for name, turn in turns.items() if turn and name not in constants),
        tuple((at, turn) for at, turn in enumerate(results) if turn),
        writes=not isinstance(statement, sa.SelectBase),
        broken=dialect.loaded_dbapi.Error,
    )


def _turn_in(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Turn | None:
    turn = kind.dialect_impl(dialect).bind_processor(dialect)
    return _quick(kind, "in", dialect, turn) if turn else None


def _turn_out(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Turn | None:
    turn = kind.dialect_impl(dialect).result_processor(dialect, None)
    return _quick(kind, "out", dialect, turn) if turn else None


def _quick(kind: sa.types.TypeEngine[Any], way: str, dialect: sa.Dialect, turn: Turn) -> Turn:
    """The same; instants are turned once, for a click names its own in three statements and many name the same."""
    inner = kind.impl_instance if isinstance(kind, sa.TypeDecorator) else kind
    if not issubclass(inner.python_type, datetime):
        return turn
    return _INSTANTS.setdefault((type(kind), way, dialect.name), lru_cache(INSTANTS)(turn))


def _columns(statement: Any) -> Sequence[sa.ColumnElement[Any]]:
    return statement.exported_columns
