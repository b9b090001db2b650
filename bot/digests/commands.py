"""Commands that tell figures of any period, as text and picture. `bot.cli` adds them to the others."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.core.model.kinds import Category
from bot.progress import Progress
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.digests.printing import Printed

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

    if day and month:
        raise click.UsageError("--day and --month: only one of them")
    now = datetime.now(UTC)
    if month:
        texts = _looked_up("--month", settings, lambda there, shown: print_month(there, month.date(), now, shown))
        click.echo("\n\n".join(texts))
        return
    wanted = day.date() if day else None
    _give(_looked_up("--day", settings, lambda there, shown: print_digests(there, wanted, now, shown)), out)


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
    from bot.digests.where_files import print_where

    if until < since:
        raise click.UsageError("--until is before --since")
    now, days, chosen = datetime.now(UTC), (since.date(), until.date()), frozenset(map(Category, categories))
    _give(_looked_up("--since", settings, lambda there, shown: print_where(there, *days, chosen, now, shown)), out)


@click.command()
@click.option("--week", help="An ISO week such as 2026-W47; the last whole one, unless it is given.")
@_OUT
@click.pass_obj
def brief(settings: Settings, week: str | None, out: Path) -> None:
    """Print each group's weekly brief, and write it as picture and PDF: brief-<folio prefix>-<week>.png and .pdf."""
    from bot.digests.briefs import print_briefs

    try:
        monday = datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=UTC).date() if week else None
    except ValueError:
        raise click.UsageError(f"--week: {week} is no ISO week such as 2026-W47") from None
    now = datetime.now(UTC)
    _give(_looked_up("--week", settings, lambda there, shown: print_briefs(there, monday, now, shown)), out)


def _looked_up(option: str, settings: Settings, work: Callable[[Settings, Progress], Coroutine[Any, Any, T]]) -> T:
    """What it comes to; who watches standard error sees how far it is. ``option``: what may name days to come."""
    from bot.digests.printing import DayToCome
    from bot.missing_database import what_is_there

    with what_is_there(settings) as there, Progress(sys.stderr) as progress:
        try:
            return asyncio.run(work(there, progress))
        except DayToCome as wrong:
            raise click.UsageError(f"{option}: {wrong}") from None


def _give(printed: Sequence[Printed], out: Path) -> None:
    """Print the texts, write the files, and say on standard error where."""
    click.echo("\n\n".join(each.text for each in printed))
    for name, data in (file for each in printed for file in each.files.items()):
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
        click.echo(str(out / name), err=True)
