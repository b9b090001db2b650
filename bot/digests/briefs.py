"""Weekly briefs: gathered from the store, sent to the commanders at the hour of the rules, made when they are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.cabinet.brief import Brief, brief_for, brief_of, brief_recipients, week_named
from bot.core.cabinet.paper import brief_paper_of
from bot.core.cabinet.promise import Promise
from bot.core.cabinet.text import text_of_brief
from bot.core.digests.sending import read_picture_name
from bot.core.figures.periods import Period
from bot.core.figures.weekly import before, due_week, in_figures, week_of
from bot.core.made_file import MadeFile
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.digests.gathering import Codes, began_to_serve, chats_of, seen_by
from bot.digests.histories import Stored, written_in
from bot.digests.printing import DayToCome, file_names, opened
from bot.pipeline import Pipeline
from bot.progress import Progress
from bot.rules_file import RulesFile
from bot.settings import Settings
from storage import digests
from storage.database import Database
from storage.promises import promises_at

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class GatheredWeek:
    """A week of all groups, the weeks before it (None where the bot did not serve all of it), and what was agreed."""

    period: Period
    week: Stored
    earlier: Sequence[tuple[Period, Stored] | None]
    promises: Sequence[Promise]

    def brief(self, group: GroupRules, scene: Scene, codes: Codes = None) -> Brief:
        """The brief of one group. ``codes``: of these quadrants alone, and of what is in none."""
        chats = chats_of(group, scene)
        figures = in_figures(
            self.period,
            seen_by(codes, self.week.histories(chats, self.period.as_of)),
            [
                (each[0].first, seen_by(codes, each[1].histories(chats, each[0].as_of))) if each else None
                for each in self.earlier
            ],
        )
        own = [promise for promise in self.promises if promise.group == group.chat]
        return brief_of(figures, own, group.quadrants, scene.rules.cabinet)


async def gather_week(
    session: AsyncSession, monday: date, scene: Scene, progress: Progress | None = None
) -> GatheredWeek:
    """What the brief of the week that begins on that Monday needs: five weeks, whatever lies before."""
    zone, weekly = scene.rules.timezone, scene.rules.digest.weekly
    period = week_of(monday, zone, weekly, scene.now)
    served_since = await began_to_serve(session)
    earlier: list[tuple[Period, Stored] | None] = []
    for each in before(monday):
        week = week_of(each, zone, weekly, scene.now)
        earlier.append((week, await written_in(session, week, progress)) if served_since <= week.start else None)
    promises = await promises_at(session, period.start, period.as_of)
    return GatheredWeek(period, await written_in(session, period, progress), earlier, promises)


async def send_due_briefs(app: App) -> None:
    """Send each commander the brief of the last week, from its hour in the rules on, once; also after a downtime."""
    period = due_week(app.rules.timezone, app.rules.digest.weekly, app.clock())
    if period is None:
        return
    async with app.database.read() as session:
        if await began_to_serve(session) >= period.end:
            return
        scene = await app.pipeline.scene(session, Needs(), app.clock())
        due = brief_recipients(period.first, scene)
        had = await digests.posted(session, [each.key for each in due])
    outgoing = [each for one in due if one.key not in had for each in brief_for(one, period.first, scene)]
    if outgoing:
        await app.pipeline.send(outgoing)


class BriefFiles:
    """Makes the brief's picture, or its paper, at the moment of sending."""

    def __init__(self, database: Database, pipeline: Pipeline, *, paper: bool) -> None:
        self._database = database
        self._pipeline = pipeline
        self._paper = paper

    async def __call__(self, name: str) -> MadeFile | None:
        """The file; None of a group that the rules know no more."""
        monday, chat, codes = read_picture_name(name)
        scene = await self._pipeline.look(Needs())
        group = scene.rules.group(chat)
        if group is None:
            return None
        async with self._database.read() as session:
            brief = (await gather_week(session, monday, scene)).brief(group, scene, codes)
        data = await asyncio.to_thread(_paper if self._paper else _picture, brief, group, codes, scene)
        ending = "pdf" if self._paper else "png"
        return MadeFile(f"{group.folio}-{week_named(monday)}.{ending}", data, picture=not self._paper)


@dataclass(frozen=True, slots=True)
class PrintedBrief:
    """A group's brief in words, and its two files by their names."""

    text: str
    files: dict[str, bytes]


async def print_briefs(
    settings: Settings, monday: date | None, now: datetime, progress: Progress | None = None
) -> list[PrintedBrief]:
    """Make each group's brief of the week that begins on that Monday (None: the last whole week).

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the week has not begun.
    """
    rules = RulesFile(settings.rules_file).load()
    today = now.astimezone(rules.timezone).date()
    wanted = monday or today - timedelta(days=today.weekday() + 7)
    if wanted > today:
        raise DayToCome(f"{week_named(wanted)} has not begun; today is {today}")
    async with opened(settings, rules, now) as (session, scene):
        gathered = await gather_week(session, wanted, scene, progress)
    return [
        _printed(gathered.brief(group, scene), group, name, scene)
        for group, name in zip(rules.groups, file_names(rules, "brief", week_named(wanted)), strict=True)
    ]


def _printed(brief: Brief, group: GroupRules, name: str, scene: Scene) -> PrintedBrief:
    files = {f"{name}.png": _picture(brief, group, None, scene), f"{name}.pdf": _paper(brief, group, None, scene)}
    return PrintedBrief(text_of_brief(brief, group.name, group.quadrants, scene.say(group), scene), files)


def _picture(brief: Brief, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    from bot.pictures.brief import draw_brief

    return draw_brief(brief, group.name, _seen(group, codes), scene.say(group), scene)


def _paper(brief: Brief, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    from bot.papers.brief import draw_paper

    return draw_paper(brief_paper_of(brief, group.name, _seen(group, codes), scene.say(group), scene))


def _seen(group: GroupRules, codes: Codes) -> list[str]:
    return [code for code in group.quadrants if codes is None or code in codes]
