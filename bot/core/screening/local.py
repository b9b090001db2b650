"""The administrators' own words: what means a category or a reason here, what does not, and their own rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.core.model import Category, Reason
from bot.core.reading.events import Event, prominence
from bot.core.reading.scene import Scene
from bot.core.reading.text import plain_words
from bot.core.rules.model import CustomRule, Rules
from bot.core.screening.topics import Objection

_OWN_WEIGHT = 5.0


@lru_cache(maxsize=4096)
def _plain(phrase: str) -> str:
    return plain_words(phrase)


def _spoken(phrases: Iterable[str], words: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if (plain := _plain(phrase)).strip() and plain in words)


def _words_of(scene: Scene) -> str:
    return " " + " ".join(token.form for token in scene.text.tokens) + " "


def with_own_words(found: list[Event], scene: Scene, rules: Rules) -> list[Event]:
    """The events, with the categories that the rules' words add. Exceptions never silence an alarm, only its name."""
    own = {key: value for key, value in rules.screening.words.items() if isinstance(key, Category)}
    if not own:
        return found
    words = _words_of(scene)
    by_category = {event.category: event for event in found}
    for category, rule in own.items():
        if _spoken(rule.except_, words) and category in by_category:
            by_category[category].weight *= 0.2
        if _spoken(rule.add, words):
            event = by_category.setdefault(category, Event(category, 0.0, -9.0, []))
            event.weight += _OWN_WEIGHT
    return sorted(by_category.values(), key=prominence)


def with_own_reasons(found: list[Objection], scene: Scene, rules: Rules) -> list[Objection]:
    """The objections, with those that the rules' words add and without those that they except."""
    own = {key: value for key, value in rules.screening.words.items() if isinstance(key, Reason)}
    if not own:
        return found
    words = _words_of(scene)
    by_reason = {objection.reason: objection for objection in found}
    for reason, rule in own.items():
        if _spoken(rule.except_, words):
            by_reason.pop(reason, None)
        if spoken := _spoken(rule.add, words):
            before = by_reason.get(reason)
            weight = _OWN_WEIGHT + (before.weight if before else 0.0)
            by_reason[reason] = Objection(reason, weight, spoken + (before.evidence if before else ()))
    return sorted(by_reason.values(), key=lambda objection: -objection.weight)


def broken_custom_rule(scene: Scene, rules: Rules) -> tuple[CustomRule, tuple[str, ...]] | None:
    """The first of the administrators' own rules that the message breaks, and the words that break it."""
    if not rules.screening.custom:
        return None
    words = _words_of(scene)
    for rule in rules.screening.custom:
        if spoken := _spoken(rule.words, words):
            return rule, spoken
    return None
