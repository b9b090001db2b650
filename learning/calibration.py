"""How sure may the model be? Found on messages that it was not taught, each third in its turn.

A regression that is held back, so that it does not learn by heart, is less sure than it is right. One factor on all
its sums mends that (temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", 2017).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

_FOLDS = 3
_FLATTEST, _SHARPEST = 0.5, 3.0
_LEAST = 1e-9


def sharpness(matrix: Any, labels: list[str], fitted: Callable[[Any, list[str]], Any]) -> float:
    """The factor with which the verdicts of untaught messages are likeliest.

    ``fitted`` makes a model of some rows and their labels, whose verdict stands before the point.
    """
    folds = [_untaught(matrix, labels, fitted, fold) for fold in range(_FOLDS)]

    def loss(factor: float) -> float:
        return float(-np.mean(np.concatenate([_log_shares(sums, is_right, factor) for sums, is_right in folds])))

    return float(minimize_scalar(loss, bounds=(_FLATTEST, _SHARPEST), method="bounded").x)


def _untaught(matrix: Any, labels: list[str], fitted: Callable[[Any, list[str]], Any], fold: int) -> tuple[Any, Any]:
    """The sums for a fold's messages by a model that was taught the others; which of them mean the right verdict."""
    held = np.arange(len(labels)) % _FOLDS == fold
    model = fitted(matrix[~held], [label for label, aside in zip(labels, held, strict=True) if not aside])
    verdicts = np.array([label.partition(".")[0] for label in labels])[held]
    means = np.array([label.partition(".")[0] for label in model.classes_])
    return model.decision_function(matrix[held]), verdicts[:, None] == means[None, :]


def _log_shares(sums: Any, is_right: Any, factor: float) -> Any:
    shares = np.exp(factor * (sums - sums.max(axis=1, keepdims=True)))
    return np.log(np.maximum(_LEAST, (shares * is_right).sum(axis=1) / shares.sum(axis=1)))
