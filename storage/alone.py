"""One process at a time serves a database: a second one, started by mistake, would send everything once more.

The lock is the system's or the server's, and goes with the process that holds it, however that ends. A server may lose
it, too, while its holder lives: whoever takes it then leaves a mark of its own, and nothing is sent without looking
whether the mark is still one's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.database import Database
from storage.failures import is_passing
from storage.health import note
from storage.tables import NOTES

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

_SERVED_BY = "served_by"
_SERVING_LOCK = 0x63756165  # an arbitrary number that all processes of this program share
_BETWEEN_TRIES = 0.2  # seconds
_BETWEEN_LOOKS = 2.0
_PATIENCE = 5.0  # seconds for one look
# in seconds: a machine that lost its power must not keep the next one out for long
_SOON_MISSED = {"tcp_keepalives_idle": 5, "tcp_keepalives_interval": 2, "tcp_keepalives_count": 3}
_MARK = select(NOTES.c.value).where(NOTES.c.key == _SERVED_BY)


@dataclass(frozen=True, slots=True)
class Claim:
    """That this process serves, and none that came later."""

    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    async def holds(self, session: AsyncSession) -> bool:
        """Whether no other process has begun to serve since."""
        return bool(await (await session.connection()).scalar(_MARK) == self.mark)


class Superseded(Exception):
    """The server lost our lock (it was started anew, a connection was cut), and another process was quicker."""


@asynccontextmanager
async def alone(database: Database, stop: asyncio.Event) -> AsyncIterator[Claim | None]:
    """Wait until no other process serves the database, and keep others out meanwhile; None: ``stop`` came first.

    Raises:
        Superseded: at the end, where another process serves by now; ``stop`` was set when that was seen.
    """
    lock = _FileLock(database) if database.engine.dialect.name == "sqlite" else _ServerLock(database)
    keeping: asyncio.Task[None] | None = None
    try:
        if not await _taken(lock, stop):
            yield None
            return
        claim = Claim()
        async with database.write() as session:
            await note(session, _SERVED_BY, claim.mark, datetime.now(UTC))
        keeping = asyncio.create_task(_keep(lock, claim, database, stop))
        yield claim
        if keeping.done():
            keeping.result()
    finally:
        if keeping is not None:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
        await lock.release()


async def _taken(lock: _FileLock | _ServerLock, stop: asyncio.Event) -> bool:
    waits = False
    while not await _taken_now(lock):
        if not waits:
            log.warning("another.runs")
            waits = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _BETWEEN_TRIES)
        if stop.is_set():
            return False
    return True


async def _taken_now(lock: _FileLock | _ServerLock) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await lock.take()
    except Exception as exc:
        if not is_passing(exc):
            raise
        log.debug("lock.not_seen", extra={"error": type(exc).__name__})
        return False  # the server is started anew


async def _keep(lock: _FileLock | _ServerLock, claim: Claim, database: Database, stop: asyncio.Event) -> None:
    """Look after the lock; the database may be gone for a while, and the lock with it."""
    wait = _BETWEEN_LOOKS
    while True:
        await asyncio.sleep(wait)
        try:
            async with asyncio.timeout(_PATIENCE), database.read() as session:
                kept = await lock.take() and await claim.holds(session)
        except Exception as exc:
            log.debug("lock.not_seen", extra={"error": type(exc).__name__})
            wait = _BETWEEN_TRIES
            continue
        wait = _BETWEEN_LOOKS
        if not kept:
            log.error("another.runs")
            stop.set()
            raise Superseded


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
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: AsyncConnection | None = None

    async def take(self) -> bool:
        """Whether it is ours now: the connection that has it gets it again. Raises what the driver raises."""
        try:
            if self._connection is None:
                self._connection = await self._engine.connect()
                for setting, value in _SOON_MISSED.items():
                    await self._connection.execute(text(f"SET {setting} = {value}"))
            return bool(await self._connection.scalar(text(f"SELECT pg_try_advisory_lock({_SERVING_LOCK})")))
        except BaseException:
            await self.release()
            raise

    async def release(self) -> None:
        """Let others have it: the connection ends, instead of going back to where others would take it up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.invalidate()
            with contextlib.suppress(Exception):
                await connection.close()
