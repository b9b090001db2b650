"""Taps below the questions of a record. Data may be forged: only its officer moves it, while the rules name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons
from bot.core.answering import answer_tap
from bot.core.effects import Effect
from bot.core.model.incoming import Tap
from bot.core.scene import Scene
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.dialogue import ask, begin, finish
from bot.core.scene_record.model import ACTIONS, DEEDS, PERSONS, ROLES, SceneRecord
from bot.core.tapped import Tapped, tapped


def begin_record(tapped: Tapped) -> Iterator[Effect]:
    """Ask the first question, or the one where they left off."""
    if not tapped.standing.is_police:
        yield from tapped.refuse("tap.not_yours", "record")
        return
    yield tapped.answer("record.begun")
    # the tap's own number: the question comes to stand at the bottom, wherever the button was
    yield from begin(tapped.report, tapped.person, tapped.standing, tapped.tap.update_id, tapped.scene)


def answer_record(tap: Tap, pressed: buttons.AnswerRecord, scene: Scene) -> Iterator[Effect]:
    """Take the answer, and ask what is next; a tap below a question that has passed changes nothing."""
    record = scene.world.records.get(pressed.record_id)
    of = tapped(tap, record.report_id if record is not None else None, scene)
    if record is None or of is None:
        yield answer_tap(tap, scene.say(None)("tap.unknown"))
    elif not of.standing.is_police:
        yield from of.refuse("tap.not_yours", "record")
    elif record.officer_id != tap.person.id:
        yield from of.refuse("record.anothers", "record")
    elif record.finished_at is not None and pressed.what == "again":
        opened = replace(record, step=scene_record.STEPS[0], finished_at=None).following(tap.update_id)
        yield of.answer("record.begun")
        yield from ask(opened, opened, of.report, scene)
    elif record.finished_at is not None:
        yield of.answer("record.finished")
    elif pressed.step != record.step:
        yield of.answer("record.passed")
    elif (after := moved(record, pressed.what)) is None:
        yield of.answer("tap.unknown")
    elif not after.step:
        yield of.answer("record.done")
        yield from finish(after, of.report, tap.person, of.standing, scene)
    else:
        yield answer_tap(tap, "")
        yield from ask(record, after, of.report, scene)


def moved(record: SceneRecord, what: str) -> SceneRecord | None:
    """The record after a tap at its present step; without a step where it is to end; None for an unknown one."""
    match what:
        case "ok" | "none":
            return scene_record.confirmed(record)
        case "skip" | "next":
            return scene_record.forward(record)
        case "back":
            return scene_record.back(record)
        case "last":
            return scene_record.without_last(record)
        case "end":
            return replace(record, step="")
        case _ if record.step == ACTIONS and what in DEEDS:
            return scene_record.ticked(record, what)
        case _ if record.step == PERSONS and what in ROLES:
            return scene_record.with_role(record, what)
        case _:
            return None
