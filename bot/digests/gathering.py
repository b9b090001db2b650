"""What is stored of a day or a month, gathered once for all groups and all commanders who are to see its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.figures.daily import Daily, DayRecords, daily_of
from bot.core.figures.history import History
from bot.core.figures.incidents import Incident
from bot.core.figures.monthly import Monthly, monthly_of
from bot.core.figures.periods import Period, day_of, month_of, turns_of, weeks_before
from bot.core.model.kinds import Reason
from bot.core.roster.shifts import Turn
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.digests.histories import Stored, with_logs, written_in
from bot.progress import Progress
from storage import digests
from storage.digests import Removed
from storage.health import noted

FIRST_SIGN = "first_sign_of_life"
"""The note of when a bot first ran with this database."""

Codes = frozenset[str] | None
"""The quadrants that somebody may see; None: all."""


Placed = TypeVar("Placed", History, Incident)


@dataclass(frozen=True, slots=True)
class StoredDay:
    """One day of all groups."""

    period: Period
    turns: tuple[Turn, ...]
    stored: Stored
    removed: Sequence[Removed]

    def records(self, chats: Collection[int], codes: Codes) -> DayRecords:
        """The day of one group, as far as somebody may see it. Removed messages are of no quadrant."""
        removed: Counter[Reason | None] = Counter()
        for each in self.removed:
            if each.chat_id in chats:
                removed[each.reason] += each.many
        histories = seen_by(codes, self.stored.histories(chats, self.period.as_of))
        return DayRecords(period=self.period, histories=histories, turns=self.turns, removed=removed)


@dataclass(frozen=True, slots=True)
class GatheredDay:
    """A day, those that it is held against, and what may still be open, of all or of what was written since."""

    day: StoredDay
    earlier: tuple[StoredDay | None, ...]
    perhaps_open: Stored
    open_since: datetime | None

    def daily(self, group: GroupRules, scene: Scene, codes: Codes = None) -> Daily:
        """The figures of one group. ``codes``: of these quadrants alone, and of what is in none."""
        chats = chats_of(group, scene)
        earlier = [each.records(chats, codes) if each else None for each in self.earlier]
        perhaps_open = seen_by(codes, self.perhaps_open.histories(chats, self.day.period.as_of))
        return daily_of(self.day.records(chats, codes), earlier, perhaps_open, self.open_since)


async def gather_day(session: AsyncSession, day: date, scene: Scene, progress: Progress | None = None) -> GatheredDay:
    """What a digest of that local day needs. It reads five days, and what was open; what lies before costs nothing."""
    zone, hour = scene.rules.timezone, scene.rules.digest.daily
    period = day_of(day, zone, hour, scene.now)
    served_since = await began_to_serve(session)
    earlier = [
        None if each.end <= served_since else await _stored_day(session, each, scene, progress)
        for each in weeks_before(day, zone, hour, scene.now)
    ]
    perhaps_open = await digests.perhaps_open(session, period.end, period.as_of)
    return GatheredDay(
        await _stored_day(session, period, scene, progress),
        tuple(earlier),
        await with_logs(session, perhaps_open, progress),
        perhaps_open[-1].opened_at if len(perhaps_open) == digests.MOST_OPEN else None,
    )


@dataclass(frozen=True, slots=True)
class GatheredMonth:
    """One month of all groups."""

    period: Period
    stored: Stored

    def monthly(self, group: GroupRules, scene: Scene, codes: Codes = None) -> Monthly:
        """The figures of one group. ``codes``: of these quadrants alone, and of what is in none."""
        histories = self.stored.histories(chats_of(group, scene), self.period.as_of)
        return monthly_of(self.period, seen_by(codes, histories))


async def gather_month(
    session: AsyncSession, first: date, scene: Scene, progress: Progress | None = None
) -> GatheredMonth:
    """The month that begins on that day."""
    period = month_of(first.year, first.month, scene.rules.timezone, scene.rules.digest.monthly, scene.now)
    return GatheredMonth(period, await written_in(session, period, progress))


async def began_to_serve(session: AsyncSession) -> datetime:
    """When a bot first ran with this database: nobody could report to it before."""
    first_sign = await noted(session, FIRST_SIGN)
    return first_sign.at if first_sign else datetime.min.replace(tzinfo=UTC)


def chats_of(group: GroupRules, scene: Scene) -> set[int]:
    """Every id that the group has or had: a migration gives it a new one, and what was said keeps the old."""
    chats = {group.chat}
    for live in scene.world.groups.values():
        if group.chat in (live.chat_id, live.rules_chat):
            chats |= {live.chat_id, live.rules_chat}
    return chats


def seen_by(codes: Codes, histories: Iterable[Placed]) -> list[Placed]:
    """Those in one of these quadrants, in these alone; what is in no quadrant at all is everybody's.

    Of the next sector's quadrants only what lies on the border is known here: their counts would be too small.
    """
    if codes is None:
        return list(histories)
    own = ((each, tuple(code for code in each.quadrants if code in codes)) for each in histories)
    return [replace(each, quadrants=here) for each, here in own if here or not each.quadrants]


async def _stored_day(session: AsyncSession, period: Period, scene: Scene, progress: Progress | None) -> StoredDay:
    turns = turns_of(period, scene.rules)
    start = min([period.start, *(turn.starts_at for turn in turns)])
    end = max([period.end, *(turn.ends_at for turn in turns)])
    reports = [*await digests.opened(session, start, end), *await digests.told(session, start, end)]
    removed = await digests.removed(session, period.start, period.end)
    return StoredDay(period, turns, await with_logs(session, reports, progress), removed)
