"""Settings: read once, refused in one line, and never telling a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BadSettings, load_settings, secret_of

TOKEN = "4242:AAAA-secret"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "RULES_FILE", "LOG_LEVEL", "LOG_FORMAT", "WEBHOOK_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_anything_set_it_uses_telegrams_address_and_a_database_beside_it() -> None:
    settings = load_settings()
    assert settings.telegram_base_url == "https://api.telegram.org/bot"
    assert settings.database_url == "sqlite+aiosqlite:///cuadrante.db"
    assert settings.rules_file == Path("rules.yaml")
    assert settings.webhook_url == ""
    assert "database_url" not in settings.model_fields_set


def test_a_file_of_settings_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("LOG_LEVEL=WARNING\nRULES_FILE=mine.yaml\nOTHER=x\n", encoding="utf-8")
    monkeypatch.setenv("RULES_FILE", "theirs.yaml")
    settings = load_settings()
    assert (settings.log_level, settings.rules_file) == ("warning", Path("theirs.yaml"))


def test_the_command_line_wins_over_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "error")
    assert load_settings(log_level="debug").log_level == "debug"
    assert load_settings(log_level=None).log_level == "error"


def test_an_empty_database_address_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert load_settings().database_url == "sqlite+aiosqlite:///cuadrante.db"


def test_what_cannot_be_used_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(BadSettings) as bad:
        load_settings()
    assert str(bad.value).startswith("LOG_FORMAT: ")
    assert "\n" not in str(bad.value)


def test_the_token_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET", TOKEN)
    settings = load_settings()
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_a_secret_that_the_rules_name_is_in_the_environment_or_else_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOME_AGENCYS_KEY", raising=False)
    assert secret_of("SOME_AGENCYS_KEY") is None
    (tmp_path / ".env").write_text("SOME_AGENCYS_KEY=from-the-file\n", encoding="utf-8")
    assert secret_of("SOME_AGENCYS_KEY") == "from-the-file"
    monkeypatch.setenv("SOME_AGENCYS_KEY", "from-the-environment")
    assert secret_of("SOME_AGENCYS_KEY") == "from-the-environment"
