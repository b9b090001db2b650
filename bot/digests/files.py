"""Digests as files and text: what ``cuadrante digest`` prints and writes, and the picture that the sender asks for."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.digests.monthly_text import fairness_of, post_of
from bot.core.digests.sending import read_picture_name
from bot.core.digests.text import text_of
from bot.core.figures.daily import Daily
from bot.core.made_file import MadeFile
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.digests.gathering import Codes, gather_day, gather_month
from bot.digests.printing import DayToCome, Printed, file_names, opened
from bot.progress import Progress
from bot.rules_file import RulesFile
from bot.settings import Settings
from storage.database import Database

if TYPE_CHECKING:
    from bot.pipeline import Pipeline  # which knows all that the bot has learned to read; printing needs none of it


async def print_digests(
    settings: Settings, day: date | None, now: datetime, progress: Progress | None = None
) -> list[Printed]:
    """Compute each group's digest of that local day (None: yesterday), and draw its picture.

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the day has not begun.
    """
    rules = RulesFile(settings.rules_file).load()
    today = now.astimezone(rules.timezone).date()
    wanted = day or today - timedelta(days=1)
    if wanted > today:
        raise DayToCome(f"{wanted} has not begun; today is {today}")
    async with opened(settings, rules, now) as (session, scene):
        gathered = await gather_day(session, wanted, scene, progress)
    return [
        Printed(
            text_of(daily, group.name, rules.timezone, scene.say(group)),
            f"{name}.png",
            _drawn(daily, group, None, scene),
        )
        for group, name in zip(rules.groups, file_names(rules, "digest", f"{wanted}"), strict=True)
        for daily in [gathered.daily(group, scene)]
    ]


async def print_month(settings: Settings, month: date, now: datetime, progress: Progress | None = None) -> list[str]:
    """Each group's post of the month that begins on that day, each followed by what its commanders read besides.

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the month has not begun.
    """
    rules = RulesFile(settings.rules_file).load()
    if month > (today := now.astimezone(rules.timezone).date()):
        raise DayToCome(f"{month:%Y-%m} has not begun; today is {today}")
    async with opened(settings, rules, now) as (session, scene):
        gathered = await gather_month(session, month, scene, progress)
    found = []
    for group in rules.groups:
        figures, say = gathered.monthly(group, scene), scene.say(group)
        found.append(post_of(figures, group.name, rules.timezone, say))
        found.append(fairness_of(figures, group.name, say))
    return found


class DigestPictures:
    """Makes the picture of a digest when it is sent, by the name that `bot.core.digests.sending.picture_name` gives."""

    def __init__(self, database: Database, pipeline: Pipeline) -> None:
        self._database = database
        self._pipeline = pipeline

    async def __call__(self, name: str) -> MadeFile | None:
        """The picture; None of a group that the rules know no more."""
        day, chat, codes = read_picture_name(name)
        scene = await self._pipeline.look(Needs())
        group = scene.rules.group(chat)
        if group is None:
            return None
        async with self._database.read() as session:
            daily = (await gather_day(session, day, scene)).daily(group, scene, codes)
        picture = await asyncio.to_thread(_drawn, daily, group, codes, scene)
        return MadeFile(f"{group.folio}-{day}.png", picture, picture=True)


def _drawn(daily: Daily, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    from bot.pictures.digest import draw_digest

    seen = [code for code in group.quadrants if codes is None or code in codes]
    return draw_digest(daily, group.name, seen, scene.say(group))
