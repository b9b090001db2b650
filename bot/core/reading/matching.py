"""Finds the lexicon's phrases in a text. Where phrases of one group overlap, the longest and weightiest counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_

from bot.core.reading.lexicon import Lexicon
from bot.core.reading.text import Text
from bot.core.reading.trie import Entry, Node, Start, Word
from bot.core.reading.verbs import Tense

_WIDEST_GAP = 3  # words in between, small ones not counted
_LONGEST_LEAP = 7
_MASK = "idiom"
_WHOLLY = "saying"  # an idiom of this kind hides all that its words would mean, one of another only that group
_FINITE = frozenset({Tense.ONGOING, Tense.PRESENT, Tense.DONE, Tense.USED_TO})
_FIRST = attrgetter("first")
_Found = tuple[Entry, int, int]  # a phrase, at words from here up to but without there


@dataclass(slots=True)
class Hit:
    """A phrase of the lexicon at words ``first`` up to but without ``last``."""

    entry: Entry
    first: int
    last: int
    sentence: int
    tense: Tense | None


class _Walker:
    """One pass over one text."""

    __slots__ = ("_leaps", "_sentences", "_spans", "_steps", "_within", "_words", "found")

    def __init__(self, sentences: list[int], words: list[Word]) -> None:
        self._steps = [word.steps for word in words]
        self._leaps = [word.leaps for word in words]
        self.found: list[_Found] = []
        self._words = words
        self._sentences = sentences
        self._within: dict[int, int] = {}  # all that a sentence says that may end a gap
        self._spans: dict[int, range] = {}

    def walk_all(self) -> None:
        """From every word on, along all phrases that begin with it."""
        sentences, steps, walk = self._sentences, self._steps, self.walk
        last = len(sentences) - 1
        for at, word in enumerate(self._words):
            start = word.start
            if start is None:
                continue
            for entry in start.entries:
                self.found.append((entry, at, at + 1))
            if at == last or sentences[at + 1] != sentences[at]:
                continue
            if not start.step_symbols.isdisjoint(following := steps[at + 1]):
                for symbol in start.step_symbols & following:
                    for node in start.steps[symbol]:
                        walk(node, at, at + 2)
            for node in start.any:
                walk(node, at, at + 2)
            if start.awaited and start.awaited & self._said_in(sentences[at]):
                self._leap(start, at)

    def _leap(self, start: Start, first: int) -> None:
        leaps, after = self._leaps, start.gap_symbols
        for there in self._span(first + 1):
            if not after.isdisjoint(met := leaps[there]):
                for symbol in after & met:
                    for node in start.gap[symbol]:
                        self.walk(node, first, there + 1)

    def walk(self, node: Node, first: int, at: int) -> None:
        """Along the phrases of one node, from the word ``at`` on."""
        for entry in node.entries:
            self.found.append((entry, first, at))
        sentences = self._sentences
        if at >= len(sentences) or (sentence := sentences[at]) != sentences[first]:
            return
        if steps := node.steps:
            met = self._steps[at]
            if not steps.keys().isdisjoint(met):
                for symbol in steps.keys() & met:
                    self.walk(steps[symbol], first, at + 1)
        if node.any is not None:
            self.walk(node.any, first, at + 1)
        if node.gap is not None:
            steps = node.gap.steps
            if node.gap.awaited & self._said_in(sentence):
                for there in self._span(at):
                    for symbol in steps.keys() & self._leaps[there]:
                        self.walk(steps[symbol], first, there + 1)

    def _said_in(self, sentence: int) -> int:
        within = self._within.get(sentence)
        if within is None:
            begin = self._sentences.index(sentence)
            end = begin + self._sentences.count(sentence)
            within = self._within[sentence] = reduce(or_, [word.said for word in self._words[begin:end]])
        return within

    def _span(self, at: int) -> range:
        """How far a gap that opens here may reach."""
        span = self._spans.get(at)
        if span is None:
            sentence = self._sentences[at]
            between = 0
            end = at
            for there in range(at, min(at + _LONGEST_LEAP + 1, len(self._words))):
                if self._sentences[there] != sentence or between > _WIDEST_GAP:
                    break
                between += not self._words[there].small
                end = there + 1
            span = self._spans[at] = range(at, end)
        return span


def find(text: Text, lexicon: Lexicon) -> list[Hit]:
    """All phrases that count, in order. What an idiom says ("me muero de risa") hides what its words say."""
    forms, sentences = text.forms, text.sentence_of
    if not forms:
        return []
    words = lexicon.words(forms)
    tenses = [word.tense for word in words]
    if Tense.BARE in tenses:
        _read_with_auxiliaries(forms, words, tenses, lexicon)
    walker = _Walker(sentences, words)
    walker.walk(lexicon.start, 0, 0)
    walker.walk_all()
    was = lexicon.words_named("was")
    hits = [
        Hit(entry, first, last, sentences[first], _tense(forms, tenses, first, last, was))
        for entry, first, last in _longest(walker.found)
    ]
    hits.sort(key=_FIRST)
    return hits


def _read_with_auxiliaries(forms: list[str], words: list[Word], tenses: list[Tense | None], lexicon: Lexicon) -> None:
    """Put what "acaban de", "empezó a" make of an infinitive in its place."""
    began = lexicon.words_named("began")
    for at in range(2, len(words)):
        if tenses[at] is Tense.BARE:
            auxiliary, link = forms[at - 2], forms[at - 1]
            if link == "de" and auxiliary.startswith("acab"):
                words[at] = lexicon.just_done(forms[at])
            elif link == "a" and auxiliary in began:
                words[at] = lexicon.begun(forms[at])
            tenses[at] = words[at].tense


def _rank(found: _Found) -> float:
    """The longest and weightiest first."""
    entry, first, last = found
    return first - last - 3 * entry.weight


def _longest(found: list[_Found]) -> list[_Found]:
    found.sort(key=_rank)
    taken: dict[str, int] = {}  # places, as the bits of a number
    hidden: dict[str, int] = {}
    for entry, first, last in found:
        if entry.group == _MASK:
            hidden[entry.kind] = hidden.get(entry.kind, 0) | (1 << last) - (1 << first)
    wholly = hidden.get(_WHOLLY, 0)
    kept = []
    for each in found:
        entry, first, last = each
        places = (1 << last) - (1 << first)
        already = taken.get(entry.rival, 0)
        if already & places:
            continue
        if hidden and entry.group != _MASK and (wholly | hidden.get(entry.group, 0)) & places:
            continue
        taken[entry.rival] = already | places
        kept.append(each)
    return kept


def _tense(forms: list[str], tenses: list[Tense | None], first: int, last: int, was: frozenset[str]) -> Tense | None:
    at, tense = first, tenses[first]
    while tense is None:
        if (at := at + 1) >= last:
            return None
        tense = tenses[at]
    if tense is Tense.ONGOING and not was.isdisjoint(forms[max(0, at - 3) : at]):
        return Tense.DONE
    if tense is Tense.BARE:  # "se metieron a robar", "they tried to break in": the finite verb tells the time
        before = reversed(tenses[max(0, at - 3) : at])
        return next((found for found in before if found in _FINITE), tense)
    return tense
