"""SQLite's connection, with one trip to its thread for a statement, where four were usual.

The thread costs more than most statements: a trip takes some 60 µs, a look into an index 10 µs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any, Self

import aiosqlite

_AHEAD = 1000  # rows that come with the statement itself; most have fewer

SqliteRow = tuple[Any, ...]


class LiteConnection(aiosqlite.Connection):
    """A connection for SQLAlchemy's adapter, with cursors of its own."""

    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(partial(sqlite3.connect, database, **options), iter_chunk_size=_AHEAD)
        self._thread.daemon = True  # as SQLAlchemy has it: a forgotten connection does not keep the process

    def cursor(self) -> LiteCursor:  # type: ignore[override]  # the adapter enters it, and nobody else uses it
        """A cursor for one statement."""
        return LiteCursor(self)

    async def run(self, operation: Any, *arguments: Any) -> Any:
        """Call that in the connection's thread."""
        return await self._execute(operation, *arguments)  # type: ignore[no-untyped-call]

    @property
    def inner(self) -> sqlite3.Connection:
        """What belongs to the thread."""
        return self._conn


class LiteCursor:
    """Executes, fetches and closes in one trip; only of long results there are rows left to fetch."""

    arraysize = 1

    def __init__(self, connection: LiteConnection) -> None:
        self._connection = connection
        self._open: sqlite3.Cursor | None = None
        self._rows: list[SqliteRow] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        """Nothing to do: the statement opens it."""
        return self

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        """Execute a statement, and fetch its first rows."""
        await self._connection.run(self._execute, operation, parameters)

    async def executemany(self, operation: str, many: Sequence[Sequence[Any]]) -> None:
        """Execute a statement for each of many."""
        await self._connection.run(self._executemany, operation, many)

    async def fetchone(self) -> SqliteRow | None:
        """The next row, if there is one."""
        found = await self.fetchmany(1)
        return found[0] if found else None

    async def fetchmany(self, size: int = arraysize) -> list[SqliteRow]:
        """So many further rows, or those that are left."""
        if len(self._rows) < size and self._open is not None:
            await self._connection.run(self._fetch, max(size, _AHEAD))
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    async def fetchall(self) -> list[SqliteRow]:
        """All further rows."""
        while self._open is not None:
            await self._connection.run(self._fetch, -1)
        found, self._rows = self._rows, []
        return found

    async def close(self) -> None:
        """Let go of what was not fetched."""
        self._rows = []
        if self._open is not None:
            await self._connection.run(self._close)

    # --- in the thread --------------------------------------------------------------------------------

    def _execute(self, operation: str, parameters: Sequence[Any]) -> None:
        self._open = self._connection.inner.execute(operation, parameters)
        self.description, self.lastrowid = self._open.description, self._open.lastrowid
        if self.description is None:
            self._close()
        else:
            self._fetch(_AHEAD)

    def _executemany(self, operation: str, many: Sequence[Sequence[Any]]) -> None:
        self._open = self._connection.inner.executemany(operation, many)
        self._close()

    def _fetch(self, size: int) -> None:
        if self._open is not None:
            found = self._open.fetchall() if size < 0 else self._open.fetchmany(size)
            self._rows += found
            if size < 0 or len(found) < size:
                self._close()

    def _close(self) -> None:
        if self._open is not None:
            self.rowcount = self._open.rowcount
            self._open.close()
            self._open = None
