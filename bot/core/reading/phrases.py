"""How the lexicon's files are written: sections, phrases, optional words, alternatives, irregular verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from bot.core.reading.verbs import Tense

GAP = "~"
ANY = "_"
NUMBER = "#"
START = "^"
_ALTERNATIVES = re.compile(r"\{([^}.]+)(\.[a-z]+)?\}|([^|{}]+)")


def lines_of(source: str) -> Iterator[tuple[str, str]]:
    """The lines of a file that say something, each with the section it stands in."""
    section = ""
    for raw in source.splitlines():
        line = raw.partition(" //")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("//"):
            yield section, line


def atoms_of(item: str) -> Iterator[str]:
    """The alternatives of one place in a phrase: ``a|{b|c.gp}`` → ``a``, ``{b.gp}``, ``{c.gp}``."""
    for verbs, tenses, plain in _ALTERNATIVES.findall(item):
        if plain:
            yield plain
        for verb in verbs.split("|") if verbs else ():
            yield f"{{{verb}{tenses}}}"


def variants_of(phrase: str) -> Iterator[list[str]]:
    """A phrase with and without each of its optional words; a gap at its end says nothing and goes."""
    choices = [((item[:-1],), ()) if item.endswith("?") else ((item,),) for item in phrase.split()]
    for choice in product(*choices):
        chosen = [item for part in choice for item in part]
        while chosen and chosen[-1] == GAP:
            chosen.pop()
        if chosen:
            yield chosen


def irregular_forms(words: list[str]) -> Iterator[tuple[str, Tense]]:
    """``g= cayendo p= cae caen``: each form with the tense that the sign before it names."""
    tense = Tense.BARE
    for word in words:
        if word.endswith("="):
            tense = Tense(word[:-1])
        else:
            yield word, tense
