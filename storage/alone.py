"""One process at a time serves a database: a second one, started by mistake, would send everything once more.

The lock is the system's or the server's, and goes with the process that holds it, however that ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

_SERVING_LOCK = 0x63756165  # an arbitrary number that all processes of this program share
_BETWEEN_TRIES = 0.2  # seconds
_BETWEEN_LOOKS = 2.0
# in seconds: a machine that lost its power must not keep the next one out for long
_SOON_MISSED = {"tcp_keepalives_idle": 5, "tcp_keepalives_interval": 2, "tcp_keepalives_count": 3}


@asynccontextmanager
async def alone(database: Database, stop: asyncio.Event) -> AsyncIterator[bool]:
    """Wait until no other process serves the database, and keep others out meanwhile; False: ``stop`` came first.

    ``stop`` is set, too, when the server lost our lock (it was started anew) and another process was quicker.
    """
    lock = _FileLock(database) if database.engine.dialect.name == "sqlite" else _ServerLock(database)
    keeping: asyncio.Task[None] | None = None
    try:
        taken = await _taken(lock, stop)
        keeping = asyncio.create_task(_keep(lock, stop))
        yield taken
    finally:
        if keeping is not None:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
        await lock.release()


async def _taken(lock: _FileLock | _ServerLock, stop: asyncio.Event) -> bool:
    waits = False
    while not await lock.take():
        if not waits:
            log.warning("another.runs")
            waits = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _BETWEEN_TRIES)
        if stop.is_set():
            return False
    return True


async def _keep(lock: _FileLock | _ServerLock, stop: asyncio.Event) -> None:
    """Look after the lock; the database may be gone for a while, and the lock with it."""
    while not stop.is_set():
        await asyncio.sleep(_BETWEEN_LOOKS)
        try:
            kept = await lock.take()
        except Exception as exc:
            log.debug("lock.not_seen", extra={"error": type(exc).__name__})
            continue
        if not kept:
            log.error("another.runs")
            stop.set()


class _FileLock:
    """SQLite: a file beside the database. Never the database itself: closing it would drop SQLite's own locks."""

    def __init__(self, database: Database) -> None:
        name = database.engine.url.database
        self._path = Path(f"{name}.lock") if name and name != ":memory:" and fcntl is not None else None
        self._file: IO[bytes] | None = None

    async def take(self) -> bool:
        """Whether it is ours now."""
        if self._path is None or self._file is not None:
            return True
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        except OSError:  # a file system without locks
            log.warning("lock.impossible")
        self._file = file
        return True

    async def release(self) -> None:
        """Let others have it."""
        if self._file is not None:
            self._file.close()


class _ServerLock:
    """PostgreSQL: a lock of a connection's own, which lasts as long as the connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection | None = None

    async def take(self) -> bool:
        """Whether it is ours now. Raises what the driver raises."""
        if self._connection is not None:
            try:
                await self._connection.execute(text("SELECT 1"))
            except Exception:
                await self.release()
            else:
                return True
        engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection = await engine.connect()
        for setting, value in _SOON_MISSED.items():
            await self._connection.execute(text(f"SET {setting} = {value}"))
        if await self._connection.scalar(text(f"SELECT pg_try_advisory_lock({_SERVING_LOCK})")):
            return True
        await self.release()
        return False

    async def release(self) -> None:
        """Let others have it: the connection ends, instead of going back to where others would take it up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.invalidate()
            with contextlib.suppress(Exception):
                await connection.close()
