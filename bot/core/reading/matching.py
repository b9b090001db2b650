"""Finds the lexicon's phrases in a text. Where phrases of one group overlap, the longest and weightiest counts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.reading.lexicon import Entry, Lexicon, Node, Word
from bot.core.reading.text import Text, Token
from bot.core.reading.verbs import Tense

_WIDEST_GAP = 3  # words in between, small ones not counted
_LONGEST_LEAP = 7
_MASK = "idiom"
_WHOLLY = "saying"  # an idiom of this kind hides all that its words would mean, one of another only that group
_NOWHERE: frozenset[int] = frozenset()
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

    __slots__ = ("_reach", "_small", "found", "symbols", "tokens")

    def __init__(self, tokens: list[Token], words: list[Word], small_words: frozenset[str]) -> None:
        self.tokens = tokens
        self.symbols = [word.symbols for word in words]
        self._small = small_words
        self.found: list[tuple[Entry, int, int]] = []
        self._reach: dict[int, tuple[range, frozenset[int]]] = {}

    def walk(self, node: Node, first: int, at: int) -> None:
        for entry in node.entries:
            self.found.append((entry, first, at))
        if at >= len(self.tokens) or self.tokens[at].sentence != self.tokens[first].sentence:
            return
        steps = node.steps
        if steps and not steps.keys().isdisjoint(symbols := self.symbols[at]):
            for symbol in steps.keys() & symbols:
                self.walk(steps[symbol], first, at + 1)
        if node.any is not None:
            self.walk(node.any, first, at + 1)
        if node.gap is not None:
            self._leap(node.gap.steps, first, at)

    def _leap(self, steps: dict[int, Node], first: int, at: int) -> None:
        span, within = self._reach.get(at) or self._look_ahead(at)
        if steps.keys().isdisjoint(within):
            return
        for there in span:
            for symbol in steps.keys() & self.symbols[there]:
                self.walk(steps[symbol], first, there + 1)

    def _look_ahead(self, at: int) -> tuple[range, frozenset[int]]:
        """How far a gap that opens here may reach, and all that is there."""
        sentence = self.tokens[at].sentence
        between = 0
        end = at
        for there in range(at, min(at + _LONGEST_LEAP + 1, len(self.tokens))):
            if self.tokens[there].sentence != sentence or between > _WIDEST_GAP:
                break
            between += self.tokens[there].form not in self._small
            end = there + 1
        span = range(at, end)
        reach = self._reach[at] = (span, frozenset().union(*self.symbols[at:end]))
        return reach


def find(text: Text, lexicon: Lexicon) -> list[Hit]:
    """All phrases that count, in order. What an idiom says ("me muero de risa") hides what its words say."""
    words = _words(text.tokens, lexicon)
    walker = _Walker(text.tokens, words, lexicon.words_named("small words"))
    if words:
        walker.walk(lexicon.start, 0, 0)
    for at, word in enumerate(words):
        for step in word.starts:
            walker.walk(step, at, at + 1)
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
    wholly = hidden.get(_WHOLLY, _NOWHERE)
    kept = []
    for entry, first, last in found:
        # a word may be several cues at once ("ayuda" calls for help and is urgent), but one thing only otherwise
        rival = f"{entry.group}.{entry.kind}" if entry.group == "cue" else entry.group
        places = taken.setdefault(rival, set())
        span = range(first, last)
        if not places.isdisjoint(span):
            continue
        if hidden and entry.group != _MASK:
            if not wholly.isdisjoint(span) or not hidden.get(entry.group, _NOWHERE).isdisjoint(span):
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
