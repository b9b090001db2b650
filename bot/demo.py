"""``cuadrante demo``: the real bot in the sandbox, played through a scenario, without Telegram and without a token."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from bot import log
from bot.core.model.report import LogRow
from bot.locales import sentences
from bot.played_program import Program
from bot.rules_file import language_of
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
from bot.troubles import Trouble
from storage.database import Database
from storage.health import notes

EVENING = Path(str(files("bot.sandbox") / "evening.yaml"))


@dataclass(frozen=True, slots=True)
class Performance:
    """A scenario that has been played: what was not as expected, where it was played, what the log says."""

    played: Played
    stage: Stage
    log: list[LogRow]


async def play_evening(settings: Settings, scenario_file: Path | None, *, whole_log: bool = False) -> bool:
    """Play a scenario and print the conversation as people would see it, then the response log of its last report.

    ``whole_log``: of all reports. Without DATABASE_URL nothing is left behind. Answers whether all went as the
    scenario says.

    Raises:
        Trouble: something is stored at DATABASE_URL, perhaps by a bot that serves: what waits there to be sent would
            go to the sandbox, and what is played would stay in its log for ever.
    """
    log.set_up("error" if settings.log_level == "info" else settings.log_level, settings.log_format)
    scenario = read_scenario(scenario_file or EVENING)
    lasting = "database_url" in settings.model_fields_set
    place: AbstractContextManager[str | None] = nullcontext() if lasting else tempfile.TemporaryDirectory()
    if lasting:
        await _must_be_empty(settings.database_url)
    with place as folder:
        url = settings.database_url if folder is None else f"sqlite+aiosqlite:///{folder}/demo.db"
        performance = await perform(scenario, url)
    words, paper = Words(scenario.language), Paper.of(sys.stdout)
    print(Transcript(performance.stage.telegram, scenario.timezone, words, paper).text(performance.played.notes))
    rows = performance.log if whole_log else _of_the_last_report(performance.log)
    title = words("log_title") if len(rows) == len(performance.log) else words("log_excerpt", folio=rows[-1].folio)
    print("\n" + paper.paint(title, "bold") + "\n")
    print(log_table(rows, scenario.timezone, words, paper))
    for failure in performance.played.failures:
        print(f"cuadrante: {failure}", file=sys.stderr)
    return not performance.played.failures


def _of_the_last_report(log: list[LogRow]) -> list[LogRow]:
    last = next((row.folio for row in reversed(log) if row.event == "opened"), None)
    return [row for row in log if last in (None, row.folio)]


async def _must_be_empty(url: str) -> None:
    database = await Database.open(url)
    try:
        async with database.read() as session:
            used = bool(await notes(session))
    finally:
        await database.close()
    if used:
        raise Trouble(sentences(language_of(os.environ))("operator.database_used"))


async def perform(scenario: Scenario, database_url: str) -> Performance:
    """Play a scenario with the real bot in virtual time.

    Raises:
        InvalidRules: the scenario's rules are missing or wrong.
    """
    clock = VirtualClock(scenario.starts_at)
    stage = Stage(scenario, clock)
    program = Program(scenario, stage, clock, database_url)
    await program.start()
    try:
        played = await Player(scenario, stage, clock, program, program.read_log, program.operate).play()
        return Performance(played, stage, await program.read_log())
    finally:
        await program.stop()
