"""``cuadrante log verify``: the response log is whole, or which row is the first that is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TextIO

from bot.locales import sentences
from bot.missing_database import missing_file
from bot.progress import Progress
from bot.rules_file import language_of
from bot.sandbox.paper import legible
from bot.settings import Settings
from storage.database import Database
from storage.verifying import Broken, Whole, verify


async def print_verified(to: TextIO, watched: TextIO, settings: Settings, head: str | None) -> bool:
    """Print what the walk along the log came to; answers whether it is whole, with that head in it if one is given.

    ``watched``: where to say meanwhile how far it has come, if a person looks there.
    """
    say = sentences(language_of(os.environ))
    if (file := missing_file(settings.database_url)) is not None:
        print(say("log_verify.no_database", file=file), file=to)
        return False
    database = await Database.open(settings.database_url)
    try:
        with Progress(watched) as progress:
            async with database.read() as session:
                result = await verify(session, head, progress.reach)
    finally:
        await database.close()
    if isinstance(result, Broken):
        flaw = say(f"log_verify.flaw.{result.flaw}")
        shown = {name: legible(value)[:60] for name, value in result._asdict().items() if isinstance(value, str)}
        shown["folio"] = shown["folio"] or "—"
        print(say("log_verify.broken", **shown | {"number": f"{result.number:,}", "flaw": flaw}), file=to)
        return False
    print(_whole(result, say), file=to)
    if head is None:
        return True
    if result.found is None:
        print(say("log_verify.no_head", head=head), file=to)
        return False
    number, at = result.found
    print(say("log_verify.found", head=head, number=f"{number:,}", at=at), file=to)
    return True


def _whole(whole: Whole, say: Callable[..., str]) -> str:
    if not whole.rows:
        return say("log_verify.empty")
    return say("log_verify.whole", count=f"{whole.rows:,}", first=whole.first, last=whole.last, head=whole.head)
