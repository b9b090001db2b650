"""The engine: opens either database at its latest schema, and hands out transactions."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, Self, TypeVar

from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.columns import from_json, to_json
from storage.lite import LiteConnection
from storage.migrations import HEAD, revision_of, upgrade

_PATIENCE = 2  # seconds to wait for somebody else's lock before the caller may try again, or end
_WRITER_LOCK = 0x63756164  # an arbitrary number that all processes of this program share
_PRAGMAS = (
    "PRAGMA synchronous = FULL",  # what is committed survives a power cut
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_PATIENCE * 1000}",
    "PRAGMA cache_size = -16384",  # KiB
)
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}

T = TypeVar("T")


class UnknownDatabase(ValueError):
    """The address names a database that this program cannot use."""


class UnreachableDatabase(OSError):
    """The database's server cannot be connected to; the message says how that failed."""


def async_url(url: str) -> URL:
    """The address with its asynchronous driver; raises UnknownDatabase.

    Spellings that other tools use for PostgreSQL are understood: ``postgres://``, ``?sslmode=``.
    """
    try:
        parsed = make_url(url)
    except Exception as error:
        raise UnknownDatabase("not the address of a database") from error  # it may hold a password
    driver = _DRIVERS.get(parsed.drivername, parsed.drivername)
    if driver not in _DRIVERS.values():
        raise UnknownDatabase(f"{parsed.drivername}: neither SQLite nor PostgreSQL")
    if "sslmode" in parsed.query:
        parsed = parsed.update_query_dict({"ssl": parsed.query["sslmode"]})
        parsed = parsed.difference_update_query(["sslmode"])
    return parsed.set(drivername=driver)


class NewerDatabase(RuntimeError):
    """A later version of the program has changed the tables; this one would not know what it writes."""


class Database:
    """Either database, opened. Writers take turns, within the process and between processes."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._lite = engine.dialect.name == "sqlite"
        self._writer = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._turn = asyncio.Lock()
        self._sessions: set[AsyncSession] = set()
        self._unused = asyncio.Event()

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect, and bring the schema up to date.

        Raises UnknownDatabase, UnreachableDatabase, NewerDatabase, or what the driver raises (see `storage.failures`).
        """
        parsed = async_url(url)
        database = cls(_lite_engine(parsed) if parsed.get_backend_name() == "sqlite" else _engine(parsed))
        try:
            if database._lite:
                await database._write_ahead()
            await database._migrate()
        except OSError as exc:
            await database.close()
            raise UnreachableDatabase(exc.strerror or str(exc) or type(exc).__name__) from exc
        except BaseException:
            await database.close()
            raise
        return database

    async def _write_ahead(self) -> None:
        """Have SQLite keep a write-ahead log, so that readers do not stop the writer; the file remembers it.

        Changing over takes the file for itself, and of two that try at once SQLite refuses one without waiting.
        """
        lapse = asyncio.get_running_loop().time() + _PATIENCE
        while True:
            try:
                await self._outside_transactions("PRAGMA journal_mode = WAL")
                return
            except OperationalError as exc:
                busy = getattr(exc.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
                if not busy or asyncio.get_running_loop().time() > lapse:
                    raise
            await asyncio.sleep(0.01)

    async def _outside_transactions(self, statement: str) -> None:
        async with self.engine.execution_options(begin="").connect() as connection:
            await connection.exec_driver_sql(statement)

    async def _migrate(self) -> None:
        async with self.read() as session:
            reached = await (await session.connection()).run_sync(revision_of)
        if reached == HEAD:
            return  # the usual case, and it waits for nobody's lock
        if reached is not None and reached > HEAD:
            raise NewerDatabase(reached)
        async with self.write() as session:
            await (await session.connection()).run_sync(upgrade)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction, while no other writer is at work; committed at the end, undone by an exception."""
        async with self._turn, self._session(self._writer) as session:
            connection = await _to_its_end(session.connection())  # for SQLite this is what begins, and may wait
            if not self._lite:
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})"))
            yield session
            await _to_its_end(session.commit())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction for looking only: nothing done in it stays."""
        async with self._session(self.engine) as session:
            yield session

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
        session = AsyncSession(engine, expire_on_commit=False)
        self._sessions.add(session)
        try:
            yield session
        finally:
            try:
                await _to_its_end(session.close())  # which undoes what is not committed
            finally:
                self._sessions.discard(session)
                if not self._sessions:
                    self._unused.set()

    async def close(self) -> None:
        """Let go of all connections, once what was cancelled has let go of its own."""
        if self._sessions:
            self._unused.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._unused.wait(), _PATIENCE + 1)
        await self.engine.dispose()


async def _to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Do it whole even when the caller is cancelled meanwhile, so that a connection is never left halfway."""
    task = asyncio.ensure_future(work)
    cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:  # once, or again and again: whoever ends the program is in a hurry
            cancelled = True
        except Exception:
            break  # the task's own
    if cancelled:
        if not task.cancelled():
            task.exception()  # looked at: being cancelled is what counts now
        raise asyncio.CancelledError
    return task.result()


def _engine(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        json_serializer=to_json,
        json_deserializer=from_json,
        pool_pre_ping=True,
        connect_args={
            "timeout": 10,
            "command_timeout": 60,
            "server_settings": {
                "lock_timeout": f"{_PATIENCE}s",
                "application_name": "cuadrante",
                # a writer must see what was committed while it waited for its turn, whatever is usual on this server
                "default_transaction_isolation": "read committed",
            },
        },
    )


def _lite_engine(url: URL) -> AsyncEngine:
    options: dict[str, Any] = {}
    if url.database in (None, "", ":memory:"):
        # it lives as long as its one connection, which all therefore share, one after the other
        options = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
    engine = create_async_engine(
        url,
        json_serializer=to_json,
        json_deserializer=from_json,
        connect_args={"timeout": _PATIENCE, "async_creator_fn": LiteConnection},
        **options,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # Python's own idea of when a transaction begins is in the way of `_begin`
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    if statement := connection.get_execution_options().get("begin", "BEGIN"):
        connection.exec_driver_sql(statement)
