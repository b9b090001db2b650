"""What happened, and is it dangerous now? Weighs each event that the lexicon found against when it is said to be.

The scale is homely: an event speaks for an emergency with 0 to 4 points, what is said around it adds or takes away,
and from `ALARM` points on it is one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bot.core.model import Category
from bot.core.reading.matching import Hit
from bot.core.reading.scene import Scene
from bot.core.reading.verbs import Tense

ALARM = 2.0

_BY_TENSE = {
    Tense.ONGOING: 2.6,
    Tense.PRESENT: 2.0,
    Tense.NOUN: 1.4,
    Tense.DONE: 1.3,
    Tense.BARE: 0.6,
    Tense.USED_TO: -1.0,
    Tense.FUTURE: -2.0,
    None: 1.4,
}
_GRAVITY = {
    Category.FIRE: 0.9,
    Category.EXPLOSION: 0.8,
    Category.GAS_LEAK: 0.9,
    Category.KIDNAPPING: 0.8,
    Category.INJURY: 0.5,
    Category.DEATH: 0.5,
    Category.COLLAPSE: 0.6,
    Category.ACCIDENT: 0.6,
    Category.VIOLENCE: 0.5,
    Category.THEFT: 0.0,
}
_MILD = -0.8  # any other category needs stronger words

# What somebody suffers from, rather than what happened: it tells the category only where nothing else does.
_EFFECTS = frozenset({Category.INJURY, Category.DEATH})
CATEGORIES = {category.value: category for category in Category}


@dataclass(slots=True)
class Event:
    """A category that the message speaks of.

    Attributes:
        weight: how much speaks for the category at all.
        alarm: points for danger now.
        hits: the phrases that speak for it.
    """

    category: Category
    weight: float
    alarm: float
    hits: list[Hit]


def events(scene: Scene) -> list[Event]:
    """All categories that the message speaks of, the likeliest first."""
    grouped: dict[Category, list[Hit]] = defaultdict(list)
    for hit in scene.hits:
        category = CATEGORIES.get(hit.entry.group)
        if category is not None and not scene.denied(hit):
            grouped[category].append(hit)
    found = [
        Event(category, _weight(hits), max(_alarm(category, hit, scene) for hit in hits), hits)
        for category, hits in grouped.items()
    ]
    return sorted(found, key=lambda event: -event.weight)


def most_urgent(found: list[Event]) -> Event | None:
    """The emergency among these, or None. A cause (a crash) goes before its effect (an injury)."""
    alarming = [event for event in found if event.alarm >= ALARM]
    causes = [event for event in alarming if event.category not in _EFFECTS]
    return max(causes or alarming, key=lambda event: event.weight + event.alarm, default=None)


def _weight(hits: list[Hit]) -> float:
    """The strongest phrase counts whole, each further one less."""
    weights = sorted((hit.entry.weight for hit in hits), reverse=True)
    return sum(weight / (1 + 0.6 * place) for place, weight in enumerate(weights[:5]))


def _alarm(category: Category, hit: Hit, scene: Scene) -> float:
    kind = hit.entry.kind
    if kind == "hint":
        return -9.0
    if kind == "acute":
        base = 3.0 if hit.tense is not Tense.DONE else 2.3
        if hit.tense in (Tense.USED_TO, Tense.FUTURE):
            base = 0.0
    elif kind == "event":
        base = _BY_TENSE[hit.tense]
    elif kind == "found":
        base = 2.3 if hit.tense is Tense.ONGOING else 0.0
    else:
        base = -1.5
    return base + _GRAVITY.get(category, _MILD) + scene.urgency(hit, ongoing=_is_ongoing(hit))


def _is_ongoing(hit: Hit) -> bool:
    if hit.tense in (Tense.ONGOING, Tense.PRESENT):
        return True
    return hit.entry.kind == "acute" and hit.tense is not Tense.DONE
