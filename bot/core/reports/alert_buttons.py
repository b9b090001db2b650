"""The buttons below a report's alert, for the one person who reads it."""

from __future__ import annotations

from bot.core import buttons
from bot.core.model.incoming import Person
from bot.core.model.kinds import Role, State
from bot.core.model.report import Report
from bot.core.outgoing import Button, Keyboard
from bot.core.referrals.referring import referral_buttons
from bot.core.reports.lifecycle import CLOSED, moves
from bot.core.scene import Scene
from bot.locales import Sentences

_ROWS = (
    (State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE),
    (State.RESOLVED, State.UNRESOLVED, State.FALSE_ALARM),
)


def keyboard(report: Report, person_id: int, scene: Scene, say: Sentences) -> Keyboard:
    """What one person on duty may press: the report's next states, what they did last, and what was closed."""
    rows = response_buttons(report, scene, say)
    if report.undo is not None and report.undo.by_id == person_id and scene.now < report.undo.until:
        rows = (*rows, (Button(say("button.undo"), buttons.encode(buttons.TakeBack(report.id))),))
    if report.state in CLOSED and _commands(person_id, report, scene):
        rows = (*rows, (Button(say("button.reopen"), buttons.encode(buttons.Dispute(report.id))),))
    return rows


def _commands(person_id: int, report: Report, scene: Scene) -> bool:
    return scene.standing_towards(report, Person(person_id, "")).role is Role.COMMANDER


def response_buttons(report: Report, scene: Scene, say: Sentences) -> Keyboard:
    """A button for each state that the report may go to, for each agency that may take it, and for the record."""
    legal = moves(report)
    rows = (
        tuple(
            Button(say(f"button.{state}"), buttons.encode(buttons.Respond(report.id, state)))
            for state in row
            if state in legal
        )
        for row in _ROWS
    )
    record = Button(say("record.button.begin"), buttons.encode(buttons.BeginRecord(report.id)))
    on_scene = [(record,)] if report.on_scene_at is not None else []
    return (*(row for row in rows if row), *referral_buttons(report, scene.rules, say), *on_scene)
