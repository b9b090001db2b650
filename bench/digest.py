"""Does a day's digest cost more when there are years before it? It should not; and no more than a moment at any age."""

from __future__ import annotations

import os
import statistics
import subprocess  # runs this very program
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from bench.history import EVENTS_A_REPORT, Years
from bench.workplace import START
from bot.rules_file import RulesFile
from storage.database import Database
from storage.recording import record
from storage.tables import RESPONSE_LOG

RULES = Path(__file__).parent.parent / "rules.yaml"
DAY = date(2026, 11, 20)
YEARS, FEW_DAYS, EVENTS, ROUNDS = 5, 100, 1_000_000, 3
AT_ONCE = 30  # days

_MEASURED = """
import sys
from bot.cli import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        sys.stderr.writelines(line for line in status if line.startswith("VmHWM"))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, from its start to its end: seconds, and the most memory that it held, in MiB."""

    seconds: float
    memory: float


async def digest() -> list[tuple[str, str, str]]:
    """Rows of the table: what, figure, aim. Both logs end with the same hundred days; one has five years before."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        young, old = (f"sqlite+aiosqlite:///{folder}/{name}.db" for name in ("young", "old"))
        days = YEARS * 365
        a_day = EVENTS // EVENTS_A_REPORT // days
        await _fill(young, FEW_DAYS, a_day)
        events = await _fill(old, days, a_day)
        costs = [(_cost(young, folder, "--day"), _cost(old, folder, "--day")) for _ in range(ROUNDS)]
        month = _cost(old, folder, "--month")
    few, many = (statistics.median(cost.seconds for cost in each) for each in zip(*costs, strict=True))
    return [
        (f"cuadrante digest of a day, {FEW_DAYS} days of log", f"{few:.2f} s", ""),
        (f"cuadrante digest of a day, {events:,} events", f"{many:.2f} s", "< 3 s"),
        ("ratio", f"{many / few:.2f}", "≤ 1.20"),
        ("peak memory of it", f"{max(old.memory for _, old in costs):.0f} MiB", "< 300 MiB"),
        (f"cuadrante digest of a month, {events:,} events", f"{month.seconds:.2f} s", "< 3 s"),
        ("peak memory of it", f"{month.memory:.0f} MiB", "< 300 MiB"),
    ]


async def _fill(url: str, days: int, a_day: int) -> int:
    """Draw the reports and have them recorded as the bot does; how many rows the log then has."""
    rules = RulesFile(RULES).load()
    drawn = Years(rules.groups, rules.timezone, DAY).days(days, a_day)
    database = await Database.open(url)
    with _progress(days) as show:
        for done in range(0, days, AT_ONCE):
            some = [effect for _ in range(min(AT_ONCE, days - done)) for effect in next(drawn)]
            async with database.write() as session:
                await record(session, some, START)
            show(done + AT_ONCE)
    async with database.read() as session:
        events = await session.scalar(select(func.count()).select_from(RESPONSE_LOG))
    await database.close()
    return events or 0


@contextmanager
def _progress(days: int) -> Iterator[Callable[[int], None]]:
    """A line on standard error that says how far it is, while a person watches."""
    watched = sys.stderr.isatty()

    def show(done: int) -> None:
        if watched:
            print(f"\rlog: day {min(done, days):,} of {days:,}", end="", file=sys.stderr, flush=True)

    yield show
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _cost(url: str, folder: str, period: str) -> Cost:
    """Run the command as an operator does, in a process of its own.

    It says itself what it held: what a parent is told of a child counts the parent's own memory as well, on Linux.
    """
    wanted = str(DAY) if period == "--day" else f"{DAY:%Y-%m}"
    command = [sys.executable, "-c", _MEASURED, "digest", period, wanted, "--out", folder]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        check=False,
        env=os.environ | {"DATABASE_URL": url, "RULES_FILE": str(RULES)},
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"bench: {' '.join(command[3:])}: exit code {done.returncode}\n{done.stderr}")
    return Cost(seconds, int(done.stderr.split()[-2]) / 1024)
