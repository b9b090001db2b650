"""`cuadrante log verify`: what it prints, in which language, and how it ends."""

from __future__ import annotations

import asyncio
import io
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from bot.core.effects import Log
from storage.database import Database
from storage.recording import record
from tests.storage.test_chain import stored
from tests.storage.values import NOW, a_log_row

Shell = pytest.CaptureFixture[str]


@pytest.fixture
def file(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return Path(sqlite_url.partition("///")[2])


def verify(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["log", "verify", *arguments])
    assert isinstance(end.value.code, int)
    return end.value.code


def heads(file: Path, rows: int = 3) -> list[str]:
    """Writes some rows; answers their hashes."""

    async def write() -> list[str]:
        database = await Database.open(f"sqlite:///{file}")
        async with database.write() as session:
            await record(session, [Log(a_log_row(folio=f"CUA-{n}", text="\x1b[2Jvoy")) for n in range(rows)], NOW)
        found = [row.hash for row in await stored(database)]
        await database.close()
        return found

    return asyncio.run(write())


def change(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.executescript("DROP TRIGGER response_log_no_update; DROP TRIGGER response_log_no_delete;")
        connection.execute(statement)
    connection.close()


def test_a_whole_log_is_told_in_one_line(file: Path, capsys: Shell) -> None:
    last = heads(file)[-1]
    assert verify() == 0
    shown = capsys.readouterr()
    at = f"{NOW:%Y-%m-%d %H:%M:%S.%f}+00:00"
    assert shown.out == f"whole: 3 rows, from {at} to {at}, head {last}\n"
    assert shown.err == ""


def test_a_log_without_rows_is_whole(file: Path, capsys: Shell) -> None:
    assert verify() == 0
    assert capsys.readouterr().out == "whole: 0 rows\n"


def test_the_first_wrong_row_is_named_with_what_is_wrong(
    file: Path, capsys: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads(file)
    change(file, "UPDATE response_log SET event = 'x' || char(27) || '[2J' WHERE id = 2")
    assert verify() == 1
    shown = capsys.readouterr().out
    assert shown.startswith("row 2 (CUA-1, ")
    assert shown.endswith("is not as it was written: its content was changed\n")
    assert "\x1b" not in shown
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert verify() == 1
    assert "se cambió su contenido" in capsys.readouterr().out


def test_a_head_from_a_message_is_found_until_the_end_is_cut_off(file: Path, capsys: Shell) -> None:
    head = heads(file)[-1][:16]
    assert verify("--head", head.upper()) == 0
    assert f"the head {head} is that of row 3" in capsys.readouterr().out
    change(file, "DELETE FROM response_log WHERE id = 3")
    assert verify() == 0  # a chain that is shorter is still a chain
    assert verify("--head", head) == 1
    assert f"no row has the head {head}" in capsys.readouterr().out


@pytest.mark.parametrize("head", ["", "abc", "g" * 16, "a" * 65])
def test_what_is_no_head_is_wrong_use(file: Path, capsys: Shell, head: str) -> None:
    assert verify("--head", head) == 2
    assert capsys.readouterr().err.startswith("cuadrante: --head: a head is 12 to 64 hexadecimal digits")


def test_a_database_that_is_not_there_is_not_made(file: Path, capsys: Shell) -> None:
    file.unlink()
    assert verify() == 1
    assert "there is no database" in capsys.readouterr().out
    assert not file.exists()


def test_whoever_watches_sees_how_far_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    heads(file)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert verify() == 0
    assert terminal.getvalue() == "\r3\r\x1b[K"
