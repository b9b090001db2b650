"""Which word of a street's name a mistyped word is meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.places.sounds import sound
from bot.core.places.vocabulary import ORDINARY_WORDS

ALMOST_RIVER = frozenset({"ri", "ro", "io", "roi", "iro", "riio", "rrio", "rioo", "rlo", "rii", "riu", "rie", "rip"})
"""How "río" comes out in haste; only a river's name after it makes it one."""

_SHORTEST = 5
_SHORTEST_INSIDE = 4
_SHORTEST_RIVER = 3
_LONGEST = 20
_TWO_MISTAKES_FROM = 8
_LONGEST_MEMORY = 5000


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of the streets' names.

    Attributes:
        sounds: by what they sound like; ``river_sounds``: those after "Río", where even short words can be told.
        alike: by their first letter, and all of them under ""; ``river_alike``: those after "Río".
    """

    sounds: dict[str, str]
    river_sounds: dict[str, str]
    alike: dict[str, list[str]]
    river_alike: dict[str, list[str]]
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def correct(self, word: str, before: str = "") -> str:
        """The word that this one is meant to be after another one, or the word itself."""
        key = (word, "rio" if before == "rio" else "…" if before else "")
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _LONGEST_MEMORY:
                self._known.clear()
            known = self._known[key] = self._corrected(*key)
        return known

    def _corrected(self, word: str, before: str) -> str:
        if not before and word in ALMOST_RIVER:
            return "rio"
        river = before == "rio"
        sounds = self.river_sounds if river else self.sounds
        ordinary = word in ORDINARY_WORDS and not river
        shortest = _SHORTEST_RIVER if river else _SHORTEST_INSIDE if before else _SHORTEST
        if not shortest <= len(word) <= _LONGEST or word.isdigit() or (ordinary and not before):
            return word
        if (meant := sounds.get(sound(word))) is not None:
            return meant
        # few people mistype a first letter, and many names differ in it
        alike = (self.river_alike if river else self.alike).get("" if before else word[0])
        return word if ordinary or alike is None else self._nearest(word, alike)

    def _nearest(self, word: str, alike: list[str]) -> str:
        """The word with the fewest typing mistakes."""
        allowed = 1 if len(word) < _TWO_MISTAKES_FROM else 2
        nearest = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=allowed)
        return nearest[0] if nearest is not None else word


def spelling_of(names: Iterable[tuple[str, ...]]) -> Spelling:
    """The spelling of all the words in these names."""
    names = list(names)
    words = (word for name in names for word in name if len(word) >= _SHORTEST_RIVER)
    rivers = (name[1] for name in names if name[0] == "rio" and len(name) > 1)
    sounds, river_sounds = _by_sound(words), _by_sound(rivers)
    return Spelling(sounds, river_sounds, _by_letter(sounds.values()), _by_letter(river_sounds.values()))


def _by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    by_letter: dict[str, list[str]] = {"": []}
    for word in words:
        if len(word) > 3:
            by_letter[""].append(word)
            by_letter.setdefault(word[0], []).append(word)
    return by_letter


def _by_sound(words: Iterable[str]) -> dict[str, str]:
    """The first spelling of every sound: proper names come before aliases that spell them wrong."""
    spelt: dict[str, str] = {}
    for word in words:
        spelt.setdefault(sound(word), word)
    return spelt
