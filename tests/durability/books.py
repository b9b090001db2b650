"""What the bot has stored, looked at from outside; and what people got of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text

from storage.database import Database
from storage.tables import OUTBOX, OutboxState
from storage.verifying import Whole, verify
from tests.durability.bot_process import BotProcess, until
from tests.sandbox_process import RemoteSandbox

KEPT = ("updates", "messages", "reports", "strikes", "response_log", "outbox")
MARK = "(reenvío) "


class Books:
    """The store of a bot that may be running."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        async with self._database.read() as session:
            return [tuple(row) for row in await session.execute(text(query))]

    async def count(self, of: str) -> int:
        """``of``: a table, perhaps with a condition."""
        return int((await self.rows(f"SELECT count(*) FROM {of}"))[0][0])

    async def waiting(self) -> int:
        """What should have been sent by now; what is only wanted later (word of a closing) is not."""
        query = select(func.count()).where(
            OUTBOX.c.state == OutboxState.WAITING.value, OUTBOX.c.wanted_at <= datetime.now(UTC)
        )
        async with self._database.read() as session:
            return int((await session.execute(query)).scalar_one())

    async def all_kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that matters, to compare it."""
        return {table: sorted(await self.rows(f"SELECT * FROM {table}"), key=str) for table in KEPT}

    async def log_is_whole(self) -> bool:
        """Whether the response log's chain holds from its first row to its last, and there is one."""
        async with self._database.read() as session:
            result = await verify(session)
        return isinstance(result, Whole) and result.rows > 0

    async def write(self, statement: str) -> None:
        async with self._database.write() as session:
            await session.execute(text(statement))


@asynccontextmanager
async def open_books(url: str) -> AsyncIterator[Books]:
    """The books at that address."""
    database = await Database.open(url)
    try:
        yield Books(database)
    finally:
        await database.close()


async def until_done(sandbox: RemoteSandbox, books: Books, bot: BotProcess, updates: int) -> None:
    """Wait until so many updates are stored, none waits at Telegram, and nothing waits to be sent."""

    async def done() -> bool:
        assert bot.process is not None
        assert bot.process.poll() is None, f"it has ended:\n{bot.log}"
        if await books.count("updates") < updates or await books.waiting():
            return False
        return not (await sandbox.state())["waiting"]

    await until(done, f"{updates} updates handled, and all that follows from them sent")


async def until_stored(books: Books, bot: BotProcess, updates: int) -> None:
    """Wait until so many updates are stored, whatever is still to be sent."""

    async def stored() -> bool:
        return await books.count("updates") >= updates

    await until(stored, f"{updates} updates stored\n{bot.log}")


def sendings(state: dict[str, Any], chat: int) -> list[tuple[datetime, str]]:
    """When the bot said what there, each sending and no edits; those that Telegram took."""
    return [
        (datetime.fromisoformat(call["at"]), str(call["params"]["text"]))
        for call in state["calls"]
        if call["method"] == "sendMessage" and call["error"] is None and int(call["params"]["chat_id"]) == chat
    ]


def repeated(said: Sequence[tuple[datetime, str]], containing: str) -> list[tuple[datetime, str]]:
    """The sendings after the first that are about this."""
    return [each for each in said if containing in each[1]][1:]


def fell_between(moments: Sequence[datetime], first: datetime, second: datetime) -> bool:
    """Whether the program died in the short time between a delivery and its record."""
    return any(first <= moment <= min(second, first + timedelta(seconds=3)) for moment in moments)


def most_common(rows: Sequence[tuple[Any, ...]]) -> int:
    """How often the most frequent of them is there."""
    return max(Counter(rows).values(), default=0)
