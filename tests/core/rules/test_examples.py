from __future__ import annotations

import pytest

from bot.core.model.kinds import Category, Kind, Reason, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.rules.examples import run_examples
from bot.core.rules.model import Example, Rules
from tests.rules_for_tests import some_rules

REPORT = Judgement(verdict=Verdict.REPORT, rule="report.theft", category=Category.THEFT)
EMERGENCY = Judgement(verdict=Verdict.REPORT, rule="emergency.theft", category=Category.THEFT, emergency=True)
REJECT = Judgement(verdict=Verdict.REJECT, rule="topics.joke", reason=Reason.JOKE)
DOUBT = Judgement(verdict=Verdict.REJECT, rule="topics.joke", reason=Reason.JOKE, certainty=0.3)
PASS = Judgement(verdict=Verdict.PASS, rule="pass.thanks")


def failed(judgement: Judgement, **example: object) -> tuple[str, ...]:
    some = Example(rule="topics.joke", text="un chiste", line=7, path="screening.topics.joke.examples[0]", **example)
    return tuple(map(str, run_examples(some_rules(examples=(some,)), lambda said, rules: judgement)))


@pytest.mark.parametrize(
    ("expect", "good", "bad"),
    [
        ("keep", [REPORT, EMERGENCY, PASS, DOUBT], [REJECT]),
        ("reject", [REJECT], [REPORT, EMERGENCY, PASS, DOUBT]),
        ("report", [REPORT, EMERGENCY], [REJECT, PASS, DOUBT]),
        ("emergency", [EMERGENCY], [REPORT, REJECT, PASS, DOUBT]),
    ],
)
def test_an_example_passes_when_it_comes_out_as_expected(expect: str, good: list[Judgement], bad: list[Judgement]):
    assert not any(failed(judgement, expect=expect) for judgement in good)
    assert all(failed(judgement, expect=expect) for judgement in bad)


def test_the_reason_and_the_category_count_too():
    assert not failed(REJECT, expect="reject", reason=Reason.JOKE)
    assert failed(REJECT, expect="reject", reason=Reason.CHAIN)
    assert not failed(EMERGENCY, expect="emergency", category=Category.THEFT)
    assert failed(EMERGENCY, expect="emergency", category=Category.FIRE)


def test_a_failed_example_is_one_line_with_its_place():
    assert failed(PASS, expect="reject", reason=Reason.JOKE) == (
        "rules.yaml:7: screening.topics.joke.examples[0]: «un chiste» da: se queda, por la regla pass.thanks; "
        "se esperaba: se rechaza por joke",
    )


def test_an_example_is_judged_as_the_kind_of_message_that_its_rule_is_about():
    judged: list[tuple[Said, Rules]] = []

    def judge(said: Said, rules: Rules) -> Judgement:
        judged.append((said, rules))
        return REJECT

    rules = some_rules(examples=(Example(rule="media.gif", text="", expect="reject", kind=Kind.GIF),))
    assert run_examples(rules, judge) == ()
    assert judged == [(Said(text="", kind=Kind.GIF), rules)]
