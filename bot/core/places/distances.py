"""How far it is from one point to another, for distances within a city."""

from __future__ import annotations

import math

from bot.core.model.incoming import Pin

METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of the earth's mean radius."""


def metres_between(one: Pin, other: Pin) -> float:
    """On a plane: within a city the earth's curve is worth less than a metre."""
    midway = math.radians((one.latitude + other.latitude) / 2)
    east = (one.longitude - other.longitude) * METRES_A_DEGREE * math.cos(midway)
    return math.hypot(east, (one.latitude - other.latitude) * METRES_A_DEGREE)
