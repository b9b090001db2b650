"""Whoever watches a long command sees how far it is; who has its output read by a program gets none of that."""

from __future__ import annotations

import io
import os
import pty
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, TextIO

import pytest

from bot.cli import _main
from bot.core.effects import Effect, Log, SaveReport
from bot.core.log_rows import facts_of
from bot.core.model.report import LogRow
from bot.progress import Progress
from storage.database import Database
from storage.recording import record
from tests.rules_for_tests import CUAUHTEMOC
from tests.storage.values import a_report

NOON = datetime(2026, 11, 18, 18, tzinfo=UTC)  # a Wednesday
RULES = Path(__file__).parent / "scenarios/rules/two_quadrants.yaml"
COMMANDS = (
    ["where", "--since", "2026-11-18", "--until", "2026-11-20"],
    ["digest", "--day", "2026-11-18"],
    ["digest", "--month", "2026-11"],
    ["brief", "--week", "2026-W47"],
)


class Terminal(NamedTuple):
    """What a program writes to, and where a person sees it."""

    end: TextIO
    screen: int

    def seen(self) -> str:
        os.set_blocking(self.screen, False)
        text = b""
        with suppress(BlockingIOError):
            while True:
                text += os.read(self.screen, 1000)
        return text.decode()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as end:
        yield Terminal(end, ours)
    os.close(ours)


@pytest.fixture
async def three_reports(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RULES_FILE", str(RULES))
    database = await Database.open(sqlite_url)
    async with database.write() as session:
        for number in (1, 2, 3):
            await record(session, a_robbery(number), NOON)
    await database.close()


def a_robbery(number: int) -> list[Effect]:
    report = a_report(id=number, group_id=CUAUHTEMOC, opened_at=NOON + timedelta(hours=number))
    row = LogRow(report_id=number, folio=report.folio, at=report.opened_at, event="opened", facts=facts_of(report))
    return [SaveReport(report), Log(row)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_whoever_watches_sees_how_many_reports_are_read_and_then_nothing_of_it_is_left(
    three_reports: None, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal.end)
    assert _main(command) == 0
    shown = terminal.seen()
    assert "\r3 / 3" in shown
    assert shown.index("\r\x1b[K") > shown.index("\r3 / 3")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_program_that_reads_standard_error_gets_files_names_alone(
    three_reports: None, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert _main(command) == 0
    assert all(line.endswith((".png", ".pdf")) for line in capsys.readouterr().err.splitlines())


def test_the_line_goes_also_when_it_ends_in_trouble(terminal: Terminal) -> None:
    def troubled() -> None:
        with Progress(terminal.end) as progress:
            progress.expect(20_000)
            progress.advance(1_500)
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        troubled()
    assert terminal.seen() == "\r0 / 20,000\r1,500 / 20,000\r\x1b[K"


@pytest.mark.parametrize("to", [None, io.StringIO()])
def test_nobody_watches_a_pipe(to: TextIO | None) -> None:
    with Progress(to) as progress:
        progress.advance(5)
    assert to is None or to.getvalue() == ""  # type: ignore[attr-defined]
