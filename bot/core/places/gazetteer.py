"""The streets and landmarks of the rules, by every name and with the mistakes that people make in typing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from bot.core.places.aliases import Name, short_forms
from bot.core.places.spelling import Spelling, spelling_of
from bot.core.places.tokens import plain_words
from bot.core.places.vocabulary import ARTICLES

if TYPE_CHECKING:
    from bot.core.rules.model import Rules

_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Named:
    """What one way of saying a name stands for.

    Attributes:
        name: as the rules spell it.
        is_street: or a landmark.
        sure: its words are no name of anything else; the others need the words around them to speak for a street.
        area: the neighbourhood is called so, too.
    """

    name: str
    is_street: bool
    sure: bool
    area: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every name, under its first word, the longest first."""

    by_first_word: dict[str, tuple[tuple[Name, Named], ...]]
    by_name: dict[Name, Named]
    spelling: Spelling

    def at(self, words: Sequence[str], start: int) -> tuple[int, Named] | None:
        """The longest name that begins with this word: where it ends, and what it is."""
        for name, named in self.by_first_word.get(words[start], ()):
            end = start + len(name)
            if len(name) == 1 or tuple(words[start:end]) == name:
                return end, named
        return None

    def nearly_at(self, words: Sequence[str], start: int) -> tuple[int, Named] | None:
        """The same for names that are misspelt."""
        window = words[start : start + _LONGEST_NAME]
        if (first := self.spelling.correct(window[0])) not in self.by_first_word:
            return None
        spelt = [first, *(self.spelling.correct(word, before) for before, word in pairwise(window))]
        found = self.at(spelt, 0) if spelt != list(window) else None
        return (start + found[0], found[1]) if found else None

    def street(self, name: str) -> str | None:
        """A street's name as the rules spell it."""
        named = self.by_name.get(plain_words(name))
        return named.name if named is not None and named.is_street else None


@lru_cache(maxsize=8)
def gazetteer_of(rules: Rules) -> Gazetteer:
    """The gazetteer of these rules, made once."""
    areas = " ".join(" ".join(("", *plain_words(group.name), "")) for group in rules.groups)
    by_name: dict[Name, Named] = {}
    for named, names in chain(_landmarks(rules), _streets(rules, areas)):
        for name in names:
            if name and (name not in by_name or (named.is_street and named.sure and not by_name[name].sure)):
                by_name[name] = named
    for name, said_by in _short_forms(rules).items():
        if name not in by_name and (said := _meant_by_short_form(name, said_by)) is not None:
            by_name[name] = Named(said, True, False, f" {' '.join(name)} " in areas)
    _add_joined_words(by_name)
    return _indexed(by_name)


def _streets(rules: Rules, areas: str) -> Iterator[tuple[Named, list[Name]]]:
    for name, aliases in street_names(rules).items():
        for words in (plain_words(alias) for alias in (name, *aliases)):
            area = bool(words) and f" {' '.join(words)} " in areas
            # "la reforma" is a law as well: an article makes no name of a word
            several = sum(word not in ARTICLES for word in words) > 1
            yield Named(name, True, several and not area, area), [words]


def street_names(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Every street that the rules know, with the aliases they give it."""
    names = {street.name: street.aliases for street in rules.streets}
    known = {plain_words(alias) for name, aliases in names.items() for alias in (name, *aliases)}
    for part in chain.from_iterable(quadrant.streets for quadrant in rules.quadrants):
        if (words := plain_words(part.name)) not in known:
            known.add(words)
            names[part.name] = ()
    return names


def _landmarks(rules: Rules) -> Iterator[tuple[Named, list[Name]]]:
    for landmark in rules.landmarks:
        for words in (plain_words(alias) for alias in (landmark.name, *landmark.aliases)):
            contracted = [(article, *words[1:]) for article in ("al", "del") if words[:1] == ("el",)]
            yield Named(landmark.name, False, len(words) > 1), [words, *contracted]


def _meant_by_short_form(short: Name, said_by: set[str]) -> str | None:
    """The street that a short form means; that of two streets means neither, but for "Insurgentes" (Norte, Centro)."""
    if len(said_by) == 1:
        return next(iter(said_by))
    stems = {name.rpartition(" ")[0] for name in said_by}
    return stems.pop() if len(stems) == 1 and plain_words(next(iter(stems))) == short else None


def _short_forms(rules: Rules) -> dict[Name, set[str]]:
    """What streets may be called for short, and which ones."""
    said_by: dict[Name, set[str]] = defaultdict(set)
    for name, aliases in street_names(rules).items():
        for alias in (name, *aliases):
            for short in short_forms(plain_words(alias)):
                if short:
                    said_by[short].add(name)
    return said_by


def _add_joined_words(by_name: dict[Name, Named]) -> None:
    """For instance "riolerma" and "sorjuana" are typed often enough."""
    for name, named in list(by_name.items()):
        if len(name) > 1 and len(joined := "".join(name)) >= 7:
            by_name.setdefault((joined,), named)


def _indexed(by_name: dict[Name, Named]) -> Gazetteer:
    by_first_word: dict[str, list[tuple[Name, Named]]] = defaultdict(list)
    for name, named in sorted(by_name.items(), key=lambda item: -len(item[0])):
        by_first_word[name[0]].append((name, named))
    return Gazetteer(
        {word: tuple(names) for word, names in by_first_word.items()},
        by_name,
        spelling_of(name for name, named in by_name.items() if named.is_street),
    )
