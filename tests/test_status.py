"""``cuadrante status``: a line for each thing to know, and whether somebody should look."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from bot.settings import Settings
from bot.signs_of_life import HANGING, HEARTBEAT, UNREACHABLE_SINCE
from bot.status import print_status
from storage import intake
from storage.database import Database
from storage.health import note
from storage.recording import record
from tests.storage.values import a_line


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url)


async def status(settings: Settings) -> tuple[bool, str]:
    out = io.StringIO()
    well = await print_status(out, settings)
    return well, out.getvalue()


async def noting(settings: Settings, *, alive: timedelta = timedelta(), unreachable: timedelta | None = None) -> None:
    now = datetime.now(UTC)
    database = await Database.open(settings.database_url)
    async with database.write() as session:
        await note(session, HEARTBEAT, None, now - alive)
        await note(session, UNREACHABLE_SINCE, (now - unreachable).isoformat() if unreachable else None, now)
        await intake.confirm(session, [7], now - alive)
    await database.close()


async def test_a_bot_that_never_ran_is_trouble(settings: Settings) -> None:
    well, text = await status(settings)
    assert not well
    assert "TROUBLE: the bot has never run with this database" in text
    assert "last update handled: never" in text


async def test_a_job_that_hangs_is_trouble(settings: Settings) -> None:
    await noting(settings)
    database = await Database.open(settings.database_url)
    async with database.write() as session:
        await note(session, HANGING, ["look_at_pictures"], datetime.now(UTC))
    await database.close()
    well, text = await status(settings)
    assert not well
    assert "TROUBLE: has not come to an end for 30 minutes: look_at_pictures; start anew" in text


async def test_all_is_well(settings: Settings) -> None:
    await noting(settings)
    well, text = await status(settings)
    assert well
    assert "all is well" in text
    assert "last update handled: " in text
    assert "waiting to be sent: nothing" in text


async def test_a_bot_that_has_stopped_is_trouble(settings: Settings) -> None:
    await noting(settings, alive=timedelta(minutes=5))
    well, text = await status(settings)
    assert not well
    assert "TROUBLE: the bot is not running: last sign of life" in text
    assert "5 min ago" in text


async def test_telegram_out_of_reach_is_trouble(settings: Settings) -> None:
    await noting(settings, unreachable=timedelta(minutes=10))
    well, text = await status(settings)
    assert not well
    assert "TROUBLE: Telegram cannot be reached since" in text
    assert "10 min ago" in text


@pytest.mark.parametrize(("minutes", "well"), [(1, True), (10, False)])
async def test_what_waits_is_counted_and_trouble_when_it_waits_long(
    settings: Settings, minutes: int, well: bool
) -> None:
    await noting(settings)
    database = await Database.open(settings.database_url)
    then = datetime.now(UTC) - timedelta(minutes=minutes)
    async with database.write() as session:
        await record(session, [a_line(key="line:1"), a_line(key="line:2")], then)
    await database.close()
    found, text = await status(settings)
    assert found is well
    assert "waiting to be sent: 2 " in text


async def test_failed_updates_are_trouble_and_shown_without_what_was_written(settings: Settings) -> None:
    await noting(settings)
    database = await Database.open(settings.database_url)
    async with database.write() as session:
        await intake.fail(session, 99, "KeyError: Ana dijo hola", "{}", datetime.now(UTC))
    await database.close()
    well, text = await status(settings)
    assert not well
    assert "update 99" in text
    assert "KeyError" in text
    assert "Ana" not in text
