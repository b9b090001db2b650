"""Finds the lexicon's phrases in a text. Where phrases of one group overlap, the longest and weightiest counts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.reading.lexicon import Lexicon
from bot.core.reading.text import Text, Token
from bot.core.reading.trie import Entry, Node, Start, Word
from bot.core.reading.verbs import Tense

_WIDEST_GAP = 3  # words in between, small ones not counted
_LONGEST_LEAP = 7
_MASK = "idiom"
_WHOLLY = "saying"  # an idiom of this kind hides all that its words would mean, one of another only that group
_FINITE = frozenset({Tense.ONGOING, Tense.PRESENT, Tense.DONE, Tense.USED_TO})


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon at tokens ``first`` up to but without ``last``."""

    entry: Entry
    first: int
    last: int
    sentence: int
    tense: Tense | None


class _Walker:
    """One pass over one text."""

    __slots__ = ("_sentences", "_spans", "_within", "_words", "found", "symbols")

    def __init__(self, tokens: list[Token], words: list[Word]) -> None:
        self.symbols = [word.symbols for word in words]
        self.found: list[tuple[Entry, int, int]] = []
        self._words = words
        self._sentences = [token.sentence for token in tokens]
        self._within: dict[int, set[int]] = {}  # all that a sentence speaks of
        self._spans: dict[int, range] = {}

    def walk_all(self) -> None:
        """From every word on, along all phrases that begin with it."""
        sentences = self._sentences
        last = len(sentences) - 1
        for at, word in enumerate(self._words):
            start = word.start
            if start is None:
                continue
            for entry in start.entries:
                self.found.append((entry, at, at + 1))
            if at == last or sentences[at + 1] != sentences[at]:
                continue
            if not start.step_symbols.isdisjoint(symbols := self.symbols[at + 1]):
                for symbol in start.step_symbols & symbols:
                    for node in start.steps[symbol]:
                        self.walk(node, at, at + 2)
            for node in start.any:
                self.walk(node, at, at + 2)
            if not start.gap_symbols.isdisjoint(self._spoken_of(sentences[at])):
                self._leap(start, at)

    def _leap(self, start: Start, first: int) -> None:
        for there in self._span(first + 1):
            if not start.gap_symbols.isdisjoint(symbols := self.symbols[there]):
                for symbol in start.gap_symbols & symbols:
                    for node in start.gap[symbol]:
                        self.walk(node, first, there + 1)

    def walk(self, node: Node, first: int, at: int) -> None:
        """Along the phrases of one node, from the word ``at`` on."""
        for entry in node.entries:
            self.found.append((entry, first, at))
        if at >= len(self._sentences) or self._sentences[at] != self._sentences[first]:
            return
        if node.steps:
            symbols = self.symbols[at]
            if not node.steps.keys().isdisjoint(symbols):
                for symbol in node.steps.keys() & symbols:
                    self.walk(node.steps[symbol], first, at + 1)
        if node.any is not None:
            self.walk(node.any, first, at + 1)
        if node.gap is not None:
            steps = node.gap.steps
            if not steps.keys().isdisjoint(self._spoken_of(self._sentences[at])):
                for there in self._span(at):
                    for symbol in steps.keys() & self.symbols[there]:
                        self.walk(steps[symbol], first, there + 1)

    def _spoken_of(self, sentence: int) -> set[int]:
        if not self._within:
            for own, symbols in zip(self._sentences, self.symbols, strict=True):
                within = self._within.get(own)
                if within is None:
                    self._within[own] = set(symbols)
                else:
                    within |= symbols
        return self._within[sentence]

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
    words = _words(text.tokens, lexicon)
    if not words:
        return []
    walker = _Walker(text.tokens, words)
    walker.walk(lexicon.start, 0, 0)
    walker.walk_all()
    was = lexicon.words_named("was")
    hits = [
        Hit(entry, first, last, text.tokens[first].sentence, _tense(text.tokens, words, first, last, was))
        for entry, first, last in _longest(walker.found)
    ]
    return sorted(hits, key=lambda hit: hit.first)


def _words(tokens: list[Token], lexicon: Lexicon) -> list[Word]:
    words = [lexicon.word(token.form) for token in tokens]
    began = lexicon.words_named("began")
    for at in range(2, len(words)):
        if words[at].tense is Tense.BARE:
            auxiliary, link = tokens[at - 2].form, tokens[at - 1].form
            if link == "de" and auxiliary.startswith("acab"):
                words[at] = lexicon.just_done(tokens[at].form)
            elif link == "a" and auxiliary in began:
                words[at] = lexicon.begun(tokens[at].form)
    return words


def _longest(found: list[tuple[Entry, int, int]]) -> list[tuple[Entry, int, int]]:
    found.sort(key=lambda item: item[1] - item[2] - 3 * item[0].weight)
    taken: dict[str, set[int]] = {}
    hidden: dict[str, set[int]] = {}
    for entry, first, last in found:
        if entry.group == _MASK:
            hidden.setdefault(entry.kind, set()).update(range(first, last))
    wholly = hidden.get(_WHOLLY, set())
    kept = []
    for entry, first, last in found:
        # a word may be several cues at once ("ayuda" calls for help and is urgent), but one thing only otherwise
        rival = f"{entry.group}.{entry.kind}" if entry.group == "cue" else entry.group
        places = taken.setdefault(rival, set())
        span = range(first, last)
        if not places.isdisjoint(span):
            continue
        masked = hidden and entry.group != _MASK
        if masked and not (wholly | hidden.get(entry.group, set())).isdisjoint(span):
            continue
        places.update(span)
        kept.append((entry, first, last))
    return kept


def _tense(tokens: list[Token], words: list[Word], first: int, last: int, was: frozenset[str]) -> Tense | None:
    for at in range(first, last):
        if (tense := words[at].tense) is not None:
            before = range(max(0, at - 3), at)
            if tense is Tense.ONGOING and any(tokens[earlier].form in was for earlier in before):
                return Tense.DONE
            if tense is Tense.BARE:  # "se metieron a robar", "they tried to break in": the finite verb tells the time
                finite = (words[earlier].tense for earlier in reversed(before))
                return next((found for found in finite if found in _FINITE), tense)
            return tense
    return None
