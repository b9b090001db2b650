"""The bot and Telegram's stand-in in this very process, with a clock that stands still: to reach into."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import App
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.errors import ApiError
from bot.sandbox.server import SandboxTelegram
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage.database import Database
from tests.durability.books import Books
from tests.durability.neighborhoods import ADMINISTRATOR, ALL, write_rules

HERE = ALL[0]


class Inside:
    """A bot that is connected, and what is around it."""

    def __init__(self, app: App, telegram: SandboxTelegram, clock: VirtualClock) -> None:
        self.app, self.telegram, self.clock = app, telegram, clock
        self.books = Books(app.database)
        self.down = False  # Telegram answers nothing

    def texts(self, chat: int) -> list[str]:
        """What the bot's standing messages in a chat say."""
        messages = self.telegram.chat(chat).messages.values()
        return [each.text for each in messages if each.stands and each.sender is self.telegram.me]


@asynccontextmanager
async def inside_of(url: str, place: Path) -> AsyncIterator[Inside]:
    """One neighbourhood, with its officer and its administrator."""
    clock = VirtualClock(datetime(2026, 11, 21, 22, 41, tzinfo=UTC))
    telegram = SandboxTelegram(clock)
    telegram.add_person(ADMINISTRATOR, "Rosa", started=True)
    telegram.add_person(HERE.officer, "Oficial", started=True)
    for number in range(3):
        telegram.add_person(HERE.neighbor(number), f"Vecina {number}", started=True)
    telegram.add_group(HERE.chat, "Vecinos", administrators=[ADMINISTRATOR])
    database = await Database.open(url)

    def call(method: str, params: dict[str, Any]) -> Any:
        if inside.down:
            raise ApiError(502, "Bad Gateway")
        return telegram.call(method, params)

    rules_file = RulesFile(write_rules(place / "rules.yaml", (HERE,)))
    bot = make_bot("1:sandbox", call=call)
    app = App(Settings(), rules_file, database, bot, clock=clock, monotonic=lambda: clock().timestamp())
    inside = Inside(app, telegram, clock)
    try:
        yield inside
    finally:
        await bot.shutdown()
        await database.close()
