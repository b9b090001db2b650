"""What the log keeps of a report besides the words: enough to know later what it was at that moment."""

from __future__ import annotations

from dataclasses import replace

from bot.core.effects import Know, Log, SaveReport
from bot.core.log_rows import facts_of, with_facts
from bot.core.model.kept import Acquaintance
from bot.core.model.kinds import Category, State
from bot.core.model.report import Facts
from tests.builders import ANA, JUAREZ
from tests.conversation import Conversation, a_robbery
from tests.storage.values import a_log_row, a_report


def last_facts(street: Conversation) -> Facts:
    return [row.facts for row in street.log if row.facts is not None][-1]


def test_each_row_tells_what_its_report_was_once_the_decision_was_made() -> None:
    first, last = a_report(id=1), a_report(id=1, category=Category.FIRE)
    own, others, nobodys = a_log_row(report_id=1), a_log_row(report_id=2), a_log_row(report_id=None)
    known = Know(Acquaintance(id=1, name="Ana"))
    effects = [Log(own), SaveReport(first), known, SaveReport(last), Log(others), Log(nobodys)]
    assert with_facts(effects) == (
        Log(replace(own, facts=facts_of(last))),
        SaveReport(first),
        known,
        SaveReport(last),
        Log(others),
        Log(nobodys),
    )


def test_the_log_alone_tells_a_reports_past_after_the_report_has_moved_on() -> None:
    street = Conversation()
    street.says(ANA, "Están asaltando a una señora")
    without_place = last_facts(street)
    street.passes(minutes=1)
    street.says(ANA, "Río Lerma 145")
    with_place = last_facts(street)
    street.presses(JUAREZ, "En el lugar")
    assert (without_place.place.street, with_place.place.street) == (None, "Río Lerma")
    assert last_facts(street) == facts_of(street.report)
    assert street.report.state is State.ON_SCENE


def test_who_reported_is_not_in_the_facts() -> None:
    street = Conversation()
    a_robbery(street)
    facts = str([row.facts for row in street.log])
    assert "Río Lerma" in facts
    assert ANA.name not in facts
    assert str(ANA.id) not in facts
