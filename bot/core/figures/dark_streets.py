"""Where street lights failed, and what happened there by night: where extra rounds would help first.

One rule, simple enough to be argued with: a street whose lights were reported as failing, and not as mended, gets
extra rounds; those beside which most happened in the dark come first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.core.figures.incidents import Incident
from bot.core.model.kinds import Category, State
from bot.core.places.distances import METRES_A_DEGREE, metres_between

DARK_FROM, DARK_UNTIL = time(19), time(6)
"""Dark all year round in Mexico City, and as good as that elsewhere; lamps that fail matter only then."""
BESIDE_METRES = 150.0
"""About one and a half blocks: as far as an unlit stretch hides anything."""
COUNTED = frozenset(
    {
        *(Category.THEFT, Category.VIOLENCE, Category.SUSPICIOUS_PERSON, Category.INJURY),
        *(Category.KIDNAPPING, Category.ACCIDENT, Category.DEATH),
    }
)
"""What the dark may have helped; a leak or a party is as likely under a lamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DarkStreet:
    """A street without light, and why rounds are proposed there.

    Attributes:
        folios: of the reports of its lights, the first first; ``since``: the day of that one.
        at_night: how many incidents of `COUNTED` happened there in the dark, in the whole period.
        quadrants: whose rounds they would be.
    """

    street: str
    folios: tuple[str, ...]
    since: date
    at_night: int
    quadrants: tuple[str, ...]


def dark_streets(incidents: Sequence[Incident]) -> tuple[DarkStreet, ...]:
    """The streets that need extra rounds: those with the most incidents in the dark first, then the longest unlit."""
    failed: dict[str, list[Incident]] = defaultdict(list)
    for each in incidents:
        if each.failed_light and (street := each.place.street or each.place.landmark):
            failed[street].append(each)
    at_night = [each for each in incidents if each.category in COUNTED and _is_dark(each) and not _is_false(each)]
    beside = _beside(failed)
    counts = Counter(street for each in at_night for street in beside(each))
    found = [_dark_street(street, lights, counts[street]) for street, lights in failed.items()]
    return tuple(sorted(found, key=lambda each: (-each.at_night, each.since, each.street)))


def lights_without_street(incidents: Iterable[Incident]) -> int:
    """How many reports of failed lights say no street, so that no rounds can be proposed."""
    return sum(each.failed_light and not (each.place.street or each.place.landmark) for each in incidents)


def _dark_street(street: str, lights: Sequence[Incident], at_night: int) -> DarkStreet:
    return DarkStreet(
        street=street,
        folios=tuple(each.folio for each in lights),
        since=min(each.at.date() for each in lights),
        at_night=at_night,
        quadrants=tuple(sorted({code for light in lights for code in light.quadrants})),
    )


def _beside(failed: Mapping[str, Sequence[Incident]]) -> Callable[[Incident], set[str]]:
    """Finds the dark streets beside which something happened: in the same street, at its crossing, or near on the map.

    What is near is looked for in a tree of all lights with a point: with years of them, each with each takes minutes.
    """
    from shapely import STRtree, box, points

    lights = [(street, light.point) for street, own in failed.items() for light in own if light.point]
    tree = STRtree([points(light.longitude, light.latitude) for _, light in lights])

    def beside(incident: Incident) -> set[str]:
        place, here = incident.place, incident.point
        found = {name for name in (place.street, place.cross_street, place.landmark) if name and name in failed}
        if here is None:
            return found
        north = 1.01 * BESIDE_METRES / METRES_A_DEGREE  # a little more than is asked for: each found is measured
        east = north / math.cos(math.radians(min(abs(here.latitude) + north, 89.9)))
        around = box(here.longitude - east, here.latitude - north, here.longitude + east, here.latitude + north)
        for at in tree.query(around):
            street, light = lights[at]
            if street not in found and metres_between(here, light) <= BESIDE_METRES:
                found.add(street)
        return found

    return beside


def _is_dark(incident: Incident) -> bool:
    return not DARK_UNTIL <= incident.at.time() < DARK_FROM


def _is_false(incident: Incident) -> bool:
    return incident.state is State.FALSE_ALARM
