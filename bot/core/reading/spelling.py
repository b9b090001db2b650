"""Words that matter, found in spite of how they are spelt: stretched, l3tr4s, by ear, or with one slip.

Only for words that the lexicon does not know, and only towards the few words worth finding (`spelling.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

_RUN = re.compile(r"(.)\1+")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_LEET = str.maketrans("0134578", "oieastb")
_SHORTEST_BY_EAR = 5
_SHORTEST_WITH_SLIP = 6
_SHORTEST_WITH_SUBSTITUTE = 8
_LONGEST = 24

_BY_EAR = (
    ("ch", "C"), ("qu", "k"), ("ge", "je"), ("gi", "ji"), ("gue", "Ge"), ("gui", "Gi"), ("ce", "se"), ("ci", "si"),
    ("ll", "y"), ("h", ""), ("v", "b"), ("z", "s"), ("c", "k"), ("x", "s"), ("w", "u"), ("G", "g"),
    ("mb", "nb"), ("mp", "np"),
)  # fmt: skip


def by_ear(form: str) -> str:
    """What a word sounds like to a Mexican ear: b and v, s, c and z, ll and y, g and j fall together."""
    form = form.replace("gue", "Ge").replace("gui", "Gi")
    for written, heard in _BY_EAR:
        form = form.replace(written, heard)
    return _RUN.sub(r"\1", form)


def unstretched(form: str) -> Iterator[str]:
    """Readings of a word with stretched or doubled letters, or with digits for letters."""
    if any(map(str.isdigit, form)) and any(map(str.isalpha, form)) and len(form) > 2:
        form = form.translate(_LEET)
        yield form
    if _LONG_RUN.search(form):
        yield _LONG_RUN.sub(r"\1", form)
        yield _LONG_RUN.sub(r"\1\1", form)
    if _RUN.search(form):
        yield _RUN.sub(r"\1", form)


class Speller:
    """Finds the word that a misspelt one was meant to be.

    Args:
        words: those worth finding.
        real: ordinary words that look like them, which are never taken for a slip.
    """

    def __init__(self, words: Iterable[str], real: Iterable[str]) -> None:
        self.real = frozenset(real)
        self._heard: dict[str, str] = {}
        self._shortened: dict[str, list[str]] = {}
        for word in words:
            heard = by_ear(word)
            self._heard.setdefault(heard, word)
            if len(heard) >= _SHORTEST_WITH_SLIP:
                for short in _deletions(heard):
                    self._shortened.setdefault(short, []).append(heard)

    def meant(self, form: str) -> str | None:
        """The word that ``form`` was meant to be, or None."""
        if form in self.real or not _SHORTEST_BY_EAR <= len(form) <= _LONGEST or not form.isalpha():
            return None
        heard = by_ear(form)
        if (word := self._heard.get(heard)) is not None:
            return word
        if len(heard) < _SHORTEST_WITH_SLIP - 1:
            return None
        for candidate in self._near(heard):
            if candidate[0] == heard[0] and OSA.distance(candidate, heard) == 1:
                substituted = len(candidate) == len(heard) and sorted(candidate) != sorted(heard)
                if not substituted or len(heard) >= _SHORTEST_WITH_SUBSTITUTE:
                    return self._heard[candidate]
        return None

    def _near(self, heard: str) -> Iterator[str]:
        """With one letter more, then one less, then another one; in an order that is always the same."""
        yield from self._shortened.get(heard, ())
        shorter = _deletions(heard)
        yield from (short for short in shorter if short in self._heard)
        for short in shorter:
            yield from self._shortened.get(short, ())


def _deletions(word: str) -> list[str]:
    return list(dict.fromkeys(word[:i] + word[i + 1 :] for i in range(1, len(word))))
