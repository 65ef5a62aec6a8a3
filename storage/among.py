"""One of many, in a statement that reads the same however many there are: an array on PostgreSQL, JSON on SQLite.

`in_` writes each of them into the statement, which is then another statement to plan for every number of them.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles


class among(sa.ColumnElement[bool]):
    """Whether the column is one of those in the list given by this name."""

    inherit_cache = False
    type: Any = sa.types.NULLTYPE
    """Not a Boolean: those SQLite has no word for are compared with 1, and no index helps any more."""

    def __init__(self, column: sa.Column[Any], name: str) -> None:
        self.column = column
        self.name = name


class _Numbers(sa.TypeDecorator[Sequence[int]]):
    """Numbers as PostgreSQL writes an array of them: asking the driver about each takes three times as long."""

    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: sa.Dialect) -> str:
        """The array."""
        return f"{{{','.join(map(str, value or ()))}}}"


@compiles(among, "postgresql")
def _array(one: among, compiler: Any, **more: Any) -> str:
    kind = ARRAY(one.column.type)
    numbers = isinstance(one.column.type, sa.Integer)
    wanted: Any = sa.bindparam(one.name, type_=_Numbers() if numbers else kind)
    return compiler.process(one.column == sa.any_(sa.cast(wanted, kind) if numbers else wanted), **more)


@compiles(among, "sqlite")
def _json(one: among, compiler: Any, **more: Any) -> str:
    each = sa.func.json_each(sa.bindparam(one.name, type_=sa.JSON())).table_valued("value")
    return compiler.process(one.column.in_(sa.select(each.c.value)), **more)
