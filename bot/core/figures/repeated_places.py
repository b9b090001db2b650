"""Places that are reported again and again: for commanders' eyes, because an address is somebody's door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.core.figures.incidents import Incident
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place

AGAIN_AND_AGAIN = 3
"""So many reports of one address, crossing or landmark in the period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedPlace:
    """One place, what was reported there (None: of no category), the most first, and on which local days."""

    place: Place
    categories: tuple[tuple[Category | None, int], ...]
    days: tuple[date, ...]

    @property
    def count(self) -> int:
        """How many reports."""
        return len(self.days)


def repeated_places(incidents: Iterable[Incident]) -> tuple[RepeatedPlace, ...]:
    """The places with at least `AGAIN_AND_AGAIN` reports that were no false alarms: the most first, then the latest."""
    by_spot: dict[str, list[Incident]] = defaultdict(list)
    for each in incidents:
        if each.spot is not None and each.state is not State.FALSE_ALARM:
            by_spot[each.spot].append(each)
    found = [_repeated(each) for each in by_spot.values() if len(each) >= AGAIN_AND_AGAIN]
    return tuple(sorted(found, key=lambda place: (-place.count, -place.days[-1].toordinal(), place.days)))


def _repeated(there: list[Incident]) -> RepeatedPlace:
    counts: dict[Category | None, int] = defaultdict(int)
    for each in there:
        counts[each.category] += 1
    return RepeatedPlace(
        place=there[0].place,
        categories=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))),
        days=tuple(sorted(each.at.date() for each in there)),
    )
