"""Incidents to count: name what matters, the rest is plausible."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.figures.incidents import Incident, is_failed_light, spot_of, theft_of
from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import NOWHERE

MEXICO = ZoneInfo("America/Mexico_City")
FIRST = datetime(2026, 10, 5, 12, tzinfo=MEXICO)  # a Monday

_ids = count(1)


def an_incident(day: int = 0, words: str = "", **fields: Any) -> Incident:
    """One that happened so many days after `FIRST`, told in these words."""
    number = next(_ids)
    given: dict[str, Any] = {
        "report_id": number,
        "folio": f"CUA-{number:06}",
        "category": Category.THEFT,
        "state": State.RESOLVED,
        "emergency": False,
        "at": FIRST + timedelta(days=day),
        "place": NOWHERE,
        "quadrants": ("CUA-1",),
        "point": None,
    }
    given |= fields
    told = (given["category"], given["state"], words)
    return Incident(
        **({"spot": spot_of(given["place"])} | given), theft=theft_of(*told), failed_light=is_failed_light(*told)
    )


def at_metres(east: float, north: float) -> Pin:
    """A point so many metres from a corner of the neighbourhood."""
    return Pin(19.43 + north / 111_195.0, -99.165 + east / (111_195.0 * 0.943))
