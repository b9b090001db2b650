"""The least that the reader reaches on labelled messages, overall and on those kept aside. Floors are raised, never lowered."""

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


def test_emergencies_are_found(answered: Answered) -> None:
    assert _share([judged.emergency for row, judged in answered if row["expect"]["emergency"]]) >= 0.98


def test_few_other_messages_are_taken_for_emergencies(answered: Answered) -> None:
    assert _share([judged.emergency for row, judged in answered if not row["expect"]["emergency"]]) <= 0.02


def test_no_emergency_that_breaks_a_form_rule_is_dropped(answered: Answered) -> None:
    dropped = [row["text"] for row, judged in answered if row["expect"]["override"] and judged.verdict == "reject"]
    assert dropped == []


def test_reports_are_not_rejected(answered: Answered) -> None:
    reports = [(row, judged) for row, judged in answered if row["expect"]["verdict"] == "report"]
    assert _share([judged.verdict == "reject" for _, judged in reports]) <= 0.01


def test_verdicts_are_right(answered: Answered) -> None:
    assert _share([judged.verdict == row["expect"]["verdict"] for row, judged in answered]) >= 0.98


def test_reasons_are_right(answered: Answered) -> None:
    rejected = [(row, judged) for row, judged in answered if row["expect"]["reason"] and judged.reason]
    assert _share([judged.reason == row["expect"]["reason"] for row, judged in rejected]) >= 0.97


def test_categories_are_right(answered: Answered) -> None:
    reports = [(row, judged) for row, judged in answered if row["expect"]["category"] and judged.category]
    assert _share([judged.category == row["expect"]["category"] for row, judged in reports]) >= 0.94


def test_the_states_that_officers_words_mean_are_right(answered: Answered) -> None:
    replies = [(row, judged) for row, judged in answered if "response" in row["expect"]]
    assert _share([judged.response == row["expect"]["response"] for row, judged in replies]) >= 0.95


def test_every_answer_names_its_rule_and_a_certainty(answered: Answered) -> None:
    assert all(judged.rule and 0.0 <= judged.certainty <= 1.0 for _, judged in answered)


def test_evidence_is_quoted_as_it_was_written(answered: Answered) -> None:
    for row, judged in answered:
        assert all(words in row["text"] for words in judged.evidence), row["text"]
