"""Which alerts nobody answered, by the shift that should have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.figures.history import History
from bot.core.roster.shifts import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftAlerts:
    """The alerts of one shift.

    ``reports``: of so many somebody should have been told; ``untold``: so many reached nobody;
    ``unanswered``: so many no human had answered, the untold among them.
    """

    shift: str
    reports: int
    unanswered: int
    untold: int


def alerts_by_shift(histories: Iterable[History], turns: Sequence[Turn]) -> tuple[ShiftAlerts, ...]:
    """Each shift's alerts, by the shift in which the first one was out, or in which it was written if none was.

    What was held for want of any conduct was to be told to nobody. Where two shifts run at once, the first one counts.
    """
    found: dict[int, list[History]] = {at: [] for at in range(len(turns))}
    for each in histories:
        at = _turn_at(each.told_at or each.written_at, turns)
        if at is not None and not each.held:
            found[at].append(each)
    return tuple(
        ShiftAlerts(
            shift=turns[at].shift.name,
            reports=len(own),
            unanswered=sum(each.answered_at is None for each in own),
            untold=sum(each.told_at is None and each.answered_at is None for each in own),
        )
        for at, own in found.items()
    )


def _turn_at(moment: datetime, turns: Sequence[Turn]) -> int | None:
    return next((at for at, turn in enumerate(turns) if turn.starts_at <= moment < turn.ends_at), None)
