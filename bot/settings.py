"""Settings from the environment and from ``.env``, looked at once, at the start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class BadSettings(ValueError):
    """A setting cannot be used; the message is one line that says which and why."""


class Settings(BaseSettings):
    """What the operator decides outside of ``rules.yaml``; each field is a variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_base_file_url: str = "https://api.telegram.org/file/bot"
    database_url: str = "sqlite+aiosqlite:///cuadrante.db"
    rules_file: Path = Path("rules.yaml")
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: SecretStr = SecretStr("")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("database_url", mode="before")
    @classmethod
    def _empty_is_default(cls, value: object) -> object:
        return value or "sqlite+aiosqlite:///cuadrante.db"


def secret_of(name: str) -> str | None:
    """A secret that the rules name, from the environment or else from ``.env``; nothing where it is not set."""
    return os.environ.get(name) or dotenv_values(".env", encoding="utf-8").get(name) or None


def load_settings(**overrides: object) -> Settings:
    """Read the settings. Raises BadSettings, one line, without any secret in it."""
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as exc:
        first = exc.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise BadSettings(f"{name}: {first['msg']}") from None
