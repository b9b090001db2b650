"""Scenario files: what they say, and how they say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.rules.load import parse
from bot.sandbox.scenario_file import parse_scenario, read_scenario
from bot.sandbox.yaml_lines import InvalidScenario

SANDBOX = Path(__file__).parents[2] / "bot" / "sandbox"
HEAD = """\
name: x
starts: 2019-01-12 23:58
people:
  ana: {id: 2001, name: Ana}
groups:
  vecinos: {chat: -1001, title: Vecinos}
steps:
"""


def problems(steps: str) -> list[str]:
    """Each problem of a scenario with these steps, which begin on line 8."""
    with pytest.raises(InvalidScenario) as caught:
        parse_scenario(HEAD + steps, Path("x.yaml"))
    return list(caught.value.problems)


def test_an_earlier_time_is_on_the_next_day_and_a_span_counts_from_the_step_before() -> None:
    scenario = parse_scenario(
        HEAD + '  - {at: "23:59", who: ana, says: hola}\n  - {after: 90 s}\n  - {at: "00:05:30"}\n', Path("x.yaml")
    )
    moments = [f"{moment:%d %H:%M:%S %z}" for moment, _ in scenario.timeline()]
    assert moments == ["12 23:59:00 -0600", "13 00:00:30 -0600", "13 00:05:30 -0600"]


def test_a_time_may_come_with_its_day_and_not_before_what_was() -> None:
    scenario = parse_scenario(HEAD + '  - {at: 2019-01-14 07:00}\n  - {at: "06:00"}\n', Path("x.yaml"))
    assert [f"{moment:%d %H:%M}" for moment, _ in scenario.timeline()] == ["14 07:00", "15 06:00"]
    assert problems("  - {}\n  - {at: 2019-01-12 23:57}\n") == [
        "x.yaml:9: steps[1].at: 2019-01-12 23:57 is over by then: it is 2019-01-12 23:58"
    ]


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ('  - {at: "25:00"}\n', "x.yaml:8: steps[0].at: '25:00' is no time: write 20:52 or 20:52:30"),
        ("  - {after: 5 mins}\n", "x.yaml:8: steps[0].after: '5 mins' is no span: write 90 s, 5 min, 2 h or 3 days"),
        ("  - {who: ana, sayz: hola}\n", "x.yaml:8: steps[0].sayz: no such key"),
        ("  - note: a\n  - {says: hola}\n", "x.yaml:9: steps[1]: who says?"),
        ("  - {who: eva, says: hola}\n", "x.yaml:8: steps[0].who: nobody is called 'eva'; there are ana"),
        (
            "  - {who: ana, says: hola, in: otro}\n",
            "x.yaml:8: steps[0].in: no chat is called 'otro'; there are vecinos, private",
        ),
        ("  - {who: ana, edits: x, to: y}\n", "x.yaml:8: steps[0].edits: no message before this one has the label 'x'"),
        (
            "  - {who: ana, says: hola, presses: no}\n",
            "x.yaml:8: steps[0]: one step does one thing; this one says and presses",
        ),
        ("  - expect: [{in: eva}]\n", "x.yaml:8: steps[0].expect[0]: nobody and no chat is called 'eva'"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(steps: str, problem: str) -> None:
    assert problems(steps) == [problem]


def test_an_unknown_kind_lists_those_there_are() -> None:
    (problem,) = problems("  - {who: ana, sends: hologram}\n")
    assert problem.startswith("x.yaml:8: steps[0]: 'hologram' is no kind of message; there are text, photo,")


def test_what_is_no_yaml_is_said_with_its_line() -> None:
    with pytest.raises(InvalidScenario, match=r"\Ax\.yaml:3: "):
        parse_scenario("name: x\nsteps: [\n", Path("x.yaml"))
    with pytest.raises(InvalidScenario, match=r"\Ax\.yaml:1: a scenario is a mapping"):
        parse_scenario("- hola\n", Path("x.yaml"))


def test_the_evening_and_its_rules_belong_together() -> None:
    scenario = read_scenario(SANDBOX / "evening.yaml")
    assert scenario.rules_file is not None
    text = scenario.rules_file.read_text(encoding="utf-8")
    rules = parse(text, file="evening_rules.yaml", read_area=lambda name: name)
    ids = {person.id for person in scenario.people.values()}
    assert {officer.telegram for officer in (*rules.officers, *rules.commanders)} <= ids
    assert {group.chat for group in scenario.groups.values()} == {group.chat for group in rules.groups}
    assert rules.timezone == scenario.timezone
    assert rules.language == scenario.language
