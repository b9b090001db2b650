"""A statement that is run for many rows, compiled once.

SQLAlchemy itself looks at each value of each row at each execution, which costs more than the database does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import UpdateBase

Rows = Sequence[dict[str, Any]]


async def run_many(connection: AsyncConnection, statement: UpdateBase, rows: Rows) -> None:
    """Run it for each row, in their order. All rows have the same names, those of the statement's parameters.

    ``statement`` is one of the module's that calls: what was made of it is kept for the next time.
    """
    if rows:
        sql, convert = _compiled(statement, tuple(rows[0]), connection.dialect)
        await connection.exec_driver_sql(sql, convert(rows))


@lru_cache(maxsize=256)
def _compiled(
    statement: UpdateBase, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, Callable[[Rows], list[tuple[Any, ...]]]]:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    order = compiled.positiontup or []  # both drivers count their parameters
    types = [compiled.binds[name].type.dialect_impl(dialect) for name in order]
    conversions = [(place, each) for place, kind in enumerate(types) if (each := kind.bind_processor(dialect))]
    values_of = itemgetter(*order)

    def convert(rows: Rows) -> list[tuple[Any, ...]]:
        if len(order) == 1:
            columns: list[Any] = [map(values_of, rows)]
        else:
            columns = list(zip(*map(values_of, rows), strict=True))
        for place, conversion in conversions:
            columns[place] = map(conversion, columns[place])
        return list(zip(*columns, strict=True))

    return compiled.string, convert
