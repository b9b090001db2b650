"""The real program in the sandbox: a scenario may stop it, start it again, and change its rules."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.core.model.kinds import Role
from bot.core.model.report import LogRow
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.scenario import Scenario, Step
from bot.sandbox.stage import Stage
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage import exports
from storage.database import Database

TOKEN = "1:sandbox"  # noqa: S105 - the sandbox takes any


class Program:
    """One bot on one database; each start is a new one, which knows only what is stored."""

    def __init__(self, scenario: Scenario, stage: Stage, clock: VirtualClock, database_url: str) -> None:
        self._scenario, self._stage, self._clock, self._url = scenario, stage, clock, database_url
        self._rules_file = RulesFile(scenario.rules_file or Path("rules.yaml"))
        self._app: App | None = None
        self._opened = AsyncExitStack()  # what is to be closed when it stops

    async def start(self) -> None:
        """Come up as after a power cut.

        Raises:
            InvalidRules: the rules are missing or wrong.
        """
        clock = self._clock
        async with AsyncExitStack() as opened:
            database = await Database.open(self._url)
            opened.push_async_callback(database.close)
            bot = make_bot(TOKEN, call=self._stage.telegram.call)
            opened.push_async_callback(bot.shutdown)
            app = App(Settings(), self._rules_file, database, bot, clock=clock, monotonic=lambda: clock().timestamp())
            await bot.initialize()
            app.connected = True
            await app.groups.look()
            self._app, self._opened = app, opened.pop_all()

    async def stop(self) -> None:
        """Go, whatever is under way; nothing, where it does not run."""
        self._app = None
        await self._opened.aclose()

    async def operate(self, step: Step) -> None:
        """Do what the step says of the program."""
        if step.rules is not None:
            self._rules_file.path = self._scenario.file.parent / step.rules
        elif step.program == "stops":
            await self.stop()
        elif self._app is None:
            await self.start()

    async def settle(self) -> None:
        """Do all that can be done now."""
        if self._app is not None:
            await self._app.settle()

    async def next_due_at(self) -> datetime | None:
        """When there is something to do next."""
        return None if self._app is None else await self._app.next_due_at()

    async def read_log(self) -> list[LogRow]:
        """The response log as it is now."""
        if self._app is not None:
            async with self._app.database.read() as session:
                return await _log(session)
        database = await Database.open(self._url)
        try:
            async with database.read() as session:
                return await _log(session)
        finally:
            await database.close()


async def _log(session: AsyncSession) -> list[LogRow]:
    return [_log_row(row) async for row in exports.log(session)]


def _log_row(row: dict[str, Any]) -> LogRow:
    return LogRow(
        report_id=0,
        folio=row["folio"],
        at=datetime.fromisoformat(row["at"]),
        event=row["event"],
        by_name=row["by"],
        role=Role(row["role"]) if row["role"] else None,
        text=row["text"],
    )
