"""The least that the reader reaches on labelled messages, and on those kept aside. Floors are raised, never lowered."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.model.kinds import Verdict
from bot.core.model.meaning import Judgement
from bot.core.screening import judge
from bot.rules_file import RulesFile
from learning.corpus import CORPUS, ROOT, corpus_of, kept_aside, rows_of, said_in

Answered = list[tuple[dict[str, Any], Judgement]]
EVERYDAY = ("es", "en", "es-ordinary", "en-ordinary")


@pytest.fixture(scope="module")
def answered() -> Answered:
    """What the lexicon was made with: it must not be unlearned."""
    return _answers([row for name in ("first", "es", "en") for row in rows_of(CORPUS / f"{name}.jsonl")])


@pytest.fixture(scope="module")
def unseen() -> Answered:
    """The everyday ones whole; of the others, as there are so many, each fourth. `make evaluate` measures all."""
    rows = kept_aside()
    others = [row for row in rows if corpus_of(row) not in EVERYDAY]
    return _answers([row for row in rows if corpus_of(row) in EVERYDAY] + others[::4])


@pytest.fixture(scope="module")
def everyday(unseen: Answered) -> Answered:
    return [(row, judged) for row, judged in unseen if corpus_of(row) in EVERYDAY]


@pytest.fixture(scope="module")
def questions() -> Answered:
    """What neighbours ask while something goes on, and what they ask at any other time."""
    return _answers([row for row in kept_aside() if corpus_of(row) == "questions"])


def _answers(rows: list[dict[str, Any]]) -> Answered:
    rules = RulesFile(ROOT / "rules.yaml").load()
    return [(row, judge(said_in(row), rules)) for row in rows]


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


def _places_right(answered: Answered, field: str) -> float:
    reports = [pair for pair in answered if pair[0]["expect"]["verdict"] == "report" == pair[1].verdict]
    return _share([row["expect"][field] == getattr(judged.place, field) for row, judged in reports])


def test_emergencies_are_found(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _emergencies_found(answered) >= 0.98
    assert _emergencies_found(everyday) >= 0.98
    assert _emergencies_found(unseen) >= 0.91


def test_few_other_messages_are_taken_for_emergencies(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _false_emergencies(answered) <= 0.02
    assert _false_emergencies(everyday) <= 0.03
    assert _false_emergencies(unseen) <= 0.04


def test_hardly_an_emergency_that_breaks_a_form_rule_is_dropped(answered: Answered, unseen: Answered) -> None:
    broken = [judged.verdict for row, judged in answered + unseen if row["expect"]["override"]]
    assert broken.count(Verdict.REJECT) <= 0.02 * len(broken)


def test_reports_are_not_rejected(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _rejected(answered, "report") <= 0.005
    assert _rejected(everyday, "report") <= 0.01
    assert _rejected(unseen, "report") <= 0.013


def test_what_must_go_is_rejected(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _rejected(answered, "reject") >= 0.97
    assert _rejected(everyday, "reject") >= 0.93
    assert _rejected(unseen, "reject") >= 0.91


def test_verdicts_are_right(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _right(answered, "verdict") >= 0.98
    assert _right(everyday, "verdict") >= 0.965
    assert _right(unseen, "verdict") >= 0.96


def test_reasons_are_right(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _right(answered, "reason") >= 0.98
    assert _right(everyday, "reason") >= 0.96
    assert _right(unseen, "reason") >= 0.92


def test_categories_are_right(answered: Answered, unseen: Answered, everyday: Answered) -> None:
    assert _right(answered, "category") >= 0.95
    assert _right(everyday, "category") >= 0.92
    assert _right(unseen, "category") >= 0.81


def test_streets_and_numbers_are_read_as_written(unseen: Answered) -> None:
    """An address that is wrong sends the police elsewhere."""
    assert _places_right(unseen, "street") >= 0.92
    assert _places_right(unseen, "number") >= 0.97
    assert _places_right(unseen, "cross_street") >= 0.97


def test_who_asks_what_is_going_on_is_seldom_sent_away(questions: Answered) -> None:
    """The others of these have the same shape and must go: whoever lets all questions pass is not right either."""
    assert _rejected(questions, "pass") <= 0.17
    assert _rejected(questions, "report") == 0.0
    assert _rejected(questions, "reject") >= 0.8
    assert _emergencies_found(questions) >= 0.98


def test_certainty_means_what_it_says(unseen: Answered) -> None:
    """Of a hundred answers that are 60 % sure, about sixty are right."""
    for low, high in ((0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        band = [(row, judged) for row, judged in unseen if low <= judged.certainty < high]
        right = _share([judged.verdict == row["expect"]["verdict"] for row, judged in band])
        claimed = sum(judged.certainty for _, judged in band) / len(band)
        assert abs(right - claimed) <= 0.12, (low, high, right, claimed)


def test_the_states_that_officers_words_mean_are_right(answered: Answered) -> None:
    replies = [(row, judged) for row, judged in answered if "response" in row["expect"]]
    assert _share([judged.response == row["expect"]["response"] for row, judged in replies]) >= 0.95


def test_every_answer_names_its_rule_and_a_certainty(answered: Answered) -> None:
    assert all(judged.rule and 0.0 <= judged.certainty <= 1.0 for _, judged in answered)


def test_evidence_is_quoted_as_it_was_written(answered: Answered) -> None:
    for row, judged in answered:
        assert all(words in row["text"] for words in judged.evidence), row["text"]
