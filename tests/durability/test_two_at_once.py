"""Two processes of the program by mistake on one database: nobody hears anything twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from tests.databases import running_server
from tests.durability.bot_process import BotProcess, bot_process, until
from tests.durability.town import Town, small_town

_SERVING_LOCK = 0x63756165  # of storage.alone: what the process that serves holds in PostgreSQL


@asynccontextmanager
async def two_processes(place: Path, url: str) -> AsyncIterator[tuple[Town, BotProcess]]:
    """The town's bot serves, and a second process stands by."""
    (place / "second").mkdir()
    async with (
        small_town(place, url) as town,
        bot_process(place / "second", place / "rules.yaml", town.bot.environment) as second,
    ):
        await town.bot.start()
        await town.bot.until_logged("telegram.connected")
        await second.start()
        await second.until_logged("another.runs")
        yield town, second


async def _each_is_told_once(town: Town, number: int, folio: str) -> None:
    await town.cry(number)
    await town.until_told(town.here.officer, folio)
    assert len([text for text in await town.said_to(town.here.officer) if folio in text]) == 1


async def test_a_second_process_stands_by_and_goes_on_where_the_first_was_killed(
    database_url: str, tmp_path: Path
) -> None:
    async with two_processes(tmp_path, database_url) as (town, second):
        for number in range(3):
            await town.cry(number)
        await town.until_done(3)
        assert len(await town.said_to(town.here.officer)) == 3

        await town.bot.kill()
        await second.until_logged("telegram.connected")
        await town.report(5)
        await town.until_told(town.here.officer, "CUA-000004")
        assert len(await town.said_to(town.here.officer)) == 4
        assert await second.stop() == 0
        assert "Traceback" not in second.log


async def test_where_the_server_cuts_the_connection_with_the_lock_the_second_goes_on_and_the_first_ends(
    postgresql_url: str, tmp_path: Path
) -> None:
    async with two_processes(tmp_path, postgresql_url) as (town, second):
        await _each_is_told_once(town, 3, "CUA-000001")
        operator = await asyncpg.connect(postgresql_url.replace("+asyncpg", ""))
        await operator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = $1",
            _SERVING_LOCK,
        )
        await operator.close()
        await second.until_logged("telegram.connected")
        await _each_is_told_once(town, 4, "CUA-000002")
        assert await town.bot.exit_code() == 1
        assert "another process serves" in town.bot.log or "otro proceso" in town.bot.log
        await _each_is_told_once(town, 5, "CUA-000003")
        assert await second.stop() == 0
        assert "Traceback" not in town.bot.log + second.log


async def test_a_server_that_is_started_anew_finds_one_of_the_two_serving_again(tmp_path: Path) -> None:
    server = running_server()
    url, postgresql = await asyncio.to_thread(server.__enter__)
    try:
        async with two_processes(tmp_path, url) as (town, second):
            await _each_is_told_once(town, 3, "CUA-000001")
            await asyncio.to_thread(postgresql.stop)
            await town.cry(4)
            await asyncio.to_thread(postgresql.start)
            await town.until_told(town.here.officer, "CUA-000002")
            await _each_is_told_once(town, 5, "CUA-000003")
            said = await town.said_to(town.here.officer)
            assert len([text for text in said if "CUA-000002" in text]) == 1

            async def decided() -> bool:
                return "telegram.connected" not in second.log or await _has_ended(town.bot)

            await until(decided, "only one serves")
            assert "Traceback" not in town.bot.log + second.log
    finally:
        await asyncio.to_thread(server.__exit__, None, None, None)


async def _has_ended(bot: BotProcess) -> bool:
    return bot.process is not None and bot.process.poll() == 1


async def test_who_stands_by_can_be_stopped(sqlite_url: str, tmp_path: Path) -> None:
    async with two_processes(tmp_path, sqlite_url) as (_, second):
        assert await second.stop() == 0
