"""What happened, and is it dangerous now? Weighs each event that the lexicon found against when it is said to be.

The scale is homely: an event speaks for an emergency with 0 to 4 points, what is said around it adds or takes away,
and from `ALARM` points on it is one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bot.core.model.kinds import Category
from bot.core.reading.matching import Hit
from bot.core.reading.scene import Hold, Scene
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
    Category.INJURY: 0.8,
    Category.DEATH: 0.5,
    Category.COLLAPSE: 0.6,
    Category.ACCIDENT: 0.6,
    Category.VIOLENCE: 0.5,
    Category.THEFT: 0.0,
}
_MILD = -0.8  # any other category needs stronger words

# What somebody suffers from, rather than what happened: a cause that is as clear names the category.
_EFFECTS = frozenset({Category.INJURY, Category.DEATH})
_PLAIN_CAUSES = frozenset({Category.ACCIDENT, Category.COLLAPSE, Category.EXPLOSION, Category.FIRE, Category.GAS_LEAK})
_PLAIN_THEFT = 2.5
_HAPPENINGS = frozenset({"event", "acute", "lasting", "found"})
_CALLS = frozenset({"urgent", "danger"})
_A_DEED = 1.8
_PER_TOPIC = 0.6
_MOST_TOPICS = 5
_A_SHORT_CALL = 9  # words
_FIRST_NAMED = 0.8
_BY_ARMS = 3.0  # a robbery with a knife is a robbery
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
    if Category.KIDNAPPING in grouped and scene.has("off_topic", "pets") and not scene.mentions("people who get lost"):
        del grouped[Category.KIDNAPPING]
    found = [
        Event(category, _weight(hits), max([_alarm(category, hit, scene) for hit in hits]), hits)
        for category, hits in grouped.items()
    ]
    return sorted(found, key=prominence)


def prominence(event: Event) -> float:
    """The order in which events name a report: a deed that was done before a state, a phrase before a hint."""
    bonus = 0.0
    if event.category in _GRAVITY:
        kinds = {hit.entry.kind for hit in event.hits}
        done = any(hit.tense is Tense.DONE and hit.entry.kind in _HAPPENINGS for hit in event.hits)
        bonus = _A_DEED if done else 1.0 if kinds & _HAPPENINGS else 0.0
    return -(event.weight + bonus)


def most_urgent(found: list[Event]) -> Event | None:
    """The emergency among these, or None. A cause (a crash) goes before its effect (an injury)."""
    alarming = [event for event in found if event.alarm >= ALARM]
    if not alarming:
        return None
    first = min(alarming, key=lambda event: min(hit.first for hit in event.hits))
    strengths = {event.category: _strength(event) + _FIRST_NAMED * (event is first) for event in alarming}
    theft = next((event for event in alarming if event.category is Category.THEFT), None)
    if theft is not None and max(hit.entry.weight for hit in theft.hits) >= _PLAIN_THEFT:
        strengths[Category.THEFT] += _BY_ARMS * (Category.VIOLENCE in strengths)
    for effect in _EFFECTS & strengths.keys():
        if any(_outweighs(event, strengths[effect]) for event in alarming):
            strengths[effect] -= 4.0
    return max(alarming, key=lambda event: strengths[event.category])


def _strength(event: Event) -> float:
    return event.weight + 0.5 * event.alarm


def _outweighs(event: Event, effect: float) -> bool:
    if event.category in _PLAIN_CAUSES:
        return True
    acute = any(hit.entry.kind in ("acute", "lasting") for hit in event.hits)
    return event.category not in _EFFECTS and acute and _strength(event) > effect - 2.0


def _weight(hits: list[Hit]) -> float:
    """The strongest phrase counts whole, each further one less, and each word of the topic a little."""
    weights = sorted((_specific(hit) for hit in hits if hit.entry.kind != "topic"), reverse=True)
    topics = min(_MOST_TOPICS, len(hits) - len(weights))
    return sum(weight / (1 + 0.6 * place) for place, weight in enumerate(weights[:5])) + _PER_TOPIC * topics


def _specific(hit: Hit) -> float:
    """A single everyday word ("basura") says less than a phrase."""
    lone = hit.entry.kind == "state" and hit.last - hit.first == 1
    return hit.entry.weight * (0.7 if lone else 1.0)


def _alarm(category: Category, hit: Hit, scene: Scene) -> float:
    kind = hit.entry.kind
    if kind == "hint":  # "acaban de … la cabeza … sangre": no known phrase, but danger and haste
        return _alarm_of_hint(category, hit, scene)
    base = _base(hit)
    return base + _GRAVITY.get(category, _MILD) + scene.urgency(hit, _hold(category, hit))


def _base(hit: Hit) -> float:
    match hit.entry.kind:
        case "acute" | "lasting" if hit.tense in (Tense.USED_TO, Tense.FUTURE):
            return 0.0
        case "acute":
            return 2.3 if hit.tense is Tense.DONE else 3.0
        case "lasting":
            return 2.8
        case "event":
            return _BY_TENSE[hit.tense]
        case "found":
            return 2.3 if hit.tense is Tense.ONGOING else 0.0
        case "topic":
            return -4.0
        case _:
            return -1.5


def _alarm_of_hint(category: Category, hit: Hit, scene: Scene) -> float:
    """No known phrase, but danger and haste: "acaban de … la cabeza … sangre", "bomberos!! Naranjo 301"."""
    if category not in _GRAVITY:
        return -9.0
    called = bool(scene.cues & _CALLS) and len(scene.text.forms) <= _A_SHORT_CALL
    if not called and not scene.has("time", "just", "now"):
        return -9.0
    return (0.4 if called else -0.4) + _GRAVITY[category] + scene.urgency(hit, Hold.DONE)


def _hold(category: Category, hit: Hit) -> Hold:
    if hit.entry.kind == "lasting":
        return Hold.LASTING if category is not Category.DEATH or hit.tense is not Tense.DONE else Hold.DONE
    if hit.tense in (Tense.ONGOING, Tense.PRESENT):
        return Hold.ONGOING
    return Hold.UNSAID if hit.entry.kind == "acute" and hit.tense is not Tense.DONE else Hold.DONE
