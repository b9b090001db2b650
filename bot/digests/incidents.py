"""Incidents from the store: the reports of any period, as an analyst looks at them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.figures.history import History, history_of
from bot.core.figures.incidents import Incident, incidents_of
from bot.core.figures.matters import tells_of_failed_lights, theft_in
from bot.core.figures.outline import Outline, outline_of
from bot.core.figures.periods import Period
from bot.core.rules.model import Rules
from bot.progress import Progress
from storage import digests, outlines

AT_ONCE = 200
"""Reports of which the log is read in one go."""
GENTLY_AT_ONCE, REST = 50, 3.0
"""The same beside a bot that serves, some milliseconds' work, and how many times as long it then leaves to others:
an emergency takes some thirty steps, and each would wait behind one of these."""


@dataclass(frozen=True, slots=True)
class StoredIncidents:
    """The incidents of a period, by the chat of their report's group."""

    by_chat: dict[int, list[Incident]] = field(repr=False)

    def of(self, chats: Collection[int]) -> list[Incident]:
        """Those of one group, by every id that it has or had, the earliest first."""
        own = (incident for chat in chats for incident in self.by_chat.get(chat, ()))
        return sorted(own, key=lambda incident: (incident.at, incident.report_id))


async def gather_incidents(
    session: AsyncSession, period: Period, rules: Rules, progress: Progress | None = None, *, gently: bool = False
) -> StoredIncidents:
    """What was written in the period, as its logs had it at the period's moment.

    Of each log the last rows are read, and all of it only where those do not suffice: years have millions of rows.
    ``gently``: a bot serves meanwhile.
    """
    clock = asyncio.get_running_loop().time
    at_once = GENTLY_AT_ONCE if gently else AT_ONCE
    found: dict[int, list[Incident]] = defaultdict(list)
    ids = await outlines.opened_ids(session, period.start, period.end)
    progress = progress or Progress()
    progress.expect(len(ids))
    if gently:
        await asyncio.to_thread(_learn_to_read)
    for first in range(0, len(ids), at_once):
        began = clock()
        some = ids[first : first + at_once]
        said = await outlines.last_said(session, some, period.as_of)
        stand, lacking = _outlined(said)
        stand += await _from_whole_logs(session, lacking, period)
        words = {each.report_id: each.words for each in said}
        chats = {each.report_id: each.group_id for each in said}
        for incident in incidents_of(stand, words, rules):
            found[chats[incident.report_id]].append(incident)
        progress.advance(len(some))
        if gently:
            await asyncio.sleep(REST * (clock() - began))
    return StoredIncidents(dict(found))


def _learn_to_read() -> None:
    """Build what tells matters by their words: a quarter of a second, once."""
    theft_in("")
    tells_of_failed_lights("")


def _outlined(said: Sequence[outlines.LastSaid]) -> tuple[list[History | Outline], list[int]]:
    stand: list[History | Outline] = []
    lacking: list[int] = []
    for each in said:
        known = outline_of(each.report_id, each.folio, each.rows)
        if known is None:
            lacking.append(each.report_id)
        else:
            stand.append(known)
    return stand, lacking


async def _from_whole_logs(session: AsyncSession, report_ids: Sequence[int], period: Period) -> list[History]:
    if not report_ids:
        return []
    logs = await digests.logs(session, report_ids)
    reports = await outlines.reports(session, report_ids)
    found = (history_of(report, logs.get(report.id, ()), period.as_of) for report in reports)
    return [history for history in found if history is not None]
