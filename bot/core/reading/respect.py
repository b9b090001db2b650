"""Ugly words for people, and the respectful ones that a good neighbour gives back."""

from __future__ import annotations

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import find
from bot.core.reading.text import understand

_NONE = "none"  # looks like an ugly word, and is no person


def ugly_words_in(text: str) -> dict[str, str]:
    """What the respectful word is about (a key of ``[respect]`` in the catalogue) → the ugly words, as written."""
    understood = understand(text)
    found: dict[str, str] = {}
    for hit in find(understood, lexicon_of("respect")):
        if hit.entry.group == "respect" and hit.entry.kind != _NONE:
            found.setdefault(hit.entry.kind, understood.quote(hit.first, hit.last))
    return found
