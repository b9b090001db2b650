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
    if "{" not in item:
        yield from filter(None, item.split("|"))
        return
    for verbs, tenses, plain in _ALTERNATIVES.findall(item):
        if plain:
            yield plain
        for verb in verbs.split("|") if verbs else ():
            yield f"{{{verb}{tenses}}}"


def variants_of(phrase: str) -> Iterator[list[str]]:
    """A phrase in all its wordings; a gap at its end says nothing and goes.

    ``word?`` may be missing; ``dead|no_pulse`` is either word or words, an underscore joins those of one alternative.
    """
    if not any(sign in phrase for sign in "?_~"):  # most phrases have one wording
        if items := phrase.split():
            yield items
        return
    for choice in product(*(_wordings(item) for item in phrase.split())):
        chosen = [item for part in choice for item in part]
        while chosen and chosen[-1] == GAP:
            chosen.pop()
        if chosen:
            yield chosen


def _wordings(item: str) -> list[tuple[str, ...]]:
    wordings: list[tuple[str, ...]] = []
    if item.endswith("?"):
        item = item[:-1]
        wordings.append(())
    if "_" not in item or item == ANY:
        return [(item,), *wordings]
    alternatives = item.split("|")
    wordings += [tuple(each.split("_")) for each in alternatives if "_" in each]
    if single := "|".join(each for each in alternatives if "_" not in each):
        wordings.append((single,))
    return wordings


def irregular_forms(words: list[str]) -> Iterator[tuple[str, Tense]]:
    """``g= cayendo p= cae caen``: each form with the tense that the sign before it names."""
    tense = Tense.BARE
    for word in words:
        if word.endswith("="):
            tense = Tense(word[:-1])
        else:
            yield word, tense
