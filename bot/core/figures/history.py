"""What the response log tells of one report before some moment: the one thing that every figure is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.model.kinds import Category, Role, State
from bot.core.model.meaning import Place
from bot.core.model.report import Facts, LogRow, Report
from bot.core.reports.lifecycle import CLOSED, CONDUCT

STATES = frozenset(State)
ANSWERS = STATES - {State.RECEIVED, State.FORWARDED} | {"said"}
HUMANS = frozenset({Role.OFFICER, Role.COMMANDER, Role.ADMIN})


class Conduct(StrEnum):
    """When somebody said what a suspicious person was doing."""

    AT_ONCE = "at_once"  # nothing had to be asked
    WHEN_ASKED = "when_asked"  # it told of looks alone; it went to the police once somebody had said more
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One report as its log had it.

    Attributes:
        group_id: the chat of its group.
        place: as precise as the officers had it; what is shown to others is made by `mention_of`.
        written_at, told_at, answered_at, on_scene_at: the first time each; None where it is not known to have happened.
        happened_at: when it happened, where somebody told.
        closed_at: the last closing, if nothing opened it again. ``reopened``: how often something did.
        witnesses: how many others reported the same.
        held: it tells of looks alone and was not passed on to anybody.
        conduct: of reports of a suspicious person; None of all others.
        disputed: who reported it said that it was not settled. ``satisfied``: that it was; the last word counts.
        agency: whom it was referred to, if that is how it was closed.
        late: the log did not know it yet at that moment, as nobody could reach us; it stands as it came in.
    """

    report_id: int
    folio: str
    group_id: int
    category: Category | None
    emergency: bool
    place: Place
    quadrants: tuple[str, ...]
    written_at: datetime
    happened_at: datetime | None = None
    told_at: datetime | None = None
    answered_at: datetime | None = None
    on_scene_at: datetime | None = None
    closed_at: datetime | None = None
    state: State = State.RECEIVED
    reopened: int = 0
    witnesses: int = 0
    held: bool = False
    conduct: Conduct | None = None
    disputed: bool = False
    satisfied: bool = False
    agency: str = ""
    late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state not in CLOSED and not self.held


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A report as a commander's digest names it: nobody's name, no house number, no point on the map."""

    folio: str
    category: Category | None
    emergency: bool
    place: Place
    state: State
    written_at: datetime


def mention_of(history: History) -> Mention:
    """The report without what would lead to a door."""
    return Mention(
        folio=history.folio,
        category=history.category,
        emergency=history.emergency,
        place=replace(history.place, number=None, pin=None),
        state=history.state,
        written_at=history.written_at,
    )


def history_of(report: Report, log: Sequence[LogRow], as_of: datetime) -> History | None:
    """What the report's log, in the order in which it was written, said of it before that moment.

    What came in only later, but was written before, stands as it came in. None where there is no log. Where no row
    carries facts, as those of older versions, the report's own stand in.
    """
    told_by_then = [row for row in log if row.at < as_of]
    late = not told_by_then
    if late:
        told_by_then = [row for row in log if row.at == log[0].at]
    if not told_by_then:
        return None
    known: Facts | Report = next((row.facts for row in reversed(told_by_then) if row.facts is not None), report)
    rows = _that_stand(told_by_then)
    walk = Walk()
    for row in rows:
        walk.step(row)
    told_at = _first(rows, "told")
    answered_at = next((row.at for row in rows if row.event in ANSWERS and row.role in HUMANS), None)
    asked = any(row.event == "asked" and row.text == CONDUCT for row in rows)
    held = asked and told_at is None and answered_at is None and not known.emergency
    verdicts = [row.event for row in rows if _is_verdict(row, report)]
    return History(
        report_id=report.id,
        folio=report.folio,
        group_id=report.group_id,
        category=known.category,
        emergency=known.emergency,
        place=known.place,
        quadrants=known.quadrants,
        written_at=known.opened_at,
        happened_at=known.happened_at,
        told_at=told_at,
        answered_at=answered_at,
        on_scene_at=_first(rows, State.ON_SCENE),
        closed_at=walk.closed_at,
        state=walk.state,
        reopened=walk.reopened,
        witnesses=known.witnesses if isinstance(known, Facts) else len(known.witnesses),
        held=held,
        conduct=_conduct(known.category, asked=asked, passed_on=told_at is not None),
        disputed="disputed" in verdicts,
        satisfied=verdicts[-1:] == ["satisfied"],
        agency=walk.agency,
        late=late,
    )


@dataclass(slots=True)
class Walk:
    """The state of a report, row by row."""

    state: State = State.RECEIVED
    told: bool = False
    closed_at: datetime | None = None
    reopened: int = 0
    agency: str = ""

    def step(self, row: LogRow) -> None:
        """What the next row makes of it."""
        self.told = self.told or row.event == "told"
        if row.facts is not None:
            self._to(row.facts.state, row)
        elif row.event in STATES:
            self._to(State(row.event), row)
        elif row.event == "told" and self.state is State.RECEIVED:
            self._to(State.FORWARDED, row)
        elif row.event == "disputed":
            self._to(State.FORWARDED if self.told else State.RECEIVED, row)

    def _to(self, state: State, row: LogRow) -> None:
        if state is self.state:
            return
        if state in CLOSED:
            self.closed_at = row.at
        else:
            self.reopened += self.state in CLOSED
            self.closed_at = None
        self.state = state
        self.agency = row.text if state is State.REFERRED else ""


def _is_verdict(row: LogRow, report: Report) -> bool:
    """Whether those who reported say so. A commander who opens it again speaks for nobody but themselves."""
    own = row.role is not Role.COMMANDER or row.by_id == report.reporter_id
    return own and row.event in {"satisfied", "disputed"}


def _that_stand(rows: Sequence[LogRow]) -> list[LogRow]:
    """Without the answers that were taken back."""
    stand: list[LogRow] = []
    for row in rows:
        if row.event == "undone":
            last = next((at for at in range(len(stand) - 1, -1, -1) if stand[at].event in STATES), None)
            if last is not None:
                del stand[last]
        else:
            stand.append(row)
    return stand


def _conduct(category: Category | None, *, asked: bool, passed_on: bool) -> Conduct | None:
    if not asked:
        return Conduct.AT_ONCE if category is Category.SUSPICIOUS_PERSON else None
    return Conduct.WHEN_ASKED if passed_on else Conduct.NEVER


def _first(rows: Sequence[LogRow], event: str) -> datetime | None:
    return next((row.at for row in rows if row.event == event), None)
