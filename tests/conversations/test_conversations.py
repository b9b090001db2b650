"""The least that merging reaches on conversations, decided by the real code. Floors are raised, never lowered."""

from __future__ import annotations

import pytest

from bench.merging import conversations, measured, reports_of
from bot.rules_file import RulesFile
from learning.corpus import ROOT


@pytest.mark.parametrize(("aside", "precision", "recall"), [(False, 0.98, 0.95), (True, 0.98, 0.9)])
def test_what_neighbours_tell_of_one_incident_is_merged_and_two_stay_two(
    aside: bool, precision: float, recall: float
) -> None:
    rules = RulesFile(ROOT / "rules.yaml").load()
    found = measured([each for each in conversations() if each.aside is aside], rules)
    assert found.precision >= precision
    assert found.recall >= recall


def test_the_conversations_are_many_and_each_holds_two_incidents_or_many_voices() -> None:
    everything = conversations()
    assert len(everything) >= 60
    assert sum(len(each.messages) for each in everything) >= 250
    for each in everything:
        assert len({spoken.incident for spoken in each.messages}) > 1 or len(each.messages) > 3, each.title


def test_no_report_of_a_conversation_gets_lost() -> None:
    rules = RulesFile(ROOT / "rules.yaml").load()
    lost = [
        spoken.text
        for each in conversations()
        for spoken, report in zip(each.messages, reports_of(each, rules), strict=True)
        if report is None
    ]
    assert len(lost) <= 2
