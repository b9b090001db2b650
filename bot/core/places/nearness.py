"""Whether two places that people named are one: a number and its neighbour, a corner and a number of its street."""

from __future__ import annotations

from enum import IntEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.core.places.distances import metres_between
from bot.core.places.gazetteer import gazetteer_of

if TYPE_CHECKING:
    from bot.core.model.incoming import Pin
    from bot.core.model.meaning import Place
    from bot.core.rules.model import Landmark, Rules

NEXT_DOOR = 4
"""House numbers that differ by no more stand side by side, or face each other."""
WITHIN_SIGHT = 20
"""As far as people err who see or hear something from their windows: about half a block."""

_ONE_SPOT = 80.0  # metres: what a phone's position is worth, twice
_ONE_BLOCK = 200.0


class Nearness(IntEnum):
    """How much two places have in common, from nothing to all."""

    APART = 0
    UNKNOWN = 1  # one of them was not said, or they cannot be compared
    PARTLY = 2  # one street or block, and nothing that parts them
    NEAR = 3  # within sight of each other
    SAME = 4


def nearness(one: Place, other: Place, rules: Rules) -> Nearness:
    """How near two places are, as far as it was said."""
    if not (one.known and other.known):
        return Nearness.UNKNOWN
    streets, others = _streets(one, rules), _streets(other, rules)
    if streets and others:
        by_streets = _by_streets(one, other, streets, others)
        if by_streets is not Nearness.PARTLY:
            return by_streets
        return max(by_streets, _by_points(one, other, rules)) if one.pin and other.pin else by_streets
    return _by_points(one, other, rules)


def house_number(number: str | None) -> int | None:
    """The figures that it begins with: 45 of ``45-B``; None where it begins with none."""
    digits = "".join(takewhile(str.isdecimal, number or ""))[:9]
    return int(digits) if digits else None


def _streets(place: Place, rules: Rules) -> frozenset[str]:
    named = (place.street, place.cross_street)
    return frozenset(_known(street, rules) for street in named if street)


def _known(street: str, rules: Rules) -> str:
    return gazetteer_of(rules).street(street) or street.casefold()


def _by_streets(one: Place, other: Place, streets: frozenset[str], others: frozenset[str]) -> Nearness:
    shared = streets & others
    if not shared:
        return Nearness.APART
    distance = _between_numbers(one, other)
    if distance is not None and one.street and other.street and one.street.casefold() == other.street.casefold():
        if distance <= NEXT_DOOR:
            return Nearness.SAME
        return Nearness.NEAR if distance <= WITHIN_SIGHT else Nearness.APART
    if len(streets) == len(others) == 2:  # two corners
        return Nearness.SAME if streets == others else Nearness.APART
    return Nearness.PARTLY


def _between_numbers(one: Place, other: Place) -> int | None:
    number, another = house_number(one.number), house_number(other.number)
    return abs(number - another) if number is not None and another is not None else None


def _by_points(one: Place, other: Place, rules: Rules) -> Nearness:
    if one.landmark and one.landmark == other.landmark:
        return Nearness.SAME
    if _is_on_street(one, other, rules) or _is_on_street(other, one, rules):
        return Nearness.PARTLY
    here, there = _point(one, rules), _point(other, rules)
    if here is None or there is None:
        # a name and an address are two places; a point may lie in any street
        return Nearness.UNKNOWN if one.pin or other.pin else Nearness.APART
    metres = metres_between(here, there)
    if metres <= _ONE_SPOT:
        return Nearness.SAME
    return Nearness.PARTLY if metres <= _ONE_BLOCK else Nearness.APART


def _is_on_street(place: Place, other: Place, rules: Rules) -> bool:
    landmark = _landmark(place, rules)
    if landmark is None or landmark.street is None:
        return False
    return _known(landmark.street, rules) in _streets(other, rules)


def _landmark(place: Place, rules: Rules) -> Landmark | None:
    return next((each for each in rules.landmarks if each.name == place.landmark), None)


def _point(place: Place, rules: Rules) -> Pin | None:
    if place.pin is not None:
        return place.pin
    landmark = _landmark(place, rules)
    return landmark.pin if landmark else None
