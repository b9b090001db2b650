"""Reports as points in space and time: where each happened, as exactly as its place allows, and when."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.figures.history import History
from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.core.places.gazetteer import gazetteer_of
from bot.core.rules.model import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One report as an analyst sees it: no name, no words of a neighbour.

    Attributes:
        at: when it happened as the author told, else when it was written; local time.
        place: as the rules spell it.
        spot: the same for all that happened at one address, crossing or landmark; None where only a street was said.
        point: where on the map, if that is known: of the pin that was sent, or of the landmark in the rules.
        words: kept to tell which matter it is; never printed.
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
    words: str

    @property
    def located(self) -> bool:
        """Whether its distance to another one can be known."""
        return self.spot is not None or self.point is not None


def incidents_of(histories: Iterable[History], words: Mapping[int, str], rules: Rules) -> tuple[Incident, ...]:
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


def _incident(history: History, words: str, rules: Rules) -> Incident:
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
        words=words,
    )


def _as_rules_spell(place: Place, rules: Rules) -> Place:
    gazetteer = gazetteer_of(rules)

    def spelt(street: str | None) -> str | None:
        return (gazetteer.street(street) or street) if street else None

    return Place(
        street=spelt(place.street),
        number=place.number,
        cross_street=spelt(place.cross_street),
        landmark=place.landmark,
        pin=place.pin,
    )


def _point(place: Place, rules: Rules) -> Pin | None:
    """A pin that was sent; else the landmark's, where nothing more exact was said beside it."""
    pin = place.pin
    if pin is None and place.landmark and not (place.street and place.number):
        name = place.landmark.casefold()
        pin = next((each.pin for each in rules.landmarks if each.name.casefold() == name), None)
    if pin is None or not (math.isfinite(pin.longitude) and abs(pin.latitude) < 89):
        return None
    return pin
