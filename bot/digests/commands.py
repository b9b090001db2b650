"""Commands that tell figures of any period, as text and picture. `bot.cli` adds them to the others."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.core.model.kinds import Category
from bot.missing_database import missing_file, say_missing
from bot.progress import Progress
from bot.settings import Settings

T = TypeVar("T")

_DAY = click.DateTime(["%Y-%m-%d"])
_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where the files go; here, unless it is given.",
)


@click.command()
@click.option("--day", type=_DAY, help="A local day; yesterday, unless it is given.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="A month instead: what neighbours and commanders read.")
@_OUT
@click.pass_obj
def digest(settings: Settings, day: datetime | None, month: datetime | None, out: Path) -> None:
    """Print each group's digest of a day, and write its picture: digest-<folio prefix>-<day>.png."""
    from bot.digests.files import print_digests, print_month
    from bot.digests.printing import DayToCome

    if day and month:
        raise click.UsageError("--day and --month: only one of them")
    missing = missing_file(settings.database_url)
    now = datetime.now(UTC)
    try:
        if month:
            texts = _watched(partial(print_month, settings, month.date(), now))
            say_missing(missing)
            click.echo("\n\n".join(texts))
            return
        printed = _watched(partial(print_digests, settings, day.date() if day else None, now))
    except DayToCome as wrong:
        raise click.UsageError(f"{'--month' if month else '--day'}: {wrong}") from None
    say_missing(missing)
    click.echo("\n\n".join(each.text for each in printed))
    for each in printed:
        write(out / each.file_name, each.picture)


@click.command()
@click.option("--since", type=_DAY, required=True, help="The first local day.")
@click.option("--until", type=_DAY, required=True, help="The last local day.")
@click.option("--category", "categories", type=click.Choice([each.value for each in Category]), multiple=True)
@_OUT
@click.pass_obj
def where(settings: Settings, since: datetime, until: datetime, categories: tuple[str, ...], out: Path) -> None:
    """Print where and when reports happened, and write the map and the hours: where-<folio prefix>-<days>.png.

    Places that are reported again and again, near repeats of thefts, and streets without light: for commanders' eyes.
    """
    from bot.digests.printing import DayToCome
    from bot.digests.where_files import print_where

    if until < since:
        raise click.UsageError("--until is before --since")
    missing = missing_file(settings.database_url)
    chosen = frozenset(map(Category, categories))
    try:
        printed = _watched(partial(print_where, settings, since.date(), until.date(), chosen, datetime.now(UTC)))
    except DayToCome as wrong:
        raise click.UsageError(f"--since: {wrong}") from None
    say_missing(missing)
    click.echo("\n\n".join(each.text for each in printed))
    for each in printed:
        write(out / each.file_name, each.picture)


@click.command()
@click.option("--week", help="An ISO week such as 2026-W47; the last whole one, unless it is given.")
@_OUT
@click.pass_obj
def brief(settings: Settings, week: str | None, out: Path) -> None:
    """Print each group's weekly brief, and write it as picture and PDF: brief-<folio prefix>-<week>.png and .pdf."""
    from bot.digests.briefs import print_briefs
    from bot.digests.printing import DayToCome

    try:
        monday = datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=UTC).date() if week else None
    except ValueError:
        raise click.UsageError(f"--week: {week} is no ISO week such as 2026-W47") from None
    missing = missing_file(settings.database_url)
    try:
        printed = _watched(partial(print_briefs, settings, monday, datetime.now(UTC)))
    except DayToCome as wrong:
        raise click.UsageError(f"--week: {wrong}") from None
    say_missing(missing)
    click.echo("\n\n\n".join(each.text for each in printed))
    for each in printed:
        for name, data in each.files.items():
            write(out / name, data)


def _watched(work: Callable[[Progress], Coroutine[Any, Any, T]]) -> T:
    """Do it, and show a person who watches standard error how far it has come."""
    with Progress(sys.stderr) as progress:
        return asyncio.run(work(progress))


def write(path: Path, data: bytes) -> None:
    """Write a file, and say where on standard error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    click.echo(str(path), err=True)
