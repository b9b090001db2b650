"""A database that is locked, full, or gone for a while: nothing is confirmed, and afterwards nothing is missing."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import asyncpg

from tests.durability.books import MARK
from tests.durability.bot_process import until
from tests.durability.town import Town, small_town

_WRITER_LOCK = 0x63756164  # of storage.database: what a writer of the bot's holds in PostgreSQL


async def test_sqlite_may_be_locked_and_then_full_for_a_while(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.bot.start()
        await town.report(3)
        await town.until_done(1)
        with closing(sqlite3.connect(tmp_path / "cuadrante.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await town.cry(0)
            await town.bot.until_logged("intake.failed")
            other.execute("ROLLBACK")
        await town.until_done(2)
        await _full_at(_size_of(tmp_path / "cuadrante.db-wal"), town)
        await _nothing_is_missing(town)


def _size_of(path: Path) -> int:
    return path.stat().st_size


async def _full_at(size: int, town: Town) -> None:
    """The database may not grow: the system refuses what is written, and sends the signal that this comes with."""
    before = resource.prlimit(town.bot.pid, resource.RLIMIT_FSIZE)
    failed = town.bot.log.count("intake.failed")
    resource.prlimit(town.bot.pid, resource.RLIMIT_FSIZE, (size, before[1]))
    await town.cry(1)
    await town.bot.until_logged("intake.failed", failed + 1)
    resource.prlimit(town.bot.pid, resource.RLIMIT_FSIZE, before)
    await town.until_done(3)


async def test_postgresql_may_be_locked_and_then_crash(postgresql_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, postgresql_url) as town:
        await town.bot.start()
        await town.report(3)
        await town.until_done(1)
        other = await asyncpg.connect(postgresql_url.replace("+asyncpg", ""))
        await other.execute(f"SELECT pg_advisory_lock({_WRITER_LOCK})")
        await town.cry(0)
        await town.bot.until_logged("intake.failed")
        await other.execute(f"SELECT pg_advisory_unlock({_WRITER_LOCK})")
        await town.until_done(2)
        # one process of the server dies: it throws everybody out and recovers
        backend = await other.fetchval("SELECT pg_backend_pid()")
        os.kill(backend, signal.SIGKILL)
        other.terminate()
        await town.cry(1)
        await _until_it_answers(lambda: town.until_done(3))
        await _nothing_is_missing(town)


async def _until_it_answers(work: Callable[[], Awaitable[None]]) -> None:
    async def worked() -> bool:
        try:
            await work()
        except Exception as exc:
            if isinstance(exc, AssertionError):
                raise
            return False
        return True

    await until(worked, "PostgreSQL recovers")


async def _nothing_is_missing(town: Town) -> None:
    assert await town.books.rows("SELECT state, count(*) FROM updates GROUP BY state") == [("handled", 3)]
    assert await town.books.count("reports") == 3
    told = await town.said_to(town.here.officer)
    for number in (1, 2, 3):
        mine = [text for text in told if f"CUA-{number:06d}" in text]
        assert mine, f"nobody was told of report {number}"
        assert all(text.startswith(MARK) for text in mine[1:])
    assert await town.bot.stop() == 0
    assert "Traceback" not in town.bot.log
