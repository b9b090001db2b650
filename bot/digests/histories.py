"""Histories from the store: the reports of a period with their logs, read once for all figures made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.figures.history import History, history_of
from bot.core.figures.periods import Period
from bot.core.model.report import LogRow, Report
from bot.progress import Progress
from storage import digests

_AT_ONCE = 1000  # reports of which the logs are read before it is said how far that has come


@dataclass(frozen=True, slots=True)
class Stored:
    """Reports of all groups, with what the log says of them."""

    reports: Sequence[Report]
    logs: dict[int, list[LogRow]] = field(repr=False)

    def histories(self, chats: Collection[int], as_of: datetime) -> list[History]:
        """Those of one group, by every id that it has or had, as the log had them before that moment."""
        own = (report for report in self.reports if report.group_id in chats)
        found = (history_of(report, self.logs.get(report.id, ()), as_of) for report in own)
        return [history for history in found if history is not None]


async def written_in(session: AsyncSession, period: Period, progress: Progress | None = None) -> Stored:
    """What was written in the period."""
    return await with_logs(session, await digests.opened(session, period.start, period.end), progress)


async def with_logs(session: AsyncSession, reports: Iterable[Report], progress: Progress | None = None) -> Stored:
    """These reports, each once, with all that the log says of them. ``progress``: of reading the logs."""
    once = {report.id: report for report in reports}
    ids, logs, progress = sorted(once), dict[int, list[LogRow]](), progress or Progress()
    progress.expect(len(ids))
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        logs |= await digests.logs(session, some)
        progress.advance(len(some))
    return Stored(list(once.values()), logs)
