"""How it ends: in order, soon, with an exit code that says why, and with nothing secret in what it says."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.durability.books import open_books, until_stored
from tests.durability.bot_process import BotProcess, bot_process
from tests.durability.neighborhoods import BusyHour, settle_in, write_rules
from tests.durability.town import small_town
from tests.sandbox_process import TOKEN, sandbox_process

GRACE = 10.0  # seconds that service managers commonly give
OTHER_TOKEN = "4242424242:AAE-a_secret_that_nobody_else_may_read"


async def _stop_in_time(bot: BotProcess) -> None:
    began = time.monotonic()
    assert await bot.stop() == 0
    assert time.monotonic() - began < GRACE
    assert bot.log.rstrip().endswith("stopped")
    assert "Traceback" not in bot.log


async def test_sigterm_under_load_ends_in_order_and_the_next_start_goes_on(sqlite_url: str, tmp_path: Path) -> None:
    rules = write_rules(tmp_path / "rules.yaml")
    async with (
        sandbox_process() as sandbox,
        open_books(sqlite_url) as books,
        bot_process(tmp_path, rules, sandbox.environment | {"DATABASE_URL": sqlite_url}) as bot,
    ):
        await settle_in(sandbox)
        hour = BusyHour(7)
        await bot.start(by_hand=True)
        await bot.until_logged("telegram.connected")
        happened = 0
        async for _ in hour.happen(sandbox):
            happened += 1
            if happened == 150:
                break
        await _stop_in_time(bot)
        assert await books.count("updates WHERE state = 'failed'") == 0
        assert await books.count("outbox WHERE in_doubt") == 0  # what was under way has landed
        await bot.start(by_hand=True)
        await bot.until_logged("telegram.connected", 2)
        await until_stored(books, bot, happened)
        await _stop_in_time(bot)
        assert await books.rows("SELECT count(*), min(state), max(state) FROM updates") == [(150, "handled", "handled")]


@pytest.mark.parametrize("hanging", ["getMe", "setWebhook"])
async def test_sigterm_ends_in_order_while_telegram_hangs(hanging: str, sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.sandbox.break_by({"kind": "slow_after", "method": hanging, "seconds": 60, "times": -1})
        by_webhook = {"WEBHOOK_URL": "http://127.0.0.1:9/x", "WEBHOOK_LISTEN": "127.0.0.1:0"}
        await town.bot.start(by_hand=True, **(by_webhook if hanging == "setWebhook" else {}))
        await town.cry()
        await town.until_called(hanging)
        await _stop_in_time(town.bot)


async def test_sigterm_ends_in_order_while_telegram_hangs_and_the_database_is_locked(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.sandbox.break_by({"kind": "slow_after", "method": "sendMessage", "seconds": 60, "times": -1})
        await town.bot.start(by_hand=True)
        await town.cry(0)
        await town.until_called("sendMessage")
        with closing(sqlite3.connect(tmp_path / "cuadrante.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await town.cry(1)
            await asyncio.sleep(0.5)  # the bot has it by now, and waits for the lock
            await _stop_in_time(town.bot)
            other.execute("ROLLBACK")
        await town.sandbox.break_by()
        await town.bot.start(by_hand=True)
        await town.until_stored(2)
        await _stop_in_time(town.bot)


async def test_without_a_token_it_says_so_in_one_line(tmp_path: Path) -> None:
    rules = write_rules(tmp_path / "rules.yaml")
    async with bot_process(tmp_path, rules, {}) as bot:
        for level in ("info", "debug"):
            code, out, err = await bot.command("run", LOG_LEVEL=level)
            assert (code, out, len(err.splitlines())) == (2, "", 1)
            assert err.startswith("cuadrante: TELEGRAM_BOT_TOKEN: ")


@pytest.mark.parametrize("level", ["info", "debug"])
async def test_a_refused_token_ends_it_with_one_line_and_is_in_no_output(
    level: str, sqlite_url: str, tmp_path: Path
) -> None:
    rules = write_rules(tmp_path / "rules.yaml")
    async with sandbox_process() as sandbox, bot_process(tmp_path, rules, sandbox.environment) as bot:
        settings = {"TELEGRAM_BOT_TOKEN": OTHER_TOKEN, "DATABASE_URL": sqlite_url, "LOG_LEVEL": level}
        code, out, err = await bot.command("run", **settings)
        assert (code, out) == (2, "")
        said = [line for line in err.splitlines() if line.startswith("cuadrante: ")]
        assert said == ["cuadrante: TELEGRAM_BOT_TOKEN: Telegram does not know this token"]
        assert level == "debug" or err.splitlines() == said
        assert "Traceback" not in err
        assert OTHER_TOKEN not in err
        assert OTHER_TOKEN.partition(":")[2] not in err


async def test_a_token_that_works_is_in_no_output_either(sqlite_url: str, tmp_path: Path) -> None:
    async with small_town(tmp_path, sqlite_url) as town:
        await town.sandbox.break_by({"kind": "status", "status": 502}, {"kind": "drop", "method": "getUpdates"})
        await town.bot.start(by_hand=True, LOG_LEVEL="debug")
        await town.cry()
        await town.until_stored(1)
        assert await town.bot.stop() == 0
        assert TOKEN not in town.bot.log
        assert TOKEN.partition(":")[2] not in town.bot.log.replace("bot.sandbox", "").replace("sandbox_process", "")
