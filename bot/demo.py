"""``cuadrante demo``: the real bot in the sandbox, played through a scenario, without Telegram and without a token."""

from __future__ import annotations

import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from bot import log
from bot.app import App
from bot.core.model.kinds import Role
from bot.core.model.report import LogRow
from bot.rules_file import RulesFile
from bot.sandbox.clock import VirtualClock
from bot.sandbox.log_table import log_table
from bot.sandbox.paper import Paper
from bot.sandbox.player import Played, Player
from bot.sandbox.scenario import Scenario
from bot.sandbox.scenario_file import read_scenario
from bot.sandbox.stage import Stage
from bot.sandbox.transcript import Transcript
from bot.sandbox.words import Words
from bot.settings import Settings
from bot.telegram.client import make_bot
from storage import exports
from storage.database import Database

EVENING = Path(str(files("bot.sandbox") / "evening.yaml"))
TOKEN = "1:sandbox"  # noqa: S105 - the sandbox takes any


@dataclass(frozen=True, slots=True)
class Performance:
    """A scenario that has been played: what was not as expected, where it was played, what the log says."""

    played: Played
    stage: Stage
    log: list[LogRow]


async def play_evening(settings: Settings, scenario_file: Path | None) -> None:
    """Play a scenario and print the conversation as people would see it, then the response log.

    Without DATABASE_URL nothing is left behind.
    """
    log.set_up("error" if settings.log_level == "info" else settings.log_level, settings.log_format)
    scenario = read_scenario(scenario_file or EVENING)
    lasting = "database_url" in settings.model_fields_set
    place: AbstractContextManager[str | None] = nullcontext() if lasting else tempfile.TemporaryDirectory()
    with place as folder:
        url = settings.database_url if folder is None else f"sqlite+aiosqlite:///{folder}/demo.db"
        performance = await perform(scenario, url)
    words, paper = Words(scenario.language), Paper.of(sys.stdout)
    print(Transcript(performance.stage.telegram, scenario.timezone, words, paper).text(performance.played.notes))
    print("\n" + paper.paint(words("log_title"), "bold") + "\n")
    print(log_table(performance.log, scenario.timezone, words, paper))
    for failure in performance.played.failures:
        print(f"cuadrante: {failure}", file=sys.stderr)


async def perform(scenario: Scenario, database_url: str) -> Performance:
    """Play a scenario with the real bot in virtual time.

    Raises:
        InvalidRules: the scenario's rules are missing or wrong.
    """
    clock = VirtualClock(scenario.starts_at)
    stage = Stage(scenario, clock)
    rules_file = RulesFile(scenario.rules_file or Path("rules.yaml"))
    database = await Database.open(database_url)
    bot = make_bot(TOKEN, call=stage.telegram.call)
    try:
        app = App(Settings(), rules_file, database, bot, clock=clock, monotonic=lambda: clock().timestamp())
        await bot.initialize()
        await app.groups.look()
        played = await Player(scenario, stage, clock, app, lambda: _log(database)).play()
        return Performance(played, stage, await _log(database))
    finally:
        await bot.shutdown()
        await database.close()


async def _log(database: Database) -> list[LogRow]:
    async with database.read() as session:
        return [
            LogRow(
                report_id=0,
                folio=row["folio"],
                at=datetime.fromisoformat(row["at"]),
                event=row["event"],
                by_name=row["by"],
                role=Role(row["role"]) if row["role"] else None,
                text=row["text"],
            )
            async for row in exports.log(session)
        ]
