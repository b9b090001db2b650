"""What an operator reads when the program cannot run: one line, in their language, that names the setting."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from bot.locales import LANGUAGES, sentences

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("language", "settings", "says"),
    [
        ("en", {"WEBHOOK_URL": "ftp//x"}, "cuadrante: WEBHOOK_URL: it is not an address like"),
        ("en", {"WEBHOOK_URL": "https://x.org/y", "WEBHOOK_SECRET": "a b"}, "cuadrante: WEBHOOK_SECRET: it may hold"),
        ("en", {"WEBHOOK_URL": "https://x.org/y", "WEBHOOK_LISTEN": "here"}, "cuadrante: WEBHOOK_LISTEN: it is not"),
        ("es_MX.UTF-8", {"TELEGRAM_BOT_TOKEN": ""}, "cuadrante: TELEGRAM_BOT_TOKEN: falta;"),
        ("C.UTF-8", {"TELEGRAM_BOT_TOKEN": ""}, "cuadrante: TELEGRAM_BOT_TOKEN: there is none;"),
        ("es", {"TELEGRAM_BOT_TOKEN": "no token"}, "cuadrante: TELEGRAM_BOT_TOKEN: está vacío o tiene"),
        ("es", {"DATABASE_URL": "mysql://h/d"}, "cuadrante: DATABASE_URL: no es la dirección de una base"),
        ("en", {"DATABASE_URL": "mysql://h/d"}, "cuadrante: DATABASE_URL: it is not the address of"),
    ],
)
def test_a_wrong_setting_is_named_in_the_operators_language(
    language: str,
    settings: dict[str, str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of a developer
    monkeypatch.setenv("LC_ALL", language)
    usual = {"TELEGRAM_BOT_TOKEN": f"4242:{'A' * 35}", "RULES_FILE": str(ROOT / "rules.yaml"), "LOG_LEVEL": "error"}
    for name, value in (usual | settings).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as end:
        main(["run"])
    shown = capsys.readouterr().err
    assert end.value.code == 2
    assert shown.startswith(says)
    assert shown.count("\n") == 1


@pytest.mark.parametrize("command", [["run"], ["status"], ["export", "log"]])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_server_that_does_not_answer_is_named_without_its_password(
    host: str,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"4242:{'A' * 35}")
    monkeypatch.setenv("RULES_FILE", str(ROOT / "rules.yaml"))
    monkeypatch.setenv("DATABASE_URL", f"postgresql+asyncpg://ana:geheim@{host}:1/cuadrante")
    with pytest.raises(SystemExit) as end:
        main(command)
    shown = capsys.readouterr().err
    assert end.value.code == 1
    assert shown.startswith("cuadrante: DATABASE_URL: the database cannot be used (")
    assert "onnect" in shown
    assert "geheim" not in shown
    assert shown.count("\n") == 1


@pytest.mark.parametrize("command", [["run"], ["status"], ["export", "log"]])
def test_a_database_that_a_newer_version_has_served_is_left_alone(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sqlite_url: str
) -> None:
    with contextlib.closing(sqlite3.connect(sqlite_url.partition("///")[2])) as there:
        there.execute("UPDATE alembic_version SET version_num = '9999'")
        there.commit()
    usual = {"TELEGRAM_BOT_TOKEN": f"4242:{'A' * 35}", "RULES_FILE": str(ROOT / "rules.yaml"), "LC_ALL": "es"}
    for name, value in (usual | {"DATABASE_URL": sqlite_url}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as end:
        main(command)
    assert end.value.code == 1
    assert capsys.readouterr().err == (
        "cuadrante: DATABASE_URL: una versión más nueva de Cuadrante ya atendió esta base de datos; instale esa\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_is_raised_has_its_sentence(language: str) -> None:
    rooms = [ROOT / "bot" / f"{name}.py" for name in ("serving", "troubles", "demo")]
    sources = [*rooms, *(ROOT / "bot" / "telegram").glob("*.py")]
    raised = {path for each in sources for path in re.findall(r'"(operator\.\w+)"', each.read_text(encoding="utf-8"))}
    assert raised == {path for path in sentences(language).by_path if path.startswith("operator.")}
