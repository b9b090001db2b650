"""How long things took. Never a mean: the median, the 90th percentile, how many were measured and how many were not.

Percentiles are by nearest rank: of n times in order, the median is the one at place ⌈n/2⌉ and the 90th percentile the
one at place ⌈0.9 n⌉, so each is a time that was really taken. What would be less than nothing took no time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.figures.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long something took in ``n`` reports; ``missing`` more have no such time. Without any there is no figure."""

    n: int
    missing: int
    median: timedelta | None = None
    ninetieth: timedelta | None = None


def time_to_tell(histories: Iterable[History]) -> Times:
    """From when it was written to when Telegram had taken the first alert. Missing: nobody was told."""
    return times(_between(each.written_at, each.told_at) for each in histories)


def time_to_answer(histories: Iterable[History]) -> Times:
    """From the first alert to the first answer of a human of the police's side. Missing: not told, or not answered."""
    return times(_between(each.told_at, each.answered_at) for each in histories)


def time_to_arrival(histories: Iterable[History]) -> Times:
    """From when it was written to the first word that somebody is on scene. Missing: no such word."""
    return times(_between(each.written_at, each.on_scene_at) for each in histories)


def times(found: Iterable[timedelta | None]) -> Times:
    """Median and 90th percentile of the times that there are."""
    every = list(found)
    known = sorted(each for each in every if each is not None)
    missing = len(every) - len(known)
    if not known:
        return Times(n=0, missing=missing)
    return Times(n=len(known), missing=missing, median=ranked(known, 50), ninetieth=ranked(known, 90))


def ranked(known: list[timedelta], percent: int) -> timedelta:
    """The percentile by nearest rank, of times in order."""
    return known[-(-len(known) * percent // 100) - 1]


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return None if start is None or end is None else max(end - start, timedelta())
