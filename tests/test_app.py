"""The beginning of a running bot: what it knows before it judges the first message."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot import app as app_module
from bot.app import App
from bot.rules_file import RulesFile
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage.database import Database
from tests.builders import ANA, CUAUHTEMOC
from tests.telegram.samples import message

RULES = Path(__file__).parent / "scenarios" / "rules" / "two_quadrants.yaml"
STICKER = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}


class Telegram:
    """Answers what a bot asks at its start; one sticker waits there, of a person who administers the group."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.polled = asyncio.Event()
        self._numbers = itertools.count(500)
        self.slow: Callable[[], Awaitable[object]] = lambda: asyncio.sleep(0)

    async def __call__(self, method: str, params: dict[str, Any]) -> Any:
        self.calls.append(method)
        match method:
            case "getMe":
                return {"id": 7, "is_bot": True, "first_name": "Cuadrante", "username": "cuadrante_bot"}
            case "getChat":
                await self.slow()
                return {"id": params["chat_id"], "type": "supergroup", "title": "Vecinos"}
            case "getChatAdministrators":
                return [{"status": "administrator", "user": {"id": ANA.id, "is_bot": False, "first_name": "Ana"}}]
            case "getChatMember":
                return {"status": "administrator", "can_delete_messages": True, "can_restrict_members": True}
            case "getUpdates":
                return await self._updates(params)
            case _:
                return message(message_id=next(self._numbers)) if method.startswith("send") else True

    async def _updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if params.get("offset", 0) > 1:
            self.polled.set()
            await asyncio.sleep(0.2)
            return []
        sender = {"id": ANA.id, "is_bot": False, "first_name": "Ana"}
        chat = {"id": CUAUHTEMOC, "type": "supergroup", "title": "Vecinos"}
        return [{"update_id": 1, "message": message(message_id=1, chat=chat, sticker=STICKER, **{"from": sender})}]


async def _runs_until_the_sticker_is_judged(telegram: Telegram, url: str) -> None:
    database = await Database.open(url)
    app = App(Settings(_env_file=None), RulesFile(RULES), database, make_bot("1:test", call=telegram))
    stop = asyncio.Event()
    running = asyncio.create_task(app.run(stop))
    try:
        async with asyncio.timeout(10):
            await telegram.polled.wait()
        await asyncio.sleep(0.3)  # a removal would have left by then
    finally:
        stop.set()
        await running
        await database.close()


async def test_who_administers_a_group_is_known_before_the_first_message_is_judged(sqlite_url: str) -> None:
    telegram = Telegram()
    await _runs_until_the_sticker_is_judged(telegram, sqlite_url)
    assert telegram.calls.index("getChatAdministrators") < telegram.calls.index("getUpdates")
    assert "deleteMessage" not in telegram.calls


async def test_messages_do_not_wait_long_for_that(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "FIRST_LOOK", 0.05)
    telegram = Telegram()
    telegram.slow = asyncio.Event().wait
    await _runs_until_the_sticker_is_judged(telegram, sqlite_url)
    assert "deleteMessage" in telegram.calls
