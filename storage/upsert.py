"""Many rows of one table at once, new or known."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert

from storage.many import Rows, run_many


async def upsert(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Insert the rows, or replace those that have the same primary key."""
    await run_many(connection, _statement(table, connection.dialect.name, replace=True), rows)


async def add_missing(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Insert the rows, and leave those alone that have the same primary key."""
    await run_many(connection, _statement(table, connection.dialect.name, replace=False), rows)


async def add(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Insert the rows, in their order."""
    await run_many(connection, _insert(table), rows)


@cache
def _insert(table: Table) -> Insert:
    return table.insert()


@cache
def _statement(table: Table, dialect: str, *, replace: bool) -> Insert:
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    keys = [column.name for column in table.primary_key]
    if not replace:
        return insert.on_conflict_do_nothing(index_elements=keys)
    others = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=others)
