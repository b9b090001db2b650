"""Ugly words for people, and the respectful ones that a good neighbour gives back."""

from __future__ import annotations

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import find
from bot.core.reading.text import understand

_NONE = "none"  # looks like an ugly word, and is no person
_QUOTES = frozenset("'\"«“‘")


def ugly_words_in(text: str) -> dict[str, str]:
    """What the respectful word is about (a key of ``[respect]`` in the catalogue) → the ugly words, as written."""
    understood = understand(text)
    found: dict[str, str] = {}
    for hit in find(understood, lexicon_of("respect")):
        start = understood.spans[hit.first][0]
        repeated = start > 0 and understood.clean[start - 1] in _QUOTES  # what somebody else was heard to say
        if hit.entry.group == "respect" and hit.entry.kind != _NONE and not repeated:
            found.setdefault(hit.entry.kind, understood.quote(hit.first, hit.last))
    return found
