"""The least that merging reaches on conversations, decided by the real code. Floors are raised, never lowered."""

from __future__ import annotations

import pytest

from bench.merging import conversations, measured, played, total
from bot.rules_file import RulesFile
from learning.corpus import ROOT


@pytest.mark.parametrize(
    ("file", "aside", "precision", "recall", "second", "lost"),
    [
        ("es", False, 1.0, 0.99, 1, 0),
        ("es", True, 1.0, 0.96, 1, 0),
        ("en", False, 1.0, 1.0, 0, 0),
        ("en", True, 1.0, 1.0, 0, 0),
        ("voices-cuauhtemoc", False, 1.0, 0.79, 3, 4),
        ("voices-cuauhtemoc", True, 1.0, 0.89, 1, 3),
        ("voices-santa-maria", False, 0.96, 0.89, 2, 2),
        ("voices-santa-maria", True, 1.0, 0.93, 1, 0),
        ("voices-english", False, 1.0, 0.83, 1, 2),
        ("voices-english", True, 1.0, 0.81, 1, 0),
        ("fresh-cuauhtemoc", False, 1.0, 0.62, 2, 2),
        ("fresh-cuauhtemoc", True, 1.0, 0.46, 1, 2),
        ("fresh-santa-maria", False, 0.86, 0.92, 0, 0),
        ("fresh-santa-maria", True, 1.0, 0.5, 1, 0),
    ],
)
def test_what_is_told_of_one_incident_is_one_report_and_two_stay_two(
    file: str, aside: bool, precision: float, recall: float, second: int, lost: int
) -> None:
    rules = RulesFile(ROOT / "rules.yaml").load()
    those = [each for each in conversations() if each.file == file and each.aside is aside]
    found = total(measured(each, played(each, rules)) for each in those)
    assert found.precision >= precision
    assert found.recall >= recall
    assert found.second <= second
    assert found.lost <= lost


def test_the_conversations_are_many_and_none_is_a_monologue() -> None:
    everything = conversations()
    assert len(everything) >= 161
    assert sum(len(each.messages) for each in everything) >= 690
    assert all(len(each.messages) > 1 for each in everything)
