"""Reports and logs written by hand: everything happens so many seconds after one noon in Mexico City."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.figures.history import History, history_of
from bot.core.model.kinds import Category, Role
from bot.core.model.report import LogRow, Report

NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)
"""12:00 of a Friday in Mexico City."""
LATER = datetime(2030, 1, 1, tzinfo=UTC)

Step = tuple[float, str] | tuple[float, str, Role] | tuple[float, str, Role | None, str]


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def a_report(number: int = 1, **changes: Any) -> Report:
    fields: dict[str, Any] = {
        "id": number,
        "folio": f"CUA-{number:06}",
        "group_id": -1001,
        "chat_id": -1001,
        "message_id": number,
        "reporter_id": 1002,
        "reporter_name": "Ana",
        "category": Category.THEFT,
        "emergency": False,
        "opened_at": NOON,
        "updated_at": NOON,
    }
    return Report(**fields | changes)


def a_log(*steps: Step, number: int = 1) -> list[LogRow]:
    """Rows at so many seconds after noon: what happened, in which role somebody did it, and their words."""
    rows = []
    for at, event, *more in steps:
        role, text = [*more, None, ""][:2] if len(more) < 2 else more
        rows.append(LogRow(report_id=number, folio="", at=after(at), event=event, role=role, text=text or ""))
    return rows


def a_history(*steps: Step, number: int = 1, as_of: datetime = LATER, **changes: Any) -> History:
    """What that log says of a report. Without any step it was opened when it was written."""
    report = a_report(number, **changes)
    opened = (report.opened_at - NOON).total_seconds()
    history = history_of(report, a_log(*(steps or ((opened, "opened"),)), number=number), as_of)
    assert history is not None
    return history
