"""Reports as points in space and time: where each happened, as exactly as its place allows, and when."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.model import Category, Pin, Place, Report, State
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


def incidents_of(reports: Iterable[Report], rules: Rules) -> tuple[Incident, ...]:
    """The reports as incidents, the earliest first."""
    found = (_incident(report, rules) for report in reports)
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


def _incident(report: Report, rules: Rules) -> Incident:
    place = _as_rules_spell(report.place, rules)
    return Incident(
        report_id=report.id,
        folio=report.folio,
        category=report.category,
        state=report.state,
        emergency=report.emergency,
        at=(report.happened_at or report.opened_at).astimezone(rules.timezone),
        place=place,
        quadrants=report.quadrants,
        spot=spot_of(place),
        point=_point(place, rules),
        words=report.words,
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
