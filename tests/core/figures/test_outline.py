"""What the last rows of a log tell of a report is what the whole log tells, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.figures.history import STATES, history_of
from bot.core.figures.outline import outline_of
from bot.core.log_rows import facts_of
from bot.core.model.kinds import Category, Role, State
from bot.core.model.report import LogRow
from tests.core.figures.logs import LATER, NOON, a_log, a_report

EVENTS = sorted({*STATES, "opened", "told", "said", "undone", "disputed", "satisfied", "new"})
FIELDS = ("report_id", "folio", "category", "state", "emergency", "quadrants", "written_at", "happened_at")
FACTS = st.builds(
    lambda state, category, urgent: facts_of(
        a_report(state=state, category=category, emergency=urgent, opened_at=NOON - timedelta(minutes=1))
    ),
    st.sampled_from(State),
    st.sampled_from([None, *Category]),
    st.booleans(),
)
ROWS = st.builds(
    lambda event, facts: LogRow(report_id=1, folio="", at=NOON, event=event, role=Role.OFFICER, facts=facts),
    st.sampled_from(EVENTS),
    st.none() | FACTS,
)


@given(st.lists(ROWS, min_size=1, max_size=12))
def test_it_says_what_the_whole_log_says(log: list[LogRow]) -> None:
    last = max((at for at, row in enumerate(log) if row.facts), default=len(log))
    report = a_report()
    outline, history = outline_of(1, report.folio, log[last:]), history_of(report, log, LATER)
    assert history is not None
    if outline is not None:
        assert [getattr(outline, name) for name in FIELDS] == [getattr(history, name) for name in FIELDS]
        assert outline.place == history.place


def test_most_reports_are_told_by_one_row() -> None:
    closed = facts_of(a_report(state=State.RESOLVED))
    (row,) = a_log((600, "resolved", Role.OFFICER))
    outline = outline_of(1, "CUA-000001", [replace(row, facts=closed), *a_log((700, "satisfied"))])
    assert outline is not None
    assert (outline.state, outline.category) == (State.RESOLVED, Category.THEFT)


def test_where_an_answer_was_taken_back_or_nothing_is_known_the_whole_log_has_to_be_read() -> None:
    (row,) = a_log((0, "opened"))
    known = replace(row, facts=facts_of(a_report()))
    for rows in ([], [row], [known, *a_log((1, "undone"))], [replace(known, event="undone")]):
        assert outline_of(1, "CUA-000001", rows) is None
    assert outline_of(1, "CUA-000001", [known, *a_log((1, "disputed"))]) is None
