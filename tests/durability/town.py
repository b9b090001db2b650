"""One neighbourhood with all that it takes: Telegram's stand-in and the bot, each in its own process, and the books."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.durability.books import Books, open_books, sendings, until_done, until_stored
from tests.durability.bot_process import BotProcess, bot_process, until
from tests.durability.neighborhoods import ADMINISTRATOR, ALL, Neighborhood, settle_in, write_rules
from tests.sandbox_process import RemoteSandbox, sandbox_process


@dataclass
class Town:
    """A small place where the bot serves; it is not started yet."""

    sandbox: RemoteSandbox
    books: Books
    bot: BotProcess
    here: Neighborhood

    async def say(self, number: int, text: str = "", **more: Any) -> int:
        """Neighbour ``number`` writes to the group; the message's id."""
        person = self.here.neighbor(number)
        done = await self.sandbox.do("say", person=person, chat=self.here.chat, text=text, **more)
        assert done is not None
        return done

    async def cry(self, number: int = 0) -> int:
        """Neighbour ``number`` reports an emergency, each another one: in a street of their own."""
        return await self.say(number, f"Están asaltando a una señora en {self.here.home(number)}")

    async def report(self, number: int) -> int:
        """Neighbour ``number`` reports something ordinary."""
        return await self.say(number, f"No sirve la luminaria frente a {self.here.corner}")

    async def until_done(self, updates: int) -> None:
        """Until so many updates are stored and all is sent."""
        await until_done(self.sandbox, self.books, self.bot, updates)

    async def until_told(self, chat: int, words: str) -> None:
        """Until somebody has a message of the bot's with these words."""

        async def told() -> bool:
            return any(words in text for text in await self.sandbox.texts(chat))

        await until(told, f"{words!r} in chat {chat}\n{self.bot.log}")

    async def until_called(self, method: str) -> None:
        """Until the bot has called it, whether it has heard the answer or not."""

        async def called() -> bool:
            return any(call["method"].lower() == method.lower() for call in (await self.sandbox.state())["calls"])

        await until(called, f"{method} is called\n{self.bot.log}")

    async def until_stored(self, updates: int) -> None:
        """Until so many updates are stored, whatever may be sent."""
        await until_stored(self.books, self.bot, updates)

    async def said_to(self, chat: int) -> list[str]:
        """What the bot has sent there, repetitions and all."""
        return [text for _, text in sendings(await self.sandbox.state(), chat)]

    async def told_administrators(self) -> list[str]:
        """What the administrator has got in private."""
        return await self.sandbox.texts(ADMINISTRATOR)


@asynccontextmanager
async def small_town(place: Path, url: str, *, forum: bool = False, kind: str = "supergroup") -> AsyncIterator[Town]:
    """Telegram's stand-in is running, the people are there, the bot may be started."""
    here = ALL[0]
    rules = write_rules(place / "rules.yaml", (here,))
    async with (
        sandbox_process() as sandbox,
        open_books(url) as books,
        bot_process(place, rules, sandbox.environment | {"DATABASE_URL": url}) as bot,
    ):
        await settle_in(sandbox, (here,), forum=forum, kind=kind)
        yield Town(sandbox, books, bot, here)
