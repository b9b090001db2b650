"""Where and when, of any period: what ``cuadrante where`` prints and writes."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.digests.where_text import text_of_where
from bot.core.figures.periods import Period, period_of
from bot.core.figures.where_and_when import WhereAndWhen, where_and_when
from bot.core.model.kinds import Category
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.digests.gathering import Codes, chats_of
from bot.digests.incidents import StoredIncidents, gather_incidents
from bot.digests.made import quadrants_seen
from bot.digests.printing import Printed, begun, file_names, opened, rules_and_today
from bot.progress import Progress
from bot.settings import Settings


async def print_where(
    settings: Settings,
    first: date,
    last: date,
    categories: frozenset[Category],
    now: datetime,
    progress: Progress | None = None,
) -> list[Printed]:
    """Where and when each group's reports of these local days happened.

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the first day has not begun.
    """
    rules, today = rules_and_today(settings, now)
    begun(first, today, f"{first}")
    period = period_of(first, last, rules.timezone, None, now)
    async with opened(settings, rules, now) as (session, scene):
        stored = await gather_incidents(session, period, rules, progress or Progress())
    return [
        _printed(stored, period, categories, group, name, scene)
        for group, name in zip(rules.groups, file_names(rules, "where", f"{first}-{last}"), strict=True)
    ]


def _printed(
    stored: StoredIncidents,
    period: Period,
    categories: frozenset[Category],
    group: GroupRules,
    name: str,
    scene: Scene,
) -> Printed:
    found = where_and_when(period.first, period.last, stored.of(chats_of(group, scene)), categories)
    text = text_of_where(found, group.name, scene.say(group))
    return Printed(text, {f"{name}.png": where_picture(found, group, None, scene)})


def where_picture(found: WhereAndWhen, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    """The picture of a group's where and when, with the quadrants that somebody may see, as PNG."""
    from bot.pictures.where import draw_where

    seen = quadrants_seen(group, codes)
    quadrants = [each for each in scene.rules.quadrants if each.code in seen]
    return draw_where(found, group.name, quadrants, scene.say(group))
