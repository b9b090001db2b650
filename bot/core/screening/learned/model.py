"""The weights, and what they say of a message: a sum for each label, made into shares that add up to one.

A logistic regression, so that every decision can be taken apart: what a word adds to a label is a number of the file.
Beside whole words it knows their pieces, which is how it reads "asaltaroon", and their concepts, which is how it reads
words that it never met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import exp
from operator import add

import numpy as np
from numpy.typing import NDArray

from bot.core.model.kinds import Category, Reason, Verdict
from bot.core.screening.learned.concepts import concepts
from bot.core.screening.learned.signs import Signs
from bot.core.screening.topics import REASONS_OF_WORDS

WEIGHTS = "weights.npz"
EMERGENCY = "emergency"
_CATEGORIES = tuple(Category)
_FIRST_CALM = 1
_FIRST_URGENT = _FIRST_CALM + len(_CATEGORIES)
_FIRST_REASON = _FIRST_URGENT + len(_CATEGORIES)
OUTPUTS = (
    Verdict.PASS.value,
    *(f"{Verdict.REPORT.value}.{category.value}" for category in _CATEGORIES),
    *(f"{Verdict.REPORT.value}.{category.value}!" for category in _CATEGORIES),
    *(f"{Verdict.REJECT.value}.{reason.value}" for reason in REASONS_OF_WORDS),
    EMERGENCY,
)
"""What a message can be, in the order of the columns; a mark stands for an emergency.

The last tells emergencies from all else: two ways to ask the same miss less than either.
"""
BIAS = "sign:bias"
PIECE = 0.4  # a piece of a word counts that much of a whole one
BEGIN, END = "<s>", "</s>"
_KINDS = ("sign", "word", "piece", "concept", "pair")
_PIECES = (3, 4, 5)  # letters
_SHORTEST_WITH_PIECES = 4
_LONGEST_WORD = 40
_REMEMBERED = 20_000  # words
_NEVER = -20.0
_FARTHEST = 30.0  # beyond it the logistic function is flat

Vector = NDArray[np.float32]


def pieces_of(form: str) -> Iterator[str]:
    """The parts of a word, its beginning and end marked: of ``robo``, ``<ro``, ``rob``, ``obo``, ``bo>`` and so on."""
    if _SHORTEST_WITH_PIECES <= len(form) <= _LONGEST_WORD:
        marked = f"<{form}>"
        for length in _PIECES:
            for at in range(len(marked) - length + 1):
                yield marked[at : at + length]


def pairs_of(forms: list[str]) -> list[str]:
    """Neighbouring words, with the two ends of the message, each pair once."""
    return list(dict.fromkeys(f"{first} {second}" for first, second in pairwise([BEGIN, *forms, END])))


def named(signs: Signs) -> dict[str, float]:
    """All that is weighed, by the names of the weights' file; how the model is taught."""
    strengths = {f"sign:{name}": strength for name, strength in signs.strengths.items()}
    for form in dict.fromkeys(signs.forms):  # who says a word ten times means it once
        strengths[f"word:{form}"] = 1.0
        for piece in pieces_of(form):
            strengths[f"piece:{piece}"] = strengths.get(f"piece:{piece}", 0.0) + PIECE
        for concept in concepts().of(form):
            strengths[f"concept:{concept}"] = strengths.get(f"concept:{concept}", 0.0) + 1.0
    strengths |= {f"pair:{pair}": 1.0 for pair in pairs_of(signs.forms)}
    return strengths


class Opinion:
    """What the model makes of a message: a probability for each category, each reason, passing, and an emergency."""

    __slots__ = ("category", "emergency", "passing", "reason", "reject", "report", "urgent_category")

    def __init__(self, sums: list[float], alarm: float) -> None:
        """``sums``: for each of `OUTPUTS` but the last, the points that speak for it; ``alarm``: those for the last."""
        most = max(sums)
        shares = [exp(each - most) for each in sums]
        whole = sum(shares)
        urgent, reasons = shares[_FIRST_URGENT:_FIRST_REASON], shares[_FIRST_REASON:]
        either = list(map(add, shares[_FIRST_CALM:_FIRST_URGENT], urgent))
        self.passing = shares[0] / whole
        self.report = sum(either) / whole
        self.reject = sum(reasons) / whole
        self.category = _CATEGORIES[_highest(either)]
        self.urgent_category = _CATEGORIES[_highest(urgent)]  # if it is an emergency
        self.reason = REASONS_OF_WORDS[_highest(reasons)]
        self.emergency = (sum(urgent) / whole + 1 / (1 + exp(-max(-_FARTHEST, min(alarm, _FARTHEST))))) / 2

    @property
    def verdict(self) -> Verdict:
        """The likeliest of the three."""
        if self.report >= self.reject and self.report >= self.passing:
            return Verdict.REPORT
        return Verdict.REJECT if self.reject >= self.passing else Verdict.PASS


def _columns_of(what: Category | Reason) -> tuple[int, ...]:
    if isinstance(what, Category):
        at = _CATEGORIES.index(what)
        return _FIRST_CALM + at, _FIRST_URGENT + at
    return (_FIRST_REASON + REASONS_OF_WORDS.index(what),) if what in REASONS_OF_WORDS else ()


def _highest(shares: list[float]) -> int:
    return shares.index(max(shares))


class Model:
    """The learned weights, ready to be asked."""

    def __init__(self, names: Sequence[str], table: Vector) -> None:
        """``table``: a row for each name and `_REMEMBERED` more, a column for each of `OUTPUTS`."""
        self._rows: dict[str, dict[str, int]] = {kind: {} for kind in _KINDS}
        for row, name in enumerate(names):
            kind, _, what = name.partition(":")
            self._rows[kind][what] = row
        self._pairs: dict[str, dict[str, int]] = defaultdict(dict)  # by the first word, then the second
        for pair, row in self._rows.pop("pair").items():
            first, _, second = pair.partition(" ")
            self._pairs[first][second] = row
        self._bias = self._rows["sign"][BIAS.removeprefix("sign:")]
        self._first_word = len(names)  # below the weights, the sums of the words met so far
        self._table = table
        self._met: dict[str, int] = {}

    @classmethod
    def read(cls, data: bytes) -> Model:
        """The model of a weights' file. What it was never taught, such as a category of today, it never answers."""
        with np.load(BytesIO(data), allow_pickle=False) as file:
            names = file["names"].tobytes().decode("utf-8").split("\n")
            outputs = file["outputs"].tobytes().decode("utf-8").split("\n")
            steps, scales = file["weights"], file["scales"]
        table = np.zeros((len(names) + _REMEMBERED, len(OUTPUTS)), np.float32)
        table[names.index(BIAS)] = _NEVER
        for column, output in enumerate(OUTPUTS):
            if output in outputs:
                learned = outputs.index(output)
                table[: len(names), column] = steps[:, learned] * scales[learned]
        return cls(names, table)

    def opinion(self, signs: Signs, besides: Mapping[Category | Reason, float] | None = None) -> Opinion:
        """What the message is, in probabilities. ``besides``: points that others add to a meaning."""
        sums: list[float] = self._sums(signs).tolist()
        alarm = sums.pop()
        for meaning, points in (besides or {}).items():
            for column in _columns_of(meaning):
                sums[column] += points
        return Opinion(sums, alarm)

    def speaking_for(self, forms: list[str], what: Category | Reason) -> list[tuple[float, int]]:
        """How much each word adds to a meaning, with its place; the most first. Only what speaks for it."""
        columns = list(_columns_of(what))
        weights = self._table.take(self._words(forms), axis=0)[:, columns].max(axis=1)
        return sorted(((weight, at) for at, weight in enumerate(weights.tolist()) if weight > 0), reverse=True)

    def _sums(self, signs: Signs) -> Vector:
        forms = signs.forms
        rows = [self._bias, *self._words(dict.fromkeys(forms)), *self._known_pairs(forms)]
        strengths = [1.0] * len(rows)
        known = self._rows["sign"]
        for name, strength in signs.strengths.items():
            row = known.get(name)
            if row is not None:
                rows.append(row)
                strengths.append(strength)
        sums: Vector = np.array(strengths, np.float32) @ self._table.take(rows, axis=0)
        return sums

    def _known_pairs(self, forms: list[str]) -> dict[int, None]:
        """The rows of the `pairs_of` these forms, each once."""
        pairs, first = self._pairs, BEGIN
        rows: dict[int, None] = {}
        for second in (*forms, END):
            if (after := pairs.get(first)) is not None and (row := after.get(second)) is not None:
                rows[row] = None
            first = second
        return rows

    def _words(self, forms: Collection[str]) -> list[int]:
        met = self._met
        if len(met) + len(forms) > _REMEMBERED:  # before the first of them has its row, not between two
            met.clear()
        return [met[form] if form in met else self._word(form) for form in forms]

    def _word(self, form: str) -> int:
        """A new row, with the sum of a word, its pieces and its concepts; remembered, for people's words are few."""
        row = self._met[form] = self._first_word + len(self._met)
        known = self._rows["piece"]
        pieces = [known[piece] for piece in pieces_of(form) if piece in known]
        known = self._rows["concept"]
        whole = [known[concept] for concept in concepts().of(form) if concept in known]
        if (word := self._rows["word"].get(form)) is not None:
            whole.append(word)
        self._table[row] = np.float32(PIECE) * self._table[pieces].sum(axis=0) + self._table[whole].sum(axis=0)
        return row


@cache
def model() -> Model:
    """The model that the package brings, read when it is first asked for."""
    data = (files("bot.core.screening.learned") / WEIGHTS).read_bytes()
    return Model.read(data)
