"""The administrators' own words: what means a category or a reason here, what does not, and their own rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.core.model.kinds import Category, Reason
from bot.core.reading.scene import Scene
from bot.core.reading.text import plain_words
from bot.core.rules.breaches import CustomRule
from bot.core.rules.model import Rules

_OWN_WEIGHT = 8.0  # on the scale of the learned weights: it settles all but the plainest


@dataclass(frozen=True, slots=True)
class Own:
    """What the administrators' words add to a meaning, or take away, and the words that were met."""

    points: float
    evidence: tuple[str, ...]


OwnWords = dict[Category | Reason, Own]


@lru_cache(maxsize=4096)
def _plain(phrase: str) -> str:
    """Empty where it has no words."""
    plain = plain_words(phrase)
    return plain if plain.strip() else ""


def _spoken(phrases: Iterable[str], words: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if (plain := _plain(phrase)) and plain in words)


def _words_of(scene: Scene) -> str:
    return f" {' '.join(scene.text.forms)} "


def own_words(scene: Scene, rules: Rules) -> OwnWords:
    """What the rules' own words say of the message. They name it; exceptions never silence an alarm, only its name."""
    if not rules.screening.words:
        return {}
    words = _words_of(scene)
    own: OwnWords = {}
    for meaning, rule in rules.screening.words.items():
        spoken = _spoken(rule.add, words)
        if spoken:
            own[meaning] = Own(_OWN_WEIGHT, spoken)
        elif _spoken(rule.except_, words):
            own[meaning] = Own(-_OWN_WEIGHT, ())
    return own


def broken_custom_rule(scene: Scene, rules: Rules) -> tuple[CustomRule, tuple[str, ...]] | None:
    """The first of the administrators' own rules that the message breaks, and the words that break it."""
    if not rules.screening.custom:
        return None
    words = _words_of(scene)
    for rule in rules.screening.custom:
        if spoken := _spoken(rule.words, words):
            return rule, spoken
    return None
