"""How near a message is to a report, by all that was said: from where it is seen, where it went, what a block lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.model.kinds import Category
from bot.core.model.meaning import NOWHERE, Place
from bot.core.model.report import Report
from bot.core.places import read_place, streets_in
from bot.core.places.nearness import Nearness, nearness
from bot.core.reading.echoes import supply_that_failed, tells_of_moving, without_vantage
from bot.core.rules.model import Rules

_MOVE = frozenset({Category.THEFT, Category.SUSPICIOUS_PERSON, Category.VIOLENCE, Category.KIDNAPPING})


def told_of(report: Report) -> list[str]:
    """What each who told of the incident said."""
    return [report.words, *(witness.words for witness in report.witnesses)]


def place_of(text: str, place: Place, rules: Rules) -> Place:
    """Where it is, and not from where its author perceives it: "se ve humo desde Lerma"."""
    seen = without_vantage(text)
    return place if seen == text else replace(read_place(seen, rules), pin=place.pin)


def how_near(report: Report, text: str, place: Place, rules: Rules) -> Nearness:
    """Whether they may be one place; what moves is where it was said to go."""
    told = told_of(report)
    known = place_of(report.words, report.place, rules)
    near = nearness(known, place_of(text, place, rules), rules)
    if near in {Nearness.APART, Nearness.PARTLY, Nearness.NEAR} and lack_the_same(told, text):
        streets = nearness(replace(known, number=None), replace(place, number=None), rules)
        return Nearness.SAME if streets >= Nearness.PARTLY else near
    if near is Nearness.APART and report.category in _MOVE and went_there(told, text, place, rules):
        return Nearness.PARTLY
    return near


def lack_the_same(told: Sequence[str], text: str) -> bool:
    """Whether a whole block is without it: there one house's number is as good as another's."""
    lacking = supply_that_failed(text)
    return lacking is not None and lacking in map(supply_that_failed, told)


def went_there(told: Sequence[str], text: str, place: Place, rules: Rules) -> bool:
    """Whether those who move are said to be where they were said to go."""
    if place == NOWHERE or place.street is None or not tells_of_moving(text):
        return False
    return any(place.street in streets_in(words, rules) for words in told)
