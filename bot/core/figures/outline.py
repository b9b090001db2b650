"""What a report was at some moment, told by the last rows of its log: enough for where and when, and quickly read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.figures.history import Walk
from bot.core.model.kinds import Category, State
from bot.core.model.meaning import Place
from bot.core.model.report import LogRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a report was, without how it came to be that; its fields are those of `History`."""

    report_id: int
    folio: str
    category: Category | None
    state: State
    emergency: bool
    place: Place
    quadrants: tuple[str, ...]
    written_at: datetime
    happened_at: datetime | None


def outline_of(report_id: int, folio: str, last: Sequence[LogRow]) -> Outline | None:
    """What `history_of` would say, from no more than the last row with facts and those after it.

    None where they do not suffice, and the whole log has to be read: without facts; where an answer was taken back
    (what stands then is told by rows before); where it was disputed and nothing says what it was from then on.
    """
    if not last or last[0].facts is None:
        return None
    known, walk = last[0].facts, Walk()
    for row in last:
        if row.event == "undone" or (row.event == "disputed" and row.facts is None):
            return None
        known = row.facts or known
        walk.step(row)
    return Outline(
        report_id=report_id,
        folio=folio,
        category=known.category,
        state=walk.state,
        emergency=known.emergency,
        place=known.place,
        quadrants=known.quadrants,
        written_at=known.opened_at,
        happened_at=known.happened_at,
    )
