"""Officers whom the rules know by name alone; when an empty quadrant is announced, and how long a link lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.rules.advice import advice
from bot.core.rules.model import DutyRules
from tests.core.rules.reading_files import load, problems_of

RULES = """\
language: en
groups: [{{chat: -1, name: Vecinos, quadrants: [A1, A2]}}]
quadrants: [{{code: A1, sector: Sur, streets: [Sol]}}, {{code: A2, sector: Sur, streets: [Luna]}}]
shifts: [{{name: always, from: "00:00", to: "24:00"}}]
officers: [{officers}]
commanders: [{commanders}]
{more}
"""


def rules(officers: str = "", commanders: str = "", more: str = "") -> str:
    return RULES.format(officers=officers, commanders=commanders, more=more)


def test_whoever_has_no_telegram_is_known_by_a_handle_that_no_username_can_be() -> None:
    two_quadrants = "{name: Of. Ñ, quadrant: A1, shifts: [always]}, {name: Of. Ñ, quadrant: A2, shifts: [always]}"
    read = load(rules(two_quadrants, "{name: Cmte. Ruiz}"))
    assert [officer.telegram for officer in read.officers] == ["+of. ñ", "+of. ñ"]
    assert read.commanders[0].telegram == "+cmte. ruiz"


@pytest.mark.parametrize(
    "officers",
    [
        "{name: Of. Luna, quadrant: A1, shifts: [always]}, {name: OF. LUNA, quadrant: A1, shifts: [always]}",
        "{name: Of. Luna, telegram: 5, quadrant: A1, shifts: [always]}, "
        "{name: Of. Luna, quadrant: A2, shifts: [always]}",
    ],
)
def test_a_name_that_is_all_by_which_somebody_is_known_is_theirs_alone(officers: str) -> None:
    assert [problem.path for problem in problems_of(rules(officers))] == ["officers[1].name"]


def test_two_people_of_one_name_have_a_telegram_each() -> None:
    twins = ", ".join(f"{{name: Of. Luna, telegram: {i}, quadrant: A{i}, shifts: [always]}}" for i in (1, 2))
    read = load(rules(twins))
    assert len(read.officers) == 2
    assert any("Of. Luna" in sentence and "2 people" in sentence for sentence in advice(read))


def test_the_duty_may_be_left_out() -> None:
    assert load(rules()).duty == DutyRules()
    assert load(rules(more="duty: {announce: 2 h}")).duty == DutyRules(announce=timedelta(hours=2))


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("announce", "9 h", "1 min to 8 h"),
        ("invitation_lasts", "1 min", "5 min to 30 days"),
        ("anounce", "1 h", "announce"),
    ],
)
def test_what_cannot_be_is_said(key: str, value: str, allowed: str) -> None:
    (problem,) = problems_of(rules(more=f"duty: {{{key}: {value}}}"))
    assert problem.path == f"duty.{key}"
    assert allowed in str(problem)


def test_what_is_no_span_at_all_is_one_line() -> None:
    (problem,) = problems_of(rules(more="duty: {invitation_lasts: 1 year}"))
    assert "a span" in problem.allowed
