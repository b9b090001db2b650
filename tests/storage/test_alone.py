"""One process serves, whatever becomes of the lock: here two of them are two openings of one database."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from storage import alone as alone_module
from storage.alone import Claim, Superseded, alone
from storage.database import Database
from tests.durability.bot_process import until

LOCK = 0x63756165  # of storage.alone
_HOLDERS = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid::bigint = $1"


class Process:
    """Serves from when it may to when it must not, like the program."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.stop = asyncio.Event()
        self.claim: Claim | None = None
        self.task = asyncio.create_task(self._serve())

    async def _serve(self) -> None:
        async with alone(self.database, self.stop) as self.claim:
            if self.claim is not None:
                await self.stop.wait()

    async def may_send(self) -> bool:
        async with self.database.read() as session:
            return self.claim is not None and await self.claim.holds(session)


@contextlib.asynccontextmanager
async def a_process(url: str) -> AsyncIterator[Process]:
    database = await Database.open(url)
    process = Process(database)
    try:
        yield process
    finally:
        process.stop.set()
        await asyncio.gather(process.task, return_exceptions=True)
        await database.close()


async def cut(url: str) -> None:
    """The server ends the connection that has the lock."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(f"SELECT pg_terminate_backend(pid) FROM ({_HOLDERS}) AS holder", LOCK)
    await connection.close()


async def is_held(url: str) -> bool:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    held = await connection.fetch(_HOLDERS, LOCK)
    await connection.close()
    return bool(held)


async def test_who_lost_the_lock_sends_nothing_once_another_serves_and_then_ends(postgresql_url: str) -> None:
    async with a_process(postgresql_url) as first:
        await until(first.may_send, "it serves")
        async with a_process(postgresql_url) as second:
            await asyncio.sleep(0.3)
            assert not await second.may_send()
            await cut(postgresql_url)
            await until(second.may_send, "it serves")
            assert not await first.may_send()
            with pytest.raises(Superseded):
                await asyncio.wait_for(first.task, 5)
            assert first.stop.is_set()
            assert await second.may_send()


async def test_a_lock_that_was_lost_and_that_nobody_took_is_taken_again(postgresql_url: str) -> None:
    async with a_process(postgresql_url) as only:
        await until(only.may_send, "it serves")
        await cut(postgresql_url)
        assert await only.may_send()
        await until(lambda: is_held(postgresql_url), "it has the lock again")
        assert not only.stop.is_set()


async def test_a_connection_that_failed_on_its_way_to_the_lock_is_not_the_lock(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_process(postgresql_url) as first:
        await until(first.may_send, "it serves")
        database = await Database.open(postgresql_url)
        lock = alone_module._ServerLock(database)
        with monkeypatch.context() as trouble:
            trouble.setitem(alone_module._SOON_MISSED, "statement_timeout", "-1")
            with pytest.raises(DBAPIError, match="statement_timeout"):
                await lock.take()
        assert not await lock.take()
        await lock.release()
        await database.close()


async def test_where_the_system_has_no_locks_the_one_that_came_last_serves(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone_module, "fcntl", None)
    async with a_process(sqlite_url) as first:
        await until(first.may_send, "it serves")
        async with a_process(sqlite_url) as second:
            await until(second.may_send, "it serves")
            assert not await first.may_send()
            with pytest.raises(Superseded):
                await asyncio.wait_for(first.task, 5)
