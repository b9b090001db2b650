"""What officers and commanders do about a report: a tap, or words in the thread. Each is a response in the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.effects import Effect
from bot.core.lifecycle import UNANSWERED, may_move, moved
from bot.core.log_rows import happened
from bot.core.model import Judgement, Message, Person, Report, State
from bot.core.scene import Scene, Standing
from bot.core.telling import show


def respond(report: Report, to: State, person: Person, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """Move the report to a state that is legal from where it is; escalation stops with it."""
    yield happened(report, to, scene, by=person, standing=standing)
    yield from show(moved(report, to, scene.now, by=(person.id, standing.name)), scene)


def said_by_police(
    report: Report, message: Message, judgement: Judgement, standing: Standing, scene: Scene
) -> Iterator[Effect]:
    """Words about a report: they move it where they say so, and at least show that somebody on duty has seen it."""
    state = judgement.response
    if (state is None or not may_move(report, state)) and report.state in UNANSWERED:
        state = State.ACKNOWLEDGED
    if state is None or not may_move(report, state):
        yield happened(report, "said", scene, message.text, by=message.author, standing=standing)
        yield from show(replace(report, updated_at=scene.now), scene)
        return
    yield happened(report, state, scene, message.text, by=message.author, standing=standing)
    yield from show(moved(report, state, scene.now, by=(message.author.id, standing.name)), scene)
