"""Rows of the response log, made in one place: what happened to a report, when, and who did it."""

from __future__ import annotations

from bot.core.effects import Log
from bot.core.model import LogRow, Person, Report
from bot.core.scene import Scene, Standing


def happened(
    report: Report,
    event: str,
    scene: Scene,
    text: str = "",
    *,
    by: Person | None = None,
    standing: Standing | None = None,
) -> Log:
    """An event of the report now. ``by`` None: the program itself did it; ``standing``: as what they did it."""
    return Log(
        LogRow(
            report_id=report.id,
            folio=report.folio,
            at=scene.now,
            event=event,
            by_id=by.id if by else None,
            by_name=(standing.name if standing else by.name) if by else None,
            role=standing.role if standing else None,
            text=text,
        )
    )
