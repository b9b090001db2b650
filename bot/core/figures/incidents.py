"""Reports as points in space and time: where each happened, as exactly as its place allows, and when."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.core.figures.history import History
from bot.core.figures.matters import Theft, tells_of_failed_lights, theft_in
from bot.core.figures.outline import Outline
from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.core.places.gazetteer import gazetteer_of
from bot.core.rules.model import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One report as an analyst sees it: no name, and no word that a neighbour wrote.

    Attributes:
        at: when it happened as the author told, else when it was written; local time.
        place: as the rules spell it.
        spot: the same for all that happened at one address, crossing or landmark; None where only a street was said.
        point: where on the map, if that is known: of the pin that was sent, or of the landmark in the rules.
        theft: what kind, as far as the words tell; None of what is none.
        failed_light: lamps fail there, and were not mended.
    """

    report_id: int
    folio: str
    category: Category | None
    state: State
    emergency: bool
    at: datetime
    place: Place
    quadrants: tuple[str, ...]
    spot: str | None
    point: Pin | None
    theft: Theft | None
    failed_light: bool

    @property
    def located(self) -> bool:
        """Whether its distance to another one can be known."""
        return self.spot is not None or self.point is not None


def incidents_of(
    histories: Iterable[History | Outline], words: Mapping[int, str], rules: Rules
) -> tuple[Incident, ...]:
    """The reports as incidents, the earliest first. ``words``: what was written in each, by the report's id."""
    found = (_incident(history, words.get(history.report_id, ""), rules) for history in histories)
    return tuple(sorted(found, key=lambda incident: (incident.at, incident.report_id)))


def spot_of(place: Place) -> str | None:
    """A name for the very place: street and number, a crossing in any order, or a landmark. A whole street is none."""
    if place.street and place.number:
        return f"{place.street} {place.number}".casefold()
    if place.street and place.cross_street:
        return " × ".join(sorted((place.street.casefold(), place.cross_street.casefold())))
    if place.landmark and not place.street:
        return place.landmark.casefold()
    return None


def theft_of(category: Category | None, state: State, words: str) -> Theft | None:
    """What kind of theft it was; None of all else, and of false alarms. Words of nothing else are read for it."""
    return theft_in(words) if category is Category.THEFT and state is not State.FALSE_ALARM else None


def is_failed_light(category: Category | None, state: State, words: str) -> bool:
    """Whether it tells of lamps that fail, and nobody said that they were mended or never failed."""
    mended = state in {State.RESOLVED, State.FALSE_ALARM}
    return category is Category.URBAN_SERVICE and not mended and tells_of_failed_lights(words)


def _incident(history: History | Outline, words: str, rules: Rules) -> Incident:
    place = _as_rules_spell(history.place, rules)
    return Incident(
        report_id=history.report_id,
        folio=history.folio,
        category=history.category,
        state=history.state,
        emergency=history.emergency,
        at=(history.happened_at or history.written_at).astimezone(rules.timezone),
        place=place,
        quadrants=history.quadrants,
        spot=spot_of(place),
        point=_point(place, rules),
        theft=theft_of(history.category, history.state, words),
        failed_light=is_failed_light(history.category, history.state, words),
    )


def _as_rules_spell(place: Place, rules: Rules) -> Place:
    return Place(
        street=place.street and _spelt(place.street, rules),
        number=place.number,
        cross_street=place.cross_street and _spelt(place.cross_street, rules),
        landmark=place.landmark,
        pin=place.pin,
    )


@lru_cache(maxsize=2048)  # years of reports name the same streets again and again
def _spelt(street: str, rules: Rules) -> str:
    return gazetteer_of(rules).street(street) or street


def _point(place: Place, rules: Rules) -> Pin | None:
    """A pin that was sent; else the landmark's, where nothing more exact was said beside it."""
    pin = place.pin
    if pin is None and place.landmark and not (place.street and place.number):
        name = place.landmark.casefold()
        pin = next((each.pin for each in rules.landmarks if each.name.casefold() == name), None)
    if pin is None or not (math.isfinite(pin.longitude) and abs(pin.latitude) < 89):
        return None
    return pin
