"""Telling those whom a report is a matter of, and keeping what they see of it up to date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.administrators import administrators_of, tell_administrators
from bot.core.answers.closing_words import words_as_they_stand
from bot.core.effects import Effect, SaveReport, Send
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.referrals.automatic import automatic_referral
from bot.core.reports import alerts
from bot.core.reports.lifecycle import CLOSED, UNANSWERED, round_of
from bot.core.reports.recipients import (
    Recipient,
    first_told,
    is_reporter,
    next_told,
    reachable,
    recipients_of,
    with_told,
)
from bot.core.reports.report_line import line, words_that_were_answered
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.witnesses.witness_words import lines_to_update
from bot.core.wording import in_words


def show(report: Report, scene: Scene) -> Iterator[Effect]:
    """Store the report, with the moment to ask for news of it, and bring its line and its alerts up to date."""
    report = _with_question(report, scene)
    yield SaveReport(report)
    yield from automatic_referral(report, scene)
    for recipient in recipients_of(report, scene):
        yield Send(alerts.alert(report, recipient, scene))
        yield from (Send(outgoing) for outgoing in alerts.attachments(report, recipient, scene))
    yield from (Send(outgoing) for outgoing in alerts.standing_reminders(report, scene))
    yield from (Send(outgoing) for outgoing in words_that_were_answered(report, scene))
    yield from (Send(outgoing) for outgoing in words_as_they_stand(report, scene))
    yield Send(line(report, scene))
    yield from (Send(outgoing) for outgoing in lines_to_update(report, scene))


def tell_first(report: Report, scene: Scene, news: str = alerts.EMERGENCY) -> Iterator[Effect]:
    """Tell everybody who should hear of it now; when none of them can be written to, the next who can.

    ``news``: what those who have it already hear: that it is an emergency, or where it is now (`alerts.moved_to`).
    """
    group = scene.group_rules(report.group_id)
    on_duty = first_told(report, scene)
    recipients = reachable(on_duty, scene)
    elsewhere = False
    if not recipients:
        around = [each for each in next_told(report, scene) if not is_reporter(each, report, scene)]
        calls_for_backup = any(is_reporter(each, report, scene) for each in scene.rules.officers)
        recipients = reachable(around, scene)[: None if calls_for_backup else 1]
        elsewhere = True
    yield from alerts.note_unreachable(report, on_duty, scene)
    for officer in on_duty:
        if officer.name not in {recipient.name for recipient in recipients}:
            key = "admin.unbound" if scene.telegram_id(officer.telegram) is None else "admin.unreachable"
            yield from out_of_reach(officer.name, key, scene, group)
    report = with_told(report, recipients)
    if report.emergency or news != alerts.EMERGENCY:  # whoever has it already would not hear of the edit of their alert
        yield from alerts.ring(report, news, scene)
    yield from alerts.tell(report, recipients, scene, elsewhere=elsewhere)
    yield from show(report, scene)
    if not recipients:
        yield from nobody_told(report, scene)


def tell_of_move(report: Report, scene: Scene) -> Iterator[Effect]:
    """Whoever has it hears at once that it is elsewhere: an edit in place does not ring."""
    yield from alerts.ring(report, alerts.moved_to(report.place), scene)
    yield from show(report, scene)


def with_deadline(report: Report, scene: Scene) -> Report:
    """The report with the moment at which silence begins to escalate, if it is an emergency that waits."""
    if not report.emergency or not scene.rules.escalation or report.state not in UNANSWERED:
        return report
    return replace(report, escalate_at=scene.now + scene.rules.escalation[0].after, escalation_step=0)


def _with_question(report: Report, scene: Scene) -> Report:
    """The report with the moment at which those on duty are asked for news; none while it escalates, or is closed."""
    rules = scene.rules.asking
    escalates = report.state in UNANSWERED and report.escalate_at is not None
    if report.state in CLOSED or report.state is State.RECEIVED or escalates or report.asks >= rules.times:
        return replace(report, ask_at=None)
    latest = scene.now + (rules.emergency if report.emergency else rules.other)
    return replace(report, ask_at=min(report.ask_at or latest, latest))


def nobody_told(report: Report, scene: Scene) -> Iterator[Effect]:
    """No officer and no commander can be written to: the administrators are the last who can help.

    They hear it ring once, and once more for each time that the report is opened again.
    """
    group = scene.group_rules(report.group_id)
    say = scene.say(group)
    text = "\n".join([say("admin.nobody", **in_words(report, scene)), *alerts.place_and_words(report, scene, say)])
    about = f"nobody:{report.id}{round_of(report)}"
    yield from tell_administrators(about, text, scene, group, urgent=report.emergency)
    for administrator in administrators_of(group, scene):
        recipient = Recipient(administrator, "")
        yield from (Send(outgoing) for outgoing in alerts.attachments(report, recipient, scene))


def out_of_reach(name: str, sentence: str, scene: Scene, group: GroupRules | None) -> Iterator[Effect]:
    """Somebody on duty cannot be written to: news once a day and person, the administrators know it by then."""
    about = f"unreachable:{name}:{scene.now:%Y%m%d}"
    yield from tell_administrators(about, scene.say(group)(sentence, name=name), scene, group)
