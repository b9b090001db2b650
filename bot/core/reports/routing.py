"""From a place to the police quadrants that it lies in: by street and number, crossing, landmark or polygon.

Borders of quadrants run along the middle of streets, so a corner or a point may belong to several: then all are told.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.places.distances import METRES_A_DEGREE
from bot.core.places.gazetteer import gazetteer_of
from bot.core.places.nearness import house_number

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

    from bot.core.model.incoming import Pin
    from bot.core.model.meaning import Place
    from bot.core.rules.model import Landmark, Rules

BORDER_METRES = 15.0
"""A point this near to a border belongs to both sides: half a wide street, and what a phone's position is worth."""

_Numbers = tuple[tuple[int, int], ...] | None
_Codes = frozenset[str]
_NONE: _Codes = frozenset()


def quadrants_of(place: Place, rules: Rules, among: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the quadrants that a place lies in, in the rules' order.

    Args:
        place: what was read; its streets may be spelt in any way that the rules know.
        rules: where quadrants, streets and landmarks are described.
        among: the quadrants of the group; a place elsewhere is in none of them.

    Returns:
        Several where they share a border, or where nothing parts a street; none where the place is not known.
    """
    said = _by_streets(place, rules)
    if place.landmark is not None:
        said = _agreed(said, _by_landmark(place.landmark, rules), both=False)
    if place.pin is not None:
        said = _agreed(said, _by_pin(place.pin, rules), both=True)
    return tuple(quadrant.code for quadrant in rules.quadrants if quadrant.code in said and quadrant.code in among)


def _agreed(one: _Codes, other: _Codes, *, both: bool) -> _Codes:
    """What two ways to say a place have in common; if nothing, ``both`` of them or only the first."""
    return (one & other) or (one | other if both or not one else one)


def _by_streets(place: Place, rules: Rules) -> _Codes:
    parts = _parts_of_streets(rules)
    street = parts.get(_known(place.street, rules), ())
    cross = frozenset(code for code, _ in parts.get(_known(place.cross_street, rules), ()))
    whole = frozenset(code for code, _ in street)
    part = _with_number(street, place.number)
    if place.number and part != whole:
        return (part & cross) or part  # the number tells more than a corner
    return (whole & cross) or (whole | cross)


def _with_number(parts: Iterable[tuple[str, _Numbers]], number: str | None) -> _Codes:
    """The quadrants where a street has this number; all of its quadrants if none claims it."""
    value = house_number(number)
    if value is not None:
        within = [c for c, ranges in parts if ranges is not None and any(low <= value <= up for low, up in ranges)]
        if within or (within := [code for code, ranges in parts if ranges is None]):
            return frozenset(within)
    return frozenset(code for code, _ in parts)


def _by_landmark(name: str, rules: Rules) -> _Codes:
    landmark = next((landmark for landmark in rules.landmarks if landmark.name == name), None)
    return _landmark_codes(landmark, rules) if landmark is not None else _NONE


def _landmark_codes(landmark: Landmark, rules: Rules) -> _Codes:
    if landmark.quadrants:
        return frozenset(landmark.quadrants)
    if landmark.pin is not None and (codes := _by_pin(landmark.pin, rules)):
        return codes
    return frozenset(code for code, _ in _parts_of_streets(rules).get(_known(landmark.street, rules), ()))


def _by_pin(pin: Pin, rules: Rules) -> _Codes:
    if not (math.isfinite(pin.latitude) and abs(pin.latitude) < 89 and math.isfinite(pin.longitude)):
        return _NONE
    return frozenset(_areas(rules).near(pin))


def _known(street: str | None, rules: Rules) -> str:
    """A street as the rules spell it, so that every way to write it finds the same parts."""
    return (gazetteer_of(rules).street(street) or street) if street else ""


@lru_cache(maxsize=8)
def _parts_of_streets(rules: Rules) -> dict[str, tuple[tuple[str, _Numbers], ...]]:
    parts: dict[str, list[tuple[str, _Numbers]]] = defaultdict(list)
    for quadrant in rules.quadrants:
        for part in quadrant.streets:
            parts[_known(part.name, rules)].append((quadrant.code, part.numbers))
    return {name: tuple(where) for name, where in parts.items()}


@dataclass(frozen=True, slots=True)
class _Areas:
    """The quadrants that have a polygon, found fast by where they lie."""

    codes: tuple[str, ...]
    polygons: tuple[BaseGeometry, ...]
    tree: STRtree

    def near(self, pin: Pin) -> list[str]:
        """The quadrants that a point lies in, or nearer to than half a street."""
        from shapely import Point, box, transform

        metres_east = METRES_A_DEGREE * math.cos(math.radians(pin.latitude))
        dx, dy = BORDER_METRES / metres_east, BORDER_METRES / METRES_A_DEGREE
        x, y = pin.longitude, pin.latitude
        here, scale = Point(0, 0), (metres_east, METRES_A_DEGREE)
        return [
            self.codes[index]
            for index in sorted(self.tree.query(box(x - dx, y - dy, x + dx, y + dy)))
            if transform(self.polygons[index], lambda at: (at - (x, y)) * scale).distance(here) <= BORDER_METRES
        ]


@lru_cache(maxsize=8)
def _areas(rules: Rules) -> _Areas:
    from shapely import STRtree

    known = [(q.code, q.area) for q in rules.quadrants if q.area is not None and not q.area.is_empty]
    polygons = tuple(area for _, area in known)
    return _Areas(tuple(code for code, _ in known), polygons, STRtree(polygons))
