"""Tells a database that cannot just now from data that it will never take."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import exc as sql

# https://sqlite.org/rescode.html: busy, locked, out of memory, read-only, interrupted, I/O error, corrupt, full,
# cannot open, protocol, schema changed, not a database. Not the fault of what is being stored.
_SQLITE = frozenset({5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 17, 26})
# PostgreSQL's classes: connection, authorization, database missing, rolled back, resources (disk full), object in
# use (lock not available), operator's doing (shutting down), system and internal errors; and a read-only standby
_POSTGRESQL = ("08", "28", "3D", "40", "53", "55", "57", "58", "XX", "25006")


def is_passing(error: BaseException) -> bool:
    """Whether the same work may succeed later: locked, full, connection lost, serialization.

    Everything else condemns what was being stored, and nothing besides.
    """
    chain = list(_chain(error))
    return any(map(_passes, chain)) and not any(map(_condemns, chain))


def _condemns(error: BaseException) -> bool:
    """PostgreSQL's driver calls a value that fits no column an error of its interface, like a lost connection."""
    return isinstance(error, ValueError) and type(error).__module__.startswith("asyncpg")


def _passes(error: BaseException) -> bool:
    if isinstance(error, OSError | TimeoutError | sql.TimeoutError | sql.InterfaceError):
        return True
    if isinstance(error, sql.DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    state = getattr(error, "sqlstate", None)
    return isinstance(state, str) and state.startswith(_POSTGRESQL)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was made of, each once."""
    seen: list[BaseException] = []
    ahead: list[BaseException | None] = [error]
    while ahead:
        each = ahead.pop()
        if each is not None and each not in seen:
            seen.append(each)
            yield each
            ahead += [getattr(each, "orig", None), each.__cause__]
