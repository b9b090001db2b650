"""Digests as files and text: what ``cuadrante digest`` prints and writes, and the picture that the sender asks for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.digests.monthly_text import fairness_of, post_of
from bot.core.digests.text import text_of
from bot.core.figures.daily import Daily
from bot.core.made_file import MadeFile
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.digests.gathering import Codes, GatheredDay, gather_day, gather_month
from bot.digests.made import quadrants_seen
from bot.digests.printing import Printed, begun, file_names, opened, rules_and_today
from bot.progress import Progress
from bot.settings import Settings


async def print_digests(
    settings: Settings, day: date | None, now: datetime, progress: Progress | None = None
) -> list[Printed]:
    """Compute each group's digest of that local day (None: yesterday), and draw its picture.

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the day has not begun.
    """
    rules, today = rules_and_today(settings, now)
    wanted = day or today - timedelta(days=1)
    begun(wanted, today, f"{wanted}")
    async with opened(settings, rules, now) as (session, scene):
        gathered = await gather_day(session, wanted, scene, progress)
    return [
        _printed(gathered.daily(group, scene), group, name, scene)
        for group, name in zip(rules.groups, file_names(rules, "digest", f"{wanted}"), strict=True)
    ]


def _printed(daily: Daily, group: GroupRules, name: str, scene: Scene) -> Printed:
    text = text_of(daily, group.name, scene.rules.timezone, scene.say(group))
    return Printed(text, {f"{name}.png": _drawn(daily, group, None, scene)})


async def print_month(settings: Settings, month: date, now: datetime, progress: Progress | None = None) -> list[str]:
    """Each group's post of the month that begins on that day, each followed by what its commanders read besides.

    Raises:
        InvalidRules: the rules file is missing or wrong.
        DayToCome: the month has not begun.
    """
    rules, today = rules_and_today(settings, now)
    begun(month, today, f"{month:%Y-%m}")
    async with opened(settings, rules, now) as (session, scene):
        gathered = await gather_month(session, month, scene, progress)
    found = []
    for group in rules.groups:
        figures, say = gathered.monthly(group, scene), scene.say(group)
        found.append(post_of(figures, group.name, rules.timezone, say))
        found.append(fairness_of(figures, group.name, say))
    return found


def digest_picture(gathered: GatheredDay, group: GroupRules, codes: Codes, scene: Scene) -> MadeFile:
    """The picture of a group's day, as far as somebody may see it."""
    picture = _drawn(gathered.daily(group, scene, codes), group, codes, scene)
    return MadeFile(f"{group.folio}-{gathered.day.period.first}.png", picture, picture=True)


def _drawn(daily: Daily, group: GroupRules, codes: Codes, scene: Scene) -> bytes:
    from bot.pictures.digest import draw_digest

    return draw_digest(daily, group.name, quadrants_seen(group, codes), scene.say(group))
