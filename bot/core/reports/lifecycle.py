"""How a report may move from state to state, and what each move leaves in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.model.kinds import State
from bot.core.model.report import Report

CLOSED = frozenset({State.RESOLVED, State.UNRESOLVED, State.FALSE_ALARM, State.REFERRED})
UNANSWERED = frozenset({State.RECEIVED, State.FORWARDED})

_MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.FORWARDED, State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE}) | CLOSED,
    State.FORWARDED: frozenset({State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE}) | CLOSED,
    State.ACKNOWLEDGED: frozenset({State.EN_ROUTE, State.ON_SCENE}) | CLOSED,
    State.EN_ROUTE: frozenset({State.ON_SCENE}) | CLOSED,
    State.ON_SCENE: CLOSED,
    State.RESOLVED: frozenset(),
    State.UNRESOLVED: frozenset(),
    State.FALSE_ALARM: frozenset(),
    State.REFERRED: frozenset(),
}

_TAKEN_OVER = frozenset({State.ACKNOWLEDGED, State.EN_ROUTE})
"""Who was first on scene stays so."""

CONDUCT = "conduct"
"""What is asked of who reports a suspicious person of whom nothing is told but looks; see `conduct`."""


def waits_for_conduct(report: Report) -> bool:
    """Whether it is held back until somebody says what the person is doing; who answers it takes it up all the same."""
    return CONDUCT in report.asked and report.state is State.RECEIVED and not report.emergency


def is_kept(report: Report) -> bool:
    """Whether nobody has said so in time: it stays in the log, and goes on only if somebody still does."""
    return waits_for_conduct(report) and report.escalate_at is None


def may_move(report: Report, to: State) -> bool:
    """Whether the report may go from its state to that one. What was handed over may be taken over as it stands."""
    is_nobodys = report.owner_id is None and report.state is to and to in _TAKEN_OVER
    return is_nobodys or to in _MOVES[report.state]


def moves(report: Report) -> tuple[State, ...]:
    """The states that it may go to, in the order of the day."""
    return tuple(state for state in State if may_move(report, state))


def moved(report: Report, to: State, at: datetime, *, by: tuple[int, str] | None = None) -> Report:
    """The report after a legal move. ``by``: id and name of who answered; the first to answer owns it.

    Whoever answers gives the others their time anew before they are asked for news.

    Raises ValueError for an illegal move.
    """
    if not may_move(report, to):
        raise ValueError(f"{report.folio}: {report.state} → {to}")
    if to is State.FORWARDED:
        return replace(report, state=to, updated_at=at, forwarded_at=at)
    owner_id, owner_name = (report.owner_id, report.owner_name) if report.owner_id is not None or by is None else by
    return replace(
        report if by is None else heard_of(report, at),
        state=to,
        updated_at=at,
        acknowledged_at=at if to is State.ACKNOWLEDGED else report.acknowledged_at,
        en_route_at=at if to is State.EN_ROUTE else report.en_route_at,
        on_scene_at=at if to is State.ON_SCENE else report.on_scene_at,
        closed_at=at if to in CLOSED else report.closed_at,
        owner_id=owner_id,
        owner_name=owner_name,
        owned_at=at if report.owner_id is None and owner_id is not None else report.owned_at,
        escalate_at=None,
    )


def heard_of(report: Report, at: datetime) -> Report:
    """The report after somebody on duty has said or done something: the time until it is asked about begins anew."""
    return replace(report, updated_at=at, answered_at=report.answered_at or at, ask_at=None, asks=0)


def round_of(report: Report) -> str:
    """What tells the messages about a reopened report from those before: part of their keys, empty the first time."""
    return f"@{report.disputed_at:%y%m%d%H%M%S}" if report.disputed_at is not None else ""
