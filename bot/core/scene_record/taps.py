"""Taps below the questions of a record. Data may be forged: only its officer moves it, while the rules name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons
from bot.core.effects import Effect
from bot.core.log_rows import happened
from bot.core.model.incoming import Tap
from bot.core.model.report import Report
from bot.core.scene import Scene, Standing
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.dialogue import ask, begin, finish
from bot.core.scene_record.model import ACTIONS, DEEDS, PERSONS, ROLES, SceneRecord

_REFUSED = "record"


def begin_record(tap: Tap, pressed: buttons.BeginRecord, scene: Scene) -> tuple[str, Iterator[Effect]]:
    """The words that answer the tap, and what follows from it."""
    report = scene.world.reports.get(pressed.report_id)
    group = scene.group_rules(report.group_id) if report is not None else None
    say = scene.say(group)
    if report is None or group is None:
        return say("tap.unknown"), iter(())
    standing = scene.standing(tap.person, group)
    if not standing.is_police:
        return say("tap.not_yours"), _refused(tap, report, standing, scene)
    # the tap's own number: the question comes to stand at the bottom, wherever the button was
    return say("record.begun", folio=report.folio), begin(report, tap.person, standing, tap.update_id, scene)


def answer_record(tap: Tap, pressed: buttons.AnswerRecord, scene: Scene) -> tuple[str, Iterator[Effect]]:
    """The words that answer the tap, and what follows from it."""
    record = scene.world.records.get(pressed.record_id)
    report = scene.world.reports.get(record.report_id) if record is not None else None
    group = scene.group_rules(report.group_id) if report is not None else None
    say = scene.say(group)
    if record is None or report is None or group is None:
        return say("tap.unknown"), iter(())
    standing = scene.standing(tap.person, group)
    if not standing.is_police or record.officer_id != tap.person.id:
        words = say("record.anothers" if standing.is_police else "tap.not_yours")
        return words, _refused(tap, report, standing, scene)
    if pressed.what == "again" and record.finished_at is not None:
        opened = replace(record, step=scene_record.STEPS[0], finished_at=None)
        opened = opened.following(tap.update_id)
        return say("record.begun", folio=report.folio), ask(opened, opened, report, scene)
    if record.finished_at is not None:
        return say("record.finished"), iter(())
    if pressed.step != record.step:
        return say("record.passed"), iter(())
    after = moved(record, pressed.what)
    if after is None:
        return say("tap.unknown"), iter(())
    if not after.step:
        return say("record.done", folio=report.folio), finish(after, report, tap.person, standing, scene)
    return "", ask(record, after, report, scene)


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


def _refused(tap: Tap, report: Report, standing: Standing, scene: Scene) -> Iterator[Effect]:
    yield happened(report, "refused", scene, _REFUSED, by=tap.person, standing=standing)
