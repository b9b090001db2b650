"""Where and when: the reports of any period by quadrant and by hour, and what an analyst would look at next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.figures.counts import Tally, by_quadrant
from bot.core.figures.dark_streets import DarkStreet, dark_streets, lights_without_street
from bot.core.figures.incidents import Incident
from bot.core.figures.matters import Theft
from bot.core.figures.near_repeats import NearRepeats, near_repeats
from bot.core.figures.repeated_places import RepeatedPlace, repeated_places
from bot.core.model.kinds import Category

HOURS_A_DAY = 24
FEW = 168
"""With fewer incidents than the week has hours, hours are taken three at a time."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Incidents by weekday (rows, Monday first) and by hours of the local day, ``step`` of them in a column."""

    step: int
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereAndWhen:
    """All that is said of a period, from ``first`` to ``last``.

    ``repeats``: the near repeats of burglaries, and of thefts of vehicles and from them.
    ``dark_missing``: reports of failed lights that say no street.
    """

    first: date
    last: date
    categories: frozenset[Category]
    incidents: int
    quadrants: Tally
    hours: Hours
    places: tuple[RepeatedPlace, ...]
    repeats: tuple[tuple[Theft, NearRepeats], ...]
    dark: tuple[DarkStreet, ...]
    dark_missing: int


def where_and_when(
    first: date, last: date, incidents: Sequence[Incident], categories: frozenset[Category] = frozenset()
) -> WhereAndWhen:
    """The period's figures. ``categories``: count these alone, where some are named.

    Near repeats and dark streets are about categories of their own, and are told whatever is counted.
    """
    counted = [each for each in incidents if not categories or each.category in categories]
    return WhereAndWhen(
        first=first,
        last=last,
        categories=categories,
        incidents=len(counted),
        quadrants=by_quadrant(counted),
        hours=by_hour(counted),
        places=repeated_places(counted),
        repeats=tuple((kind, near_repeats(thefts(incidents, kind))) for kind in (Theft.BURGLARY, Theft.VEHICLE)),
        dark=dark_streets(incidents),
        dark_missing=lights_without_street(incidents),
    )


def by_hour(incidents: Sequence[Incident]) -> Hours:
    """Incidents by weekday and hour, on the local clock."""
    step = 1 if len(incidents) >= FEW else 3
    counts = [[0] * (HOURS_A_DAY // step) for _ in range(7)]
    for each in incidents:
        counts[each.at.weekday()][each.at.hour // step] += 1
    return Hours(step, tuple(map(tuple, counts)))


def thefts(incidents: Sequence[Incident], kind: Theft) -> list[Incident]:
    """The thefts of this kind, as far as the words tell; without false alarms."""
    return [each for each in incidents if each.theft is kind]
