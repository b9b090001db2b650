"""An open report of which nobody has said anything for long: who is on duty is asked, until somebody says something.

First its owner is asked, then all on duty in the quadrant, at last the commanders. An emergency that still escalates
is not asked about beside that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.administrators import tell_administrators
from bot.core.answers import undoing
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.report import Report
from bot.core.reports import alerts
from bot.core.reports.escalation import escalate
from bot.core.reports.lifecycle import CLOSED, UNANSWERED
from bot.core.reports.recipients import Recipient, codes_around, first_told, reachable, with_told, without_it
from bot.core.reports.telling import show
from bot.core.rules.model import Commander, Officer
from bot.core.scene import Scene
from bot.core.wording import in_words


def on_deadline(report: Report, scene: Scene) -> Iterator[Effect]:
    """Do what has fallen due for a report: the next step of its escalation, a question about it, the end of a minute.

    One of them at a time, in this order; what else is due, the next sweep does.
    """
    if report.escalate_at is not None and report.escalate_at <= scene.now:
        yield from escalate(report, scene)
    elif report.ask_at is not None and report.ask_at <= scene.now:
        yield from _ask(report, scene)
    elif report.undo is not None and report.undo.until <= scene.now:
        yield from undoing.lapse(report, scene)


def _ask(report: Report, scene: Scene) -> Iterator[Effect]:
    """One question, however long ago it fell due; the next one is due from now on."""
    escalates = report.escalate_at is not None and report.state in UNANSWERED
    if report.state in CLOSED or escalates or report.asks >= scene.rules.asking.times:
        yield from show(replace(report, ask_at=None), scene)
        return
    people = _whom(report, scene)
    yield happened(report, "asked_for_news", scene, ", ".join(each.name for each in people))
    new = without_it(people, report, scene)
    asked = replace(with_told(report, new), asks=report.asks + 1, ask_at=None, updated_at=scene.now)
    yield from alerts.tell(asked, new, scene)
    step = f"{alerts.NEWS}@{report.ask_at:%y%m%d%H%M%S}"  # each question is a message of its own
    yield from (Send(alerts.reminder(asked, each, step, scene)) for each in people)
    yield from show(asked, scene)
    if not people:
        group = scene.group_rules(report.group_id)
        text = scene.say(group)("admin.no_news", **in_words(report, scene))
        yield from tell_administrators(f"no_news:{report.id}:{step}", text, scene, group, urgent=report.emergency)


def _whom(report: Report, scene: Scene) -> list[Recipient]:
    """Whose turn it is to be asked; where none of them can be, those whose turn is next."""
    on_duty = first_told(report, scene)
    owner = [each for each in on_duty if scene.telegram_id(each.telegram) == report.owner_id]
    commanders = scene.commanders_of(codes_around(report, scene))
    turns: list[list[Officer | Commander]] = [[*owner], [*on_duty], [*commanders]]
    is_last = report.asks + 1 >= scene.rules.asking.times
    first = 2 if is_last and report.asks > 0 else min(report.asks, 1)
    found = (reachable(people, scene) for people in turns[first:])
    return next((people for people in found if people), [])
