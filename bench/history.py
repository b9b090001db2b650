"""Years of reports as they might have been, drawn from real shares, so that it is worth something to measure on them.

Hours, weekdays and quadrants: case files of the colonias Cuauhtémoc and Santa María la Ribera, 2019 to 2024 (open data
of the city's prosecutor), rounded; noon, which stands for "not known" there, is taken for an hour like its neighbours.
Categories: the order of the field study, with theft at its 13 %. How soon somebody answers is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.effects import Effect, Log, SaveReport
from bot.core.log_rows import facts_of
from bot.core.model.kinds import Category, Role, State
from bot.core.model.meaning import Place
from bot.core.model.report import LogRow, Report
from bot.core.rules.model import GroupRules

HOURS = (18, 26, 23, 23, 18, 21, 25, 31, 41, 80, 78, 64, 55, 46, 45, 46, 39, 35, 36, 36, 37, 28, 26, 21)
WEEKDAYS = (146, 156, 161, 159, 161, 116, 102)
QUADRANTS = (17, 19, 15, 17, 10, 22)
CATEGORIES = {
    Category.PUBLIC_SPACE: 27,
    Category.SUSPICIOUS_PERSON: 21,
    Category.URBAN_SERVICE: 17,
    Category.THEFT: 13,
    Category.NEIGHBOR_DISPUTE: 10,
    Category.NOTICE: 3,
    Category.ACCIDENT: 3,
    Category.INJURY: 2,
    Category.GAS_LEAK: 2,
    Category.VIOLENCE: 1,
    Category.FIRE: 1,
}
EMERGENCIES = frozenset({Category.THEFT, Category.ACCIDENT, Category.INJURY, Category.GAS_LEAK, Category.VIOLENCE})
CLOSINGS = {State.RESOLVED: 55, State.UNRESOLVED: 15, State.FALSE_ALARM: 20, State.REFERRED: 10}
AGENCIES = ("Alumbrado", "Agua", "Limpia", "Procuraduría social")
EVENTS_A_REPORT = 8
"""Rows of the log that a report has on average, near enough."""


class Years:
    """Reports of some groups, day after day up to ``last``, always the same for the same ``seed``."""

    def __init__(self, groups: tuple[GroupRules, ...], zone: ZoneInfo, last: date, seed: int = 1) -> None:
        self._groups = groups
        self._zone = zone
        self._last = last
        self._dice = Random(seed)

    def days(self, days: int, reports_a_day: int, first_id: int = 1) -> Iterator[list[Effect]]:
        """So many days, each as what its messages and answers would have had recorded, in the order of the log."""
        number = first_id
        for ago in range(days - 1, -1, -1):
            day = self._last - timedelta(days=ago)
            many = round(reports_a_day * WEEKDAYS[day.weekday()] * 7 / sum(WEEKDAYS))
            reports: list[Effect] = []
            rows: list[LogRow] = []
            for opened_at in sorted(self._moment(day) for _ in range(many)):
                report, own = self._report(number, opened_at)
                reports.append(SaveReport(report))
                rows += own
                number += 1
            yield [*reports, *map(Log, sorted(rows, key=lambda row: row.at))]

    def _moment(self, day: date) -> datetime:
        hour = self._dice.choices(range(24), HOURS)[0]
        minute, second = self._dice.randrange(60), self._dice.randrange(60)
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=self._zone)

    def _report(self, number: int, opened_at: datetime) -> tuple[Report, list[LogRow]]:
        dice = self._dice
        group = dice.choice(self._groups)
        category = dice.choices(list(CATEGORIES), list(CATEGORIES.values()))[0]
        shares = [QUADRANTS[at % len(QUADRANTS)] for at in range(len(group.quadrants))]
        report = Report(
            id=number,
            folio=f"{group.folio}-{number:06}",
            group_id=group.chat,
            chat_id=group.chat,
            message_id=number,
            reporter_id=100_000 + number % 900,
            reporter_name="Vecina",
            category=category,
            emergency=category in EMERGENCIES and dice.random() < 0.6,
            words="algo pasa en la calle, hay que venir a ver",
            place=Place(street="Río Lerma", number=str(dice.randrange(1, 300))),
            quadrants=tuple(dice.choices(group.quadrants, shares)) if dice.random() < 0.95 else (),
            opened_at=opened_at,
            updated_at=opened_at,
        )
        return self._lived(report)

    def _lived(self, report: Report) -> tuple[Report, list[LogRow]]:
        """What became of it, row by row."""
        dice, at, rows = self._dice, report.opened_at, list[LogRow]()

        def happens(event: str, seconds: float, role: Role | None = None, text: str = "", *times: str) -> None:
            nonlocal report, at
            at += timedelta(seconds=seconds)
            state = State(event) if event in set(State) else State.FORWARDED if event == "told" else report.state
            changes: dict[str, Any] = dict.fromkeys(times, at)
            report = replace(report, state=state, updated_at=at, **changes)
            by = "Of. Juárez" if role is Role.OFFICER else None
            row = LogRow(report_id=report.id, folio=report.folio, at=at, event=event, by_name=by, role=role, text=text)
            rows.append(replace(row, facts=facts_of(report)))

        happens("opened", 1, Role.NEIGHBOR, report.words)
        if report.category is Category.SUSPICIOUS_PERSON and dice.random() < 0.4:
            happens("asked", 0, None, "conduct")
            if dice.random() < 0.5:
                happens("kept", 600, None, "conduct")
                return report, rows
            happens("added", 90, Role.NEIGHBOR, "está jalando las manijas de los coches")
        for officer in ("Of. Juárez", "Of. Peña"):
            happens("told", dice.uniform(0.5, 4), None, officer, "forwarded_at")
        if report.emergency and dice.random() < 0.3:
            happens("escalated", 120, None, "quadrant")
        if dice.random() < 0.1:
            return report, rows  # nobody ever answers
        soon = dice.lognormvariate(5.0, 1.2)
        happens("acknowledged", soon, Role.OFFICER, "", "answered_at", "acknowledged_at")
        if dice.random() < 0.6:
            happens("en_route", dice.uniform(20, 200), Role.OFFICER, "", "en_route_at")
            happens("on_scene", dice.lognormvariate(6.0, 0.7), Role.OFFICER, "", "on_scene_at")
        happens("said", 30, Role.OFFICER, "se atiende")
        if dice.random() < 0.97:
            closing = dice.choices(list(CLOSINGS), list(CLOSINGS.values()))[0]
            agency = dice.choice(AGENCIES) if closing is State.REFERRED else ""
            happens(closing, dice.lognormvariate(6.5, 1), Role.OFFICER, agency, "closed_at")
            happens("outcome", 20, Role.OFFICER, "se habló con las personas")
            if dice.random() < 0.3:
                happens("satisfied", 3600, Role.NEIGHBOR)
        return report, rows
