"""Durable intake against a bot that does nothing: both poll the same updates, in the same run, on one core."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import time
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from bench.messages import updates
from bench.workplace import START, an_app, peak_memory
from bot.played_program import TOKEN

COUNT, ROUNDS, BATCH = 3000, 5, 100


class Canned(BaseRequest):
    """Telegram's answers as bytes, ready beforehand: what is measured is the bot and nothing of a server."""

    def __init__(self, raws: list[dict[str, Any]]) -> None:
        self._batches = {
            raws[first]["update_id"]: _answer(raws[first : first + BATCH]) for first in range(0, len(raws), BATCH)
        }
        self._first = raws[0]["update_id"]
        self._nothing = _answer([])
        self._me = _answer({"id": 1, "is_bot": True, "first_name": "Cuadrante", "username": "cuadrante_bot"})

    @property
    def read_timeout(self) -> float | None:
        """None: it answers at once."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """The next batch for getUpdates, which confirms by its offset as Telegram's does."""
        name = url.rpartition("/")[2].lower()
        if name != "getupdates":
            return 200, self._me if name == "getme" else _answer(True)
        await asyncio.sleep(0)
        offset = request_data.parameters.get("offset") if request_data else None
        answer = self._batches.get(int(str(offset)) if offset else self._first)
        if answer is None:
            await asyncio.sleep(0.001)
        return 200, answer or self._nothing


async def intake() -> list[tuple[str, str, str]]:
    """Rows of the table: what, figure, aim."""
    ours, theirs = [], []
    for number in range(ROUNDS):
        raws = list(updates(COUNT, START, seed=number))
        gc.collect()
        theirs.append(COUNT / await _no_op(Canned(raws)))
        gc.collect()
        ours.append(COUNT / await _whole_way(Canned(raws)))
    ratio = statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))
    return [
        ("durable intake, updates a second (median of 5)", f"{statistics.median(ours):,.0f}", "≥ 1,500"),
        ("a PTB bot that does nothing, same updates", f"{statistics.median(theirs):,.0f}", ""),
        ("ratio (median of 5)", f"{ratio:.2f}", "≥ 0.30"),
        ("peak memory of this process", f"{peak_memory():.0f} MiB", "< 200 MiB"),
    ]


async def _whole_way(request: Canned) -> float:
    """Seconds to fetch, screen, read, record and put into the outbox, each batch committed to disk."""
    bot = Bot(TOKEN, request=request, get_updates_request=request)
    async with an_app(bot) as app:
        start = time.perf_counter()
        await app.poller.take_pending()
        return time.perf_counter() - start


async def _no_op(request: Canned) -> float:
    """Seconds that python-telegram-bot itself needs to fetch and parse, and to call a handler with each."""
    handled = 0
    done = asyncio.Event()

    async def nothing(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
        nonlocal handled
        handled += 1
        if handled == COUNT:
            done.set()

    application = Application.builder().token(TOKEN).request(request).get_updates_request(request).build()
    application.add_handler(MessageHandler(filters.ALL, nothing))
    assert application.updater is not None
    async with application:
        await application.start()
        start = time.perf_counter()
        await application.updater.start_polling(poll_interval=0)
        await done.wait()
        seconds = time.perf_counter() - start
        await application.updater.stop()
        await application.stop()
    return seconds


def _answer(result: Any) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()
