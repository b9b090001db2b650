"""What each benchmark stands on: the real app on a fresh SQLite file, with Telegram as a function in the process."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Bot

from bot.app import App
from bot.played_program import TOKEN
from bot.rules_file import RulesFile
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage.database import Database

RULES = Path(__file__).parent.parent / "bot" / "sandbox" / "evening_rules.yaml"
START = datetime(2019, 1, 12, 20, 0, tzinfo=UTC)

Call = Callable[[str, dict[str, Any]], Any]


class Quiet:
    """A Telegram that takes everything at once. ``sent`` holds (method, parameters) of what was sent to it."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, method: str, params: dict[str, Any]) -> Any:
        name = method.lower()
        if name == "getme":
            return {"id": 1, "is_bot": True, "first_name": "Cuadrante", "username": "cuadrante_bot"}
        if name == "getupdates":
            return []
        self.sent.append((name, params))
        if not name.startswith(("send", "edit")):
            return True
        chat_id = int(params["chat_id"])
        chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "title": "x", "first_name": "x"}
        return {"message_id": len(self.sent), "date": int(START.timestamp()), "chat": chat, "text": "x"}


def a_bot(telegram: Call) -> Bot:
    """A bot whose Telegram is that function."""
    return make_bot(TOKEN, call=telegram)


@asynccontextmanager
async def an_app(bot: Bot) -> AsyncIterator[App]:
    """The real app, its database in a folder on the disk of this directory, which goes away."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{folder}/bench.db")
        await bot.initialize()
        try:
            yield App(Settings(_env_file=None), RulesFile(RULES), database, bot, clock=lambda: START)
        finally:
            await bot.shutdown()
            await database.close()


def peak_memory() -> float:
    """The most memory that this process has held, in MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
