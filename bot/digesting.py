"""Digests: computed from the store, printed by ``cuadrante digest``, sent to the commanders in the morning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.digest import Day, Digest, Records, day_of, digest_of, due_day
from bot.core.digest_sending import Recipient, digest_for, recipients
from bot.core.digest_text import text_of
from bot.core.effects import Effect, Send
from bot.core.model import Reason
from bot.core.rules.model import GroupRules, Rules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.rules_file import RulesFile
from bot.settings import Settings
from storage import digests
from storage.database import Database
from storage.health import notes
from storage.snapshot import load_world

if TYPE_CHECKING:
    from bot.app import App

FIRST_SIGN = "first_sign_of_life"
"""The note of when a bot first ran with this database."""


class DayToCome(ValueError):
    """There is no digest of a day that has not begun."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A group's digest in words, and its picture (PNG) with the name of its file."""

    text: str
    file_name: str
    picture: bytes


async def print_digests(settings: Settings, day: date | None, now: datetime) -> list[Printed]:
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
    database = await Database.open(settings.database_url)
    try:
        async with database.read() as session:
            scene = Scene(await load_world(session, Needs(), now), rules, now)
            found = await digests_of(session, day_of(wanted, rules.timezone, rules.digest.daily, now), scene)
    finally:
        await database.close()
    names = _file_names(rules, wanted)
    return [_printed(group, digest, name, scene) for (group, digest), name in zip(found, names, strict=True)]


async def digests_of(session: AsyncSession, day: Day, scene: Scene) -> list[tuple[GroupRules, Digest]]:
    """The digest of each group of the rules."""
    reports = await digests.opened(session, day.start, day.end)
    perhaps_open = await digests.perhaps_open(session, day.looked_back_to, day.end, day.as_of)
    logs = await digests.logs(session, {report.id for report in [*reports, *perhaps_open]}, day.as_of)
    removed = await digests.removed(session, day.start, day.end)
    found = []
    for group in scene.rules.groups:
        chats = _chats_of(group, scene)
        reasons: Counter[Reason | None] = Counter()
        for each in removed:
            if each.chat_id in chats:
                reasons[each.reason] += each.many
        records = Records(
            reports=[report for report in reports if report.group_id in chats],
            perhaps_open=[report for report in perhaps_open if report.group_id in chats],
            logs=logs,
            removed=reasons,
        )
        found.append((group, digest_of(day, records)))
    return found


async def send_due_digests(app: App) -> None:
    """Send yesterday's digest to each commander who has not had it, from the hour in the rules on, until midnight."""
    rules, now = app.rules, app.clock()
    day = due_day(rules.timezone, rules.digest.daily, now)
    if day is None:
        return
    people = {commander.telegram for commander in rules.commanders if isinstance(commander.telegram, int)}
    async with app.database.read() as session:
        first_sign = (await notes(session)).get(FIRST_SIGN)
        if first_sign is not None and first_sign.at >= day.end:
            return  # that day nobody could report to us yet
        scene = Scene(await load_world(session, Needs(people=people), now), rules, now)
        due = recipients(day.date, scene)
        had = await digests.posted(session, [each.key for each in due])
        due = [each for each in due if each.key not in had]
        if not due:
            return
        by_chat = {group.chat: digest for group, digest in await digests_of(session, day, scene)}
    await app.pipeline.change(Needs(), partial(_sends, due, by_chat))


def _sends(due: list[Recipient], by_chat: dict[int, Digest], scene: Scene) -> Iterator[Effect]:
    for each in due:
        yield Send(digest_for(each, by_chat[each.group.chat], scene))


def _chats_of(group: GroupRules, scene: Scene) -> set[int]:
    """Every id that the group has or had: a migration gives it a new one, and what was said keeps the old."""
    chats = {group.chat}
    for live in scene.world.groups.values():
        if group.chat in (live.chat_id, live.rules_chat):
            chats |= {live.chat_id, live.rules_chat}
    return chats


def _printed(group: GroupRules, digest: Digest, file_name: str, scene: Scene) -> Printed:
    from bot.pictures.digest import draw_digest

    say = scene.say(group)
    text = text_of(digest, group.name, scene.rules.timezone, say)
    return Printed(text, file_name, draw_digest(digest, group.name, say))


def _file_names(rules: Rules, day: date) -> Iterator[str]:
    """A file name for each group; a prefix that several groups share is numbered."""
    used: Counter[str] = Counter()
    for group in rules.groups:
        used[group.folio] += 1
        again = f"-{used[group.folio]}" if used[group.folio] > 1 else ""
        yield f"digest-{group.folio}{again}-{day}.png"
