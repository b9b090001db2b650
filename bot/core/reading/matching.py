"""Finds the lexicon's phrases in a text. Where phrases of one group overlap, the longest counts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.reading.lexicon import Entry, Lexicon, Node, Word
from bot.core.reading.text import Text, Token
from bot.core.reading.verbs import Tense

_WIDEST_GAP = 3  # words in between, small ones not counted
_LONGEST_LEAP = 7
_SMALL_WORDS = frozenset(
    "a al de del el la los las un una unos unas en con y o lo le les se mi su sus tu me nos que por para muy ya es the an of "
    "to in on at my our his her their its and is are was were has have been just very this that".split()
)
_MASK = "idiom"
_FINITE = frozenset({Tense.ONGOING, Tense.PRESENT, Tense.DONE, Tense.USED_TO})
_WAS = frozenset(
    [
        "estaba",
        "estaban",
        "estabamos",
        "estuvo",
        "estuvieron",
        "anduvo",
        "anduvieron",
        "andaba",
        "andaban",
        "was",
        "were",
        "been",
    ]
)


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

    __slots__ = ("found", "tokens", "words")

    def __init__(self, tokens: list[Token], words: list[Word]) -> None:
        self.tokens = tokens
        self.words = words
        self.found: list[tuple[Entry, int, int]] = []

    def walk(self, node: Node, first: int, at: int) -> None:
        for entry in node.entries:
            self.found.append((entry, first, at))
        if at >= len(self.tokens) or self.tokens[at].sentence != self.tokens[first].sentence:
            return
        for symbol in self.words[at].symbols:
            if (step := node.steps.get(symbol)) is not None:
                self.walk(step, first, at + 1)
        if node.any is not None:
            self.walk(node.any, first, at + 1)
        if node.gap is not None:
            self._leap(node.gap, first, at)

    def _leap(self, gap: Node, first: int, at: int) -> None:
        sentence = self.tokens[first].sentence
        between = 0
        for there in range(at, min(at + _LONGEST_LEAP + 1, len(self.tokens))):
            if self.tokens[there].sentence != sentence or between > _WIDEST_GAP:
                return
            between += self.tokens[there].form not in _SMALL_WORDS
            for symbol in self.words[there].symbols:
                if (step := gap.steps.get(symbol)) is not None:
                    self.walk(step, first, there + 1)


def find(text: Text, lexicon: Lexicon) -> list[Hit]:
    """All phrases that count, in order. What an idiom says ("me muero de risa") hides what its words say."""
    words = [lexicon.word(token.form) for token in text.tokens]
    walker = _Walker(text.tokens, words)
    starts = lexicon.root.steps
    if words:
        walker.walk(lexicon.start, 0, 0)
    for at, word in enumerate(words):
        for symbol in word.symbols:
            if (step := starts.get(symbol)) is not None:
                walker.walk(step, at, at + 1)
    hits = [
        Hit(entry, first, last, text.tokens[first].sentence, _tense(text.tokens, words, first, last))
        for entry, first, last in _longest(walker.found)
    ]
    return sorted(hits, key=lambda hit: hit.first)


def _longest(found: list[tuple[Entry, int, int]]) -> list[tuple[Entry, int, int]]:
    found.sort(key=lambda item: (item[1] - item[2], -item[0].weight))
    taken: dict[str, set[int]] = {}
    hidden: set[int] = set()
    for entry, first, last in found:
        if entry.group == _MASK:
            hidden.update(range(first, last))
    kept = []
    for entry, first, last in found:
        # a word may be several cues at once ("ayuda" calls for help and is urgent), but one thing only otherwise
        rival = f"{entry.group}.{entry.kind}" if entry.group == "cue" else entry.group
        places = taken.setdefault(rival, set())
        span = range(first, last)
        if not places.isdisjoint(span) or (entry.group != _MASK and not hidden.isdisjoint(span)):
            continue
        places.update(span)
        kept.append((entry, first, last))
    return kept


def _tense(tokens: list[Token], words: list[Word], first: int, last: int) -> Tense | None:
    for at in range(first, last):
        if (tense := words[at].tense) is not None:
            before = range(max(0, at - 3), at)
            if tense is Tense.ONGOING and any(tokens[earlier].form in _WAS for earlier in before):
                return Tense.DONE
            if tense is Tense.BARE:  # "se metieron a robar", "they tried to break in": the finite verb tells the time
                finite = (words[earlier].tense for earlier in reversed(before))
                return next((found for found in finite if found in _FINITE), tense)
            return tense
    return None
