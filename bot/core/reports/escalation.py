"""While nobody on duty has answered an emergency: who hears of it next, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.administrators import tell_administrators
from bot.core.effects import Effect, SaveReport, Send
from bot.core.log_rows import happened
from bot.core.model.report import Report
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.reports import alerts, conduct
from bot.core.reports.lifecycle import UNANSWERED, round_of, waits_for_conduct
from bot.core.reports.recipients import Recipient, codes_around, reachable, recipients_of, with_told
from bot.core.reports.telling import nobody_told, show
from bot.core.rules.model import Commander, EscalationStep, Officer
from bot.core.scene import Scene
from bot.core.wording import in_words_of_silence


def escalate(report: Report, scene: Scene) -> Iterator[Effect]:
    """Do every step that is due; after an outage they follow one another at once."""
    steps = scene.rules.escalation
    if report.escalate_at is None or report.escalate_at > scene.now:
        return
    if waits_for_conduct(report):  # nobody was told of it: what is due is the end of waiting
        yield from conduct.keep(report, scene)
        return
    if report.state not in UNANSWERED or report.escalation_step >= len(steps):
        yield SaveReport(replace(report, escalate_at=None))
        return
    # the first step fell due at `escalate_at`: that fixes when the clock of this report began
    began_at = report.escalate_at - steps[report.escalation_step].after
    while report.escalation_step < len(steps) and began_at + steps[report.escalation_step].after <= scene.now:
        step = steps[report.escalation_step]
        told = _told_by(step, report, scene)
        yield from _step(step, report, told, scene)
        report = with_told(replace(report, escalation_step=report.escalation_step + 1), told)
    left = steps[report.escalation_step :]
    report = replace(report, escalate_at=began_at + left[0].after if left else None, updated_at=scene.now)
    yield from show(report, scene)


def _told_by(step: EscalationStep, report: Report, scene: Scene) -> list[Recipient]:
    codes = codes_around(report, scene)
    people: tuple[Officer, ...] | tuple[Commander, ...] = ()
    if step.to == "quadrant":
        people = scene.on_duty(codes)
    elif step.to == "commander":
        people = scene.commanders_of(codes)
    told = reachable(people, scene)
    if not told and step.to == "quadrant":
        return recipients_of(report, scene)  # those around who have it in their stead
    return told


def _step(step: EscalationStep, report: Report, told: list[Recipient], scene: Scene) -> Iterator[Effect]:
    yield happened(report, "escalated", scene, _whom(step, told))
    if step.to == "group":
        yield from _word_to_group(report, scene)
        return
    have = {recipient.id for recipient in recipients_of(report, scene)}
    for recipient in told:
        if alerts.waits_to_be_sent(report, recipient, scene):
            continue  # it rings when it comes
        if recipient.id in have:
            # by its place in the rules: two steps to the same people are two reminders
            yield Send(alerts.reminder(report, recipient, f"{report.escalation_step}{round_of(report)}", scene))
        else:
            yield from alerts.tell(report, [recipient], scene)
    if not told and not have:
        yield from nobody_told(report, scene)
    elif not told:
        yield from _nobody_else(report, scene)


def _whom(step: EscalationStep, told: list[Recipient]) -> str:
    return f"{step.to}: {', '.join(to.name for to in told)}" if told else step.to


def _nobody_else(report: Report, scene: Scene) -> Iterator[Effect]:
    """Those who were told say nothing, and whoever should hear of it next cannot be written to."""
    group = scene.group_rules(report.group_id)
    text = scene.say(group)("admin.unanswered", **in_words_of_silence(report, scene))
    yield from tell_administrators(f"unanswered:{report.id}{round_of(report)}", text, scene, group, urgent=True)


def _word_to_group(report: Report, scene: Scene) -> Iterator[Effect]:
    """The neighbours hear that nobody has answered; who reported in private hears it there as well."""
    say = scene.say_about(report)
    text = say("escalation.group", number=scene.rules.emergency_number, **in_words_of_silence(report, scene))
    for chat_id in dict.fromkeys((report.group_id, report.chat_id)):
        here = chat_id == report.chat_id
        yield Send(
            Outgoing(
                key=f"escalation:{report.id}:{report.escalation_step}{round_of(report)}:{chat_id}",
                action=Say(
                    chat_id=chat_id,
                    text=text,
                    reply_to=report.message_id if here else None,
                    thread_id=report.thread_id if here else None,
                    facts={"silence": text, "round": round_of(report)},
                ),
                priority=Priority.ESCALATION,
                purpose=Purpose.ESCALATION,
                report_id=report.id,
            )
        )
