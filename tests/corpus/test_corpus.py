"""The least that the reader reaches on labelled messages, and on those kept aside. Floors are raised, never lowered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.core.model import Judgement, Kind, Role, Said
from bot.core.screening import judge
from tests.rules_for_tests import some_rules

Answered = list[tuple[dict[str, Any], Judgement]]
HERE = Path(__file__).parent
KEPT_ASIDE = 2  # the remainder of a line's number by three


@pytest.fixture(scope="module")
def answered() -> Answered:
    return [pair for name in ("first", "es", "en") for pair in _answers(name)]


@pytest.fixture(scope="module")
def unseen() -> Answered:
    return [pair for name in ("es", "en") for pair in _answers(name)[KEPT_ASIDE::3]]


def _answers(name: str) -> Answered:
    rules = some_rules()
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row, judge(_said(row), rules)) for row in map(json.loads, lines)]


def _said(row: dict[str, Any]) -> Said:
    return Said(
        text=row["text"],
        kind=Kind(row["media"] or "text"),
        role=Role(row["role"]),
        is_reply=row["reply_to"],
        forwarded=row["forwarded"],
    )


def _share(right: list[bool]) -> float:
    return sum(right) / len(right)


def _emergencies_found(answered: Answered) -> float:
    return _share([judged.emergency for row, judged in answered if row["expect"].get("emergency")])


def _false_emergencies(answered: Answered) -> float:
    return _share([judged.emergency for row, judged in answered if not row["expect"].get("emergency")])


def _rejected(answered: Answered, wanted: str) -> float:
    return _share([judged.verdict == "reject" for row, judged in answered if row["expect"]["verdict"] == wanted])


def _right(answered: Answered, field: str) -> float:
    """How many of those that have this field, wanted and given, agree on it."""
    pairs = [(row["expect"][field], getattr(judged, field)) for row, judged in answered]
    return _share([wanted == given for wanted, given in pairs if wanted and given])


def test_emergencies_are_found(answered: Answered, unseen: Answered) -> None:
    assert _emergencies_found(answered) >= 0.96
    assert _emergencies_found(unseen) >= 0.91


def test_few_other_messages_are_taken_for_emergencies(answered: Answered, unseen: Answered) -> None:
    assert _false_emergencies(answered) <= 0.035
    assert _false_emergencies(unseen) <= 0.045


def test_hardly_an_emergency_that_breaks_a_form_rule_is_dropped(answered: Answered) -> None:
    dropped = [row["id"] for row, judged in answered if row["expect"]["override"] and judged.verdict == "reject"]
    assert len(dropped) <= 1
    assert not [each for each in dropped if each.startswith("first")]


def test_reports_are_not_rejected(answered: Answered, unseen: Answered) -> None:
    assert _rejected(answered, "report") <= 0.028
    assert _rejected(unseen, "report") <= 0.045


def test_what_must_go_is_rejected(answered: Answered, unseen: Answered) -> None:
    assert _rejected(answered, "reject") >= 0.945
    assert _rejected(unseen, "reject") >= 0.865


def test_verdicts_are_right(answered: Answered, unseen: Answered) -> None:
    assert _right(answered, "verdict") >= 0.96
    assert _right(unseen, "verdict") >= 0.92


def test_reasons_are_right(answered: Answered, unseen: Answered) -> None:
    assert _right(answered, "reason") >= 0.945
    assert _right(unseen, "reason") >= 0.87


def test_categories_are_right(answered: Answered, unseen: Answered) -> None:
    assert _right(answered, "category") >= 0.905
    assert _right(unseen, "category") >= 0.81


def test_the_states_that_officers_words_mean_are_right(answered: Answered) -> None:
    replies = [(row, judged) for row, judged in answered if "response" in row["expect"]]
    assert _share([judged.response == row["expect"]["response"] for row, judged in replies]) >= 0.95


def test_every_answer_names_its_rule_and_a_certainty(answered: Answered) -> None:
    assert all(judged.rule and 0.0 <= judged.certainty <= 1.0 for _, judged in answered)


def test_evidence_is_quoted_as_it_was_written(answered: Answered) -> None:
    for row, judged in answered:
        assert all(words in row["text"] for words in judged.evidence), row["text"]
