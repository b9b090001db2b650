"""Concepts: what words have in common, read from `concepts/*.txt` (written as its README tells)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from bot.core.reading.sources import word_files

_SHORTEST_STEM = 4


class Concepts:
    """Which concepts a word belongs to."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._of_word: dict[str, set[str]] = defaultdict(set)
        self._of_stem: dict[str, set[str]] = defaultdict(set)
        concept = ""
        for line in (line for source in sources for line in source.splitlines()):
            if line.startswith("["):
                concept = line.strip("[]")
                continue
            for word in line.split():
                if word.endswith("*"):
                    self._of_stem[word[:-1]].add(concept)
                else:
                    self._of_word[word].add(concept)

    def of(self, form: str) -> list[str]:
        """The concepts of a plain word form, in alphabetical order."""
        found = set(self._of_word.get(form, ()))
        for end in range(_SHORTEST_STEM, len(form) + 1):
            found |= self._of_stem.get(form[:end], set())
        return sorted(found)


@cache
def concepts() -> Concepts:
    """The concepts that the package brings, read when they are first asked for."""
    return Concepts(word_files("bot.core.screening.learned", "concepts"))
