"""What the commands that print figures share: the store as it is now, without the bot, and names for their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.rules_file import RulesFile
from bot.settings import Settings
from storage.database import Database
from storage.snapshot import load_world


class DayToCome(ValueError):
    """There are no figures of days that have not begun."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A group's figures in words, and their files by their names."""

    text: str
    files: dict[str, bytes]


def rules_and_today(settings: Settings, now: datetime) -> tuple[Rules, date]:
    """The rules, and which day it is where they hold. Raises InvalidRules."""
    rules = RulesFile(settings.rules_file).load()
    return rules, now.astimezone(rules.timezone).date()


def begun(first: date, today: date, name: str) -> None:
    """Let days pass whose first has begun; ``name``: of them all. Raises DayToCome."""
    if first > today:
        raise DayToCome(f"{name} has not begun; today is {today}")


@asynccontextmanager
async def opened(settings: Settings, rules: Rules, now: datetime) -> AsyncIterator[tuple[AsyncSession, Scene]]:
    """The store for as long as it is read, and the scene of this moment."""
    database = await Database.open(settings.database_url)
    try:
        async with database.read() as session:
            yield session, Scene(await load_world(session, Needs(), now), rules, now)
    finally:
        await database.close()


def file_names(rules: Rules, what: str, when: str) -> Iterator[str]:
    """A file name without its ending for each group; a prefix that several groups share is numbered."""
    used: Counter[str] = Counter()
    for group in rules.groups:
        used[group.folio] += 1
        again = f"-{used[group.folio]}" if used[group.folio] > 1 else ""
        yield f"{what}-{group.folio}{again}-{when}"
