"""Where street lights failed, and what happened there by night: where extra rounds would help first.

One rule, simple enough to be argued with: a street whose lights were reported as failing, and not as mended, gets
extra rounds; those beside which most happened in the dark come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.core.figures.distances import metres_between
from bot.core.figures.incidents import Incident
from bot.core.figures.matters import tells_of_failed_lights
from bot.core.model.kinds import Category, State

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
        if _is_failed_light(each) and (street := each.place.street or each.place.landmark):
            failed[street].append(each)
    at_night = [each for each in incidents if each.category in COUNTED and _is_dark(each) and not _is_false(each)]
    found = [_dark_street(street, lights, at_night) for street, lights in failed.items()]
    return tuple(sorted(found, key=lambda each: (-each.at_night, each.since, each.street)))


def lights_without_street(incidents: Iterable[Incident]) -> int:
    """How many reports of failed lights say no street, so that no rounds can be proposed."""
    return sum(_is_failed_light(each) and not (each.place.street or each.place.landmark) for each in incidents)


def _dark_street(street: str, lights: Sequence[Incident], at_night: Sequence[Incident]) -> DarkStreet:
    return DarkStreet(
        street=street,
        folios=tuple(each.folio for each in lights),
        since=min(each.at.date() for each in lights),
        at_night=sum(any(_is_beside(each, light, street) for light in lights) for each in at_night),
        quadrants=tuple(sorted({code for light in lights for code in light.quadrants})),
    )


def _is_beside(incident: Incident, light: Incident, street: str) -> bool:
    """In the same street, at its crossing, or near on the map."""
    if street in (incident.place.street, incident.place.cross_street, incident.place.landmark):
        return True
    if incident.point is None or light.point is None:
        return False
    return metres_between(incident.point, light.point) <= BESIDE_METRES


def _is_failed_light(incident: Incident) -> bool:
    mended = incident.state is State.RESOLVED or _is_false(incident)
    return incident.category is Category.URBAN_SERVICE and not mended and tells_of_failed_lights(incident.words)


def _is_dark(incident: Incident) -> bool:
    return not DARK_UNTIL <= incident.at.time() < DARK_FROM


def _is_false(incident: Incident) -> bool:
    return incident.state is State.FALSE_ALARM
