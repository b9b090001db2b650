"""Whatever a log says, in whatever order: figures come out, add up, and do not change with what is written later."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.figures.counts import by_outcome, still_open
from bot.core.figures.fairness import conduct_named
from bot.core.figures.history import STATES, history_of
from bot.core.figures.monthly import satisfaction
from bot.core.figures.times import time_to_answer, time_to_arrival, time_to_tell
from bot.core.model.kinds import Category, Role
from bot.core.model.report import LogRow
from tests.core.figures.logs import a_report, after

EVENTS = sorted(
    {*STATES, "opened", "told", "said", "asked", "kept", "undone", "disputed", "satisfied", "refused", "new"}
)
ROWS = st.builds(
    lambda at, event, role, text: LogRow(report_id=1, folio="", at=after(at), event=event, role=role, text=text),
    st.integers(-1000, 1000),
    st.sampled_from(EVENTS),
    st.sampled_from([None, *Role]),
    st.sampled_from(["", "conduct", "Agua"]),
)
LOGS = st.lists(st.lists(ROWS, min_size=1, max_size=12), min_size=1, max_size=6)


@given(LOGS, st.integers(-1100, 1100))
def test_each_report_has_one_outcome_and_times_that_add_up(logs: list[list[LogRow]], moment: int) -> None:
    report = a_report(category=Category.SUSPICIOUS_PERSON)
    histories = [each for log in logs if (each := history_of(report, log, after(moment)))]
    outcomes = by_outcome(histories)
    assert len(histories) == len(logs) == outcomes.reports == conduct_named(histories).reports
    assert len(still_open(histories)) == outcomes.open
    for time in (time_to_tell, time_to_answer, time_to_arrival):
        found = time(histories)
        assert found.n + found.missing == len(logs)
        assert timedelta() <= (found.median or timedelta()) <= (found.ninetieth or timedelta())
    content = satisfaction(histories)
    assert content.satisfied + content.disputed + content.silent == content.closed
    assert min(content.silent, content.disputed) >= 0


@given(st.lists(ROWS, min_size=1, max_size=12), st.lists(ROWS, max_size=6), st.integers(-1000, 1000))
def test_what_is_written_later_changes_nothing_of_what_was(log: list[LogRow], more: list[LogRow], moment: int) -> None:
    known = history_of(a_report(), log, after(moment))
    later = [row for row in more if row.at >= after(moment)]
    if any(row.at < after(moment) for row in log):
        assert history_of(a_report(), [*log, *later], after(moment)) == known
