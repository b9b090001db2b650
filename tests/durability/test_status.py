"""`cuadrante status` for monitors: 0 while all is well, 1 when somebody should look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.durability.bot_process import until
from tests.durability.town import Town, small_town


async def test_status_tells_a_living_a_dead_and_a_stuck_bot_apart(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.bot.start()
        await town.cry()
        await town.until_done(1)
        await until(lambda: _alive(town), "a sign of life")
        alive = await _status(town)
        assert alive.startswith("0 ")
        assert "all is well" in alive

        await _let_time_pass(town, "outbox SET state = 'waiting', wanted_at", "WHERE key = 'line:1'")
        await town.bot.kill()
        stuck = await _status(town)
        assert stuck.startswith("1 ")
        assert "line" in stuck
        await town.books.write("UPDATE outbox SET state = 'sent'")

        await _let_time_pass(town, "notes SET at", "WHERE key = 'heartbeat'")
        dead = await _status(town)
        assert dead.startswith("1 ")
        assert "not running" in dead


async def _let_time_pass(town: Town, what: str, where: str) -> None:
    """As if it had been written an hour ago."""
    then = datetime.now(UTC) - timedelta(hours=1)
    await town.books.write(f"UPDATE {what} = '{then.isoformat(' ', 'microseconds')}' {where}")


async def _status(town: Town) -> str:
    code, out, err = await town.bot.command("status")
    assert err == ""
    return f"{code} {out}"


async def _alive(town: Town) -> bool:
    return await town.books.count("notes WHERE key = 'heartbeat'") > 0
