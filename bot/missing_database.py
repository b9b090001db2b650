"""A database that is not there: whoever looks at what is stored looks in the wrong place, and should hear so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.locales import sentences
from bot.rules_file import language_of
from bot.settings import Settings
from storage.database import async_url


def missing_file(url: str) -> str | None:
    """The SQLite file that is not there, if that is what is wrong: looking must not make one."""
    parsed = async_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database is None or Path(parsed.database).exists():
        return None
    return parsed.database


@contextmanager
def what_is_there(settings: Settings) -> Iterator[Settings]:
    """The settings to look with: where nothing is stored, the figures are all 0, and standard error says why."""
    file = missing_file(settings.database_url)
    yield settings if file is None else settings.model_copy(update={"database_url": "sqlite://"})
    if file is not None:
        say = sentences(language_of(os.environ))
        click.echo(f"cuadrante: {say('log_verify.no_database', file=file)}", err=True)
