"""Where the lexicon knows no word of it: does a message sound like a report all the same, and of what?

Whoever reports says where and when, and speaks of others; whoever chats asks, laughs and speaks of themselves.
A guess is never sure enough to act on.
"""

from __future__ import annotations

from bot.core.model import Category, Place
from bot.core.reading.events import Event
from bot.core.reading.lexicon import lexicon
from bot.core.reading.scene import Scene

_SOUNDS_LIKE_ONE = 1.6


def sounds_like_a_report(scene: Scene, place: Place) -> bool:
    """Whether a message without a known sign is rather a report than chat."""
    points = 1.5 if place.street or place.number else 0.8 if place.known or scene.has("cue", "place") else 0.0
    if scene.times:
        points += 0.7
    if scene.has("cue", "request", "urgent", "danger"):
        points += 1.0
    words = lexicon()
    greetings = words.words_named("greetings")
    opening = next((token.form for token in scene.text.tokens if token.form not in greetings), "")
    points += 0.6 * (opening in words.words_named("told of others"))
    if scene.text.questions and not scene.has("cue", "request"):
        points -= 0.8
    if scene.mentions("chatty"):
        points -= 1.0
    return points >= _SOUNDS_LIKE_ONE


def guessed(scene: Scene) -> Event:
    """What such a report may be about."""
    return Event(_category(scene), 0.5, -9.0, [])


def _category(scene: Scene) -> Category:
    if scene.has("time", "future") or scene.has("cue", "request"):
        return Category.NOTICE
    if scene.has("cue", "urgent", "danger"):
        return Category.VIOLENCE
    if scene.has("time", "just", "now", "past", "earlier"):
        return Category.SUSPICIOUS_PERSON
    return Category.URBAN_SERVICE
