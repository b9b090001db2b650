"""Weekly briefs: gathered from the store, sent to the commanders at the hour of the rules, made when they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.cabinet.brief import Brief, brief_for, brief_of, brief_recipients, week_named
from bot.core.cabinet.paper import brief_paper_of
from bot.core.cabinet.promise import Promise
from bot.core.cabinet.text import text_of_brief
from bot.core.figures.periods import Period
from bot.core.figures.weekly import before, due_week, in_figures, week_of
from bot.core.made_file import MadeFile
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.digests.gathering import Codes, began_to_serve, chats_of, seen_by
from bot.digests.histories import Stored, written_in
from bot.digests.made import quadrants_seen
from bot.digests.printing import Printed, begun, file_names, opened, rules_and_today
from bot.progress import Progress
from bot.settings import Settings
from storage import digests
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


def brief_picture(gathered: GatheredWeek, group: GroupRules, codes: Codes, scene: Scene) -> MadeFile:
    """The picture of a group's week, as far as somebody may see it."""
    data = _picture(gathered.brief(group, scene, codes), group, codes, scene)
    return MadeFile(f"{group.folio}-{week_named(gathered.period.first)}.png", data, picture=True)


def brief_paper(gathered: GatheredWeek, group: GroupRules, codes: Codes, scene: Scene) -> MadeFile:
    """The same as PDF."""
    data = _paper(gathered.brief(group, scene, codes), group, codes, scene)
    return MadeFile(f"{group.folio}-{week_named(gathered.period.first)}.pdf", data)


async def print_briefs(
    settings: Settings, monday: date | None, now: datetime, progress: Progress | None = None
) -> list[Printed]:
    """Make each group's brief of the week that begins on that Monday (None: the last whole week).

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the week has not begun.
    """
    rules, today = rules_and_today(settings, now)
    wanted = monday or today - timedelta(days=today.weekday() + 7)
    begun(wanted, today, week_named(wanted))
    async with opened(settings, rules, now) as (session, scene):
        gathered = await gather_week(session, wanted, scene, progress)
    return [
        _printed(gathered.brief(group, scene), group, name, scene)
        for group, name in zip(rules.groups, file_names(rules, "brief", week_named(wanted)), strict=True)
    ]


def _printed(brief: Brief, group: GroupRules, name: str, scene: Scene) -> Printed:
    files = {f"{name}.png": _picture(brief, group, None, scene), f"{name}.pdf": _paper(brief, group, None, scene)}
    return Printed(text_of_brief(brief, group.name, group.quadrants, scene.say(group), scene), files)


def _picture(brief: Brief, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    from bot.pictures.brief import draw_brief

    return draw_brief(brief, group.name, quadrants_seen(group, codes), scene.say(group), scene)


def _paper(brief: Brief, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    from bot.papers.brief import draw_paper

    return draw_paper(brief_paper_of(brief, group.name, quadrants_seen(group, codes), scene.say(group), scene))
