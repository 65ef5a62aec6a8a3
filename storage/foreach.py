"""One statement for each of many rows of values: in one journey on PostgreSQL, which takes a list for every column."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from storage.database import Db
from storage.prepared import Prepared, Values


class ForEach:
    """A statement that names the values of a row by calling what it is given (`row("house")`). `row` says of each of
    them which column its values belong in. It may have other `bindparam`s, which are the same for all rows.
    """

    def __init__(self, statement: Callable[[Callable[[str], Any]], Any], row: Mapping[str, sa.Column[Any]]) -> None:
        self._names = tuple(row)
        lists = [sa.bindparam(name, type_=ARRAY(column.type)) for name, column in row.items()]
        columns = [sa.column(name, column.type) for name, column in row.items()]
        listed = sa.func.unnest(*lists).table_valued(*columns, name="listed").render_derived()
        self._together = Prepared(statement(lambda name: listed.c[name]))
        self._one = Prepared(statement(lambda name: sa.bindparam(name, type_=row[name].type)))

    def write(self, db: Db, rows: Sequence[Values], shared: Values) -> None:
        """Run it for these rows. Raises DatabaseError."""
        if db.get_bind().dialect.name == "sqlite":
            self._one.write_all(db, [{**row, **shared} for row in rows])
        else:
            self._together.write(db, {**shared, **{name: [row[name] for row in rows] for name in self._names}})
