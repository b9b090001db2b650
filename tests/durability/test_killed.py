"""`kill -9` at any moment: nothing is lost, nothing happens twice, everything arrives."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.durability.books import MARK, Books, fell_between, most_common, open_books, sendings, until_done
from tests.durability.bot_process import BotProcess, bot_process
from tests.durability.neighborhoods import ALL, SECRET_NAME, SECRET_WORDS, BusyHour, settle_in, write_rules
from tests.sandbox_process import RemoteSandbox, sandbox_process

KILLS = 4


async def test_kill_9_at_random_moments_loses_nothing_and_repeats_nothing(database_url: str, tmp_path: Path) -> None:
    seed = 20190112 + len(database_url.partition(":")[0])
    rules = write_rules(tmp_path / "rules.yaml")
    async with (
        sandbox_process() as sandbox,
        open_books(database_url) as books,
        bot_process(tmp_path, rules, sandbox.environment | {"DATABASE_URL": database_url}) as bot,
    ):
        await settle_in(sandbox)
        hour = BusyHour(seed)
        await bot.start()
        await _live_through(hour, sandbox, bot, random.Random(seed))
        await until_done(sandbox, books, bot, hour.UPDATES)
        state = await sandbox.state()
        await _each_update_was_handled_once(hour, books)
        await _each_report_was_opened_and_answered_once(hour, books)
        await _each_breach_was_counted_once(hour, books, state)
        assert await books.log_is_whole()
        _each_report_stands_in_its_group(hour, state, bot.killed_at)
        _each_officer_was_told(hour, state, bot.killed_at)
        assert await bot.stop() == 0
    assert len(bot.killed_at) == KILLS
    assert bot.log.count("telegram.connected") >= 2
    assert SECRET_NAME not in bot.log
    assert SECRET_WORDS not in bot.log


async def _live_through(hour: BusyHour, sandbox: RemoteSandbox, bot: BotProcess, chance: random.Random) -> None:
    """The bot dies after so many deeds, and some thousandths of a second; each time it has begun to work again."""
    deaths = sorted(chance.sample(range(20, hour.UPDATES), KILLS))
    happened = 0
    async for _ in hour.happen(sandbox):
        happened += 1
        if happened in deaths:
            await bot.until_logged("telegram.connected", len(bot.killed_at) + 1)
            await asyncio.sleep(chance.uniform(0, 0.8))
            await bot.kill()
            await bot.start()
    assert happened == hour.UPDATES


async def _each_update_was_handled_once(hour: BusyHour, books: Books) -> None:
    expected = [(hour.FIRST_UPDATE + number, "handled") for number in range(hour.UPDATES)]
    assert await books.rows("SELECT update_id, state FROM updates ORDER BY update_id") == expected


async def _each_report_was_opened_and_answered_once(hour: BusyHour, books: Books) -> None:
    reports = await books.rows("SELECT id, emergency, state FROM reports ORDER BY id")
    expected = {**dict.fromkeys(hour.emergencies, (True, "resolved")), **dict.fromkeys(hour.ordinary, (False, None))}
    assert [row[0] for row in reports] == sorted(expected)
    for report_id, emergency, state in reports:
        assert (bool(emergency), state) == (expected[report_id][0], expected[report_id][1] or "forwarded")
    events = await books.rows("SELECT report_id, event FROM response_log")
    assert most_common(events) == 1
    for report_id in hour.emergencies:
        mine = {event for report, event in events if report == report_id}
        assert mine >= {"opened", "added", "told", "acknowledged", "en_route", "resolved", "refused"}
    for report_id in hour.ordinary:
        assert {event for report, event in events if report == report_id} == {"opened", "told", "edited"}


async def _each_breach_was_counted_once(hour: BusyHour, books: Books, state: dict[str, Any]) -> None:
    assert await books.count("strikes") == hour.REJECTED
    assert await books.count("messages WHERE struck") == hour.REJECTED
    gone = [
        shown
        for each in ALL
        for shown in state["chats"][str(each.chat)]["messages"]
        if not shown["stands"] and not shown["message"].get("from", {}).get("is_bot")
    ]
    assert len(gone) == hour.REJECTED
    assert await books.count("outbox WHERE purpose = 'notice' AND state <> 'refused'") > 0
    assert await books.count("outbox WHERE state = 'refused' AND purpose <> 'notice'") == 0


def _each_report_stands_in_its_group(hour: BusyHour, state: dict[str, Any], killed_at: list[datetime]) -> None:
    for report_id, here in {**hour.emergencies, **hour.ordinary}.items():
        folio = f"CUA-{report_id:06d}"
        lines = [each for each in sendings(state, here.chat) if folio in each[1]]
        assert lines, f"{folio} has no line"
        for (first, _), (second, _) in pairwise(lines):
            assert fell_between(killed_at, first, second), f"{folio} has {len(lines)} lines"
        last = [
            shown["versions"][-1]
            for shown in state["chats"][str(here.chat)]["messages"]
            if folio in shown["versions"][-1]
        ][-1]
        assert ("resuelto" in last.casefold()) == (report_id in hour.emergencies), last


def _each_officer_was_told(hour: BusyHour, state: dict[str, Any], killed_at: list[datetime]) -> None:
    for report_id, here in {**hour.emergencies, **hour.ordinary}.items():
        folio = f"CUA-{report_id:06d}"
        # an alert says where; the question for the outcome does not
        told = [each for each in sendings(state, here.officer) if folio in each[1] and here.corner in each[1]]
        assert told, f"nobody was told of {folio}"
        assert not told[0][1].startswith(MARK) or fell_between(killed_at, killed_at[0], told[0][0])
        for (first, _), (second, again) in pairwise(told):
            assert fell_between(killed_at, first, second), f"{folio} was told {len(told)} times"
            assert again.startswith(MARK) == (report_id in hour.emergencies), again
