"""``make learn``: makes the reader's weights again from the labelled messages that are not kept aside.

The same messages give the same weights: nothing in it is left to chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.core.rules.model import Rules
from bot.core.screening import learned
from bot.core.screening.judge import signs_in
from bot.core.screening.learned.model import BIAS, EMERGENCY, WEIGHTS, named
from bot.core.screening.learned.signs import is_weight
from bot.rules_file import RulesFile
from learning.calibration import sharpness
from learning.corpus import ROOT, Row, fingerprint, is_weighed, label_of, said_in, taught, was_in_view

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

_SEEN_IN = 3  # messages at least; what only one holds teaches nothing about the next
_LOOSENESS = 0.5  # scikit-learn's C
_ROUNDS = 400
_STEPS = 127  # of a signed byte


def main() -> None:
    """Learn, and write the weights where the reader looks for them."""
    rows = [row for row in taught() if is_weighed(row)]
    names, outputs, weights = learn(rows, RulesFile(ROOT / "rules.yaml").load())
    path = Path(learned.__file__).parent / WEIGHTS
    path.write_bytes(packed(names, outputs, weights))
    print(f"{len(rows)} messages, {len(names)} signs, {path.stat().st_size / 1024:.0f} KiB")


def learn(rows: list[Row], rules: Rules) -> tuple[list[str], list[str], np.ndarray]:
    """The names of the signs, those of the outputs, and the weights: a row for each sign, a column for each output."""
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer(dtype=np.float64)
    matrix = vectorizer.fit_transform(_only_known([_strengths(row, rules) for row in rows]))
    labels = [label_of(row) for row in rows]
    which = _fitted(matrix, labels)
    sharper = sharpness(matrix, labels, _fitted)
    alarm = _fitted(matrix, [bool(row["expect"].get("emergency")) for row in rows])
    names = [BIAS, *vectorizer.feature_names_]
    return names, [*which.classes_, EMERGENCY], np.stack([*_columns(which, sharper), *_columns(alarm)], axis=1)


def _columns(model: LogisticRegression, factor: float = 1.0) -> Iterator[np.ndarray]:
    for bias, weights in zip(model.intercept_, model.coef_, strict=True):
        yield factor * np.array([bias, *weights])


def _fitted(matrix: Any, wanted: list[Any]) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_LOOSENESS, max_iter=_ROUNDS).fit(matrix, wanted)


def packed(names: list[str], outputs: list[str], weights: np.ndarray) -> bytes:
    """The weights' file: a signed byte for each weight, in steps of its output's own."""
    scales = np.abs(weights).max(axis=0) / _STEPS
    file = BytesIO()
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        taught=np.frombuffer(fingerprint().encode(), np.uint8),
        outputs=np.frombuffer("\n".join(outputs).encode(), np.uint8),
        scales=scales.astype(np.float32),
        weights=np.round(weights / scales).astype(np.int8),
    )
    return file.getvalue()


def _strengths(row: Row, rules: Rules) -> dict[str, float]:
    """The message's signs. The lexicon was made with some messages in view: there it weighs too well to learn from."""
    strengths = named(signs_in(said_in(row), rules))
    if was_in_view(row):
        return {name: strength for name, strength in strengths.items() if not is_weight(name)}
    return strengths


def _only_known(strengths: list[dict[str, float]]) -> list[dict[str, float]]:
    seen = Counter(name for each in strengths for name in each)
    return [{name: by for name, by in each.items() if seen[name] >= _SEEN_IN} for each in strengths]


if __name__ == "__main__":
    main()
