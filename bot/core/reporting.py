"""A report from its first message on: opened, told, added to, corrected. Each step shows in its line and its alerts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import alerts, routing
from bot.core.administrators import administrators_of, tell_administrators
from bot.core.effects import Effect, Log, SaveReport, Send
from bot.core.lifecycle import CLOSED, UNANSWERED
from bot.core.model import Judgement, LogRow, Message, Person, Place, Report, Role
from bot.core.places import read_place
from bot.core.report_line import line, missing, words_that_were_answered
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.wording import category_of, place_of

MOST_WORDS = 8000
"""Characters of all that is added to one report; what is more stays in the stored messages."""
MOST_ATTACHMENTS = 10


def new_report(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Report:
    """The report that this message makes, not yet told to anybody."""
    return Report(
        id=scene.world.next_report_id,
        folio=f"{group.folio}-{scene.world.next_report_id:06d}",
        group_id=scene.chat_of(group),
        chat_id=message.chat_id,
        message_id=message.message_id,
        thread_id=message.thread_id,
        reporter_id=message.author.id,
        reporter_name=message.author.name,
        category=judgement.category,
        emergency=judgement.emergency,
        words=message.text,
        place=judgement.place,
        attachments=(message.attachment,) if message.attachment else (),
        opened_at=message.sent_at,
        updated_at=scene.now,
        rules_version=scene.rules.version,
    )


def open_report(report: Report, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """Record a new report and tell those on duty."""
    report = replace(report, quadrants=routing.quadrants_of(report.place, scene.rules, group.quadrants))
    report = replace(report, asked=missing(report, scene.rules.report))
    reporter = Person(report.reporter_id, report.reporter_name)
    yield Log(_row(report, scene, "opened", report.words, reporter, scene.standing(reporter, group).role))
    yield from _tell_first(_with_deadline(report, scene), scene)


def add(report: Report, message: Message, judgement: Judgement, scene: Scene) -> Iterator[Effect]:
    """What the author (or a witness) adds: words, a place, a picture; it may turn the report into an emergency."""
    by = scene.standing(message.author, scene.group_rules(report.group_id))
    yield Log(_row(report, scene, "added", message.text, message.author, by.role))
    if report.state in CLOSED:
        return  # a thank-you, most often; it is in the log
    judgement = _with_place(judgement, message, scene)
    words = "\n".join(part for part in (report.words, message.text) if part)[:MOST_WORDS]
    attachments = report.attachments
    if message.attachment is not None and message.attachment not in attachments:
        attachments = (*attachments, message.attachment)[:MOST_ATTACHMENTS]
    yield from _revise(report, replace(report, words=words, attachments=attachments), judgement, scene)


def correct(report: Report, message: Message, before: str, judgement: Judgement, scene: Scene) -> Iterator[Effect]:
    """The author edited a message of the report: the same report, with the new words in the place of the old."""
    if message.text != before:
        yield Log(_row(report, scene, "edited", message.text, message.author, None))
    elif report.state in CLOSED:
        return  # a live location that goes on moving
    revised = replace(report, words=_corrected(report.words, before, message.text)[:MOST_WORDS])
    if message.attachment is not None and message.attachment not in report.attachments:
        revised = replace(revised, attachments=(*report.attachments, message.attachment)[:MOST_ATTACHMENTS])
    judgement = _with_place(judgement, message, scene)
    if message.message_id == report.message_id and message.chat_id == report.chat_id:
        # the message that made the report is the best witness: its new words replace the old
        revised = _retold(revised, judgement)
    elif message.text != before:
        was = read_place(before, scene.rules)
        revised = replace(revised, place=_moved(report.place, was, judgement.place))
    yield from _revise(report, revised, judgement, scene)


def _with_place(judgement: Judgement, message: Message, scene: Scene) -> Judgement:
    """Where alone it was no report, nobody looked for a place in it."""
    if judgement.place.known:
        return judgement
    return replace(judgement, place=read_place(message.text, scene.rules, links=message.links))


def _moved(place: Place, was: Place, said: Place) -> Place:
    """The place, with what an edited message now says of it instead of what it had said."""
    if was.street is not None and was.street == place.street and said.street is not None:
        return replace(place, street=said.street, number=said.number, cross_street=said.cross_street)
    if was.number is not None and was.number == place.number and said.number is not None:
        return replace(place, number=said.number)
    return place


def _corrected(words: str, before: str, now: str) -> str:
    """All that was said, with one message's new words in the place of its old ones."""
    if before and before in words:
        return words.replace(before, now, 1)
    return "\n".join(part for part in (words, now) if part) if now and now != before else words


def _retold(report: Report, judgement: Judgement) -> Report:
    """What the report's own message now says of where and what; it stays an emergency if it was one."""
    said = judgement.place
    if said.street:
        place = replace(report.place, street=said.street, number=said.number, cross_street=said.cross_street)
        report = replace(report, place=place)
    if judgement.category is not None and (judgement.emergency or not report.emergency):
        report = replace(report, category=judgement.category)
    return report


def show(report: Report, scene: Scene) -> Iterator[Effect]:
    """Store the report and bring its line and its alerts up to date."""
    yield SaveReport(report)
    for recipient in alerts.recipients_of(report, scene):
        yield Send(alerts.alert(report, recipient, scene))
        yield from (Send(outgoing) for outgoing in alerts.attachments(report, recipient))
    yield from (Send(outgoing) for outgoing in alerts.standing_reminders(report, scene))
    yield from (Send(outgoing) for outgoing in words_that_were_answered(report, scene))
    yield Send(line(report, scene))


def nobody_told(report: Report, scene: Scene) -> Iterator[Effect]:
    """No officer and no commander can be written to: the administrators are the last who can help."""
    group = scene.group_rules(report.group_id)
    say = scene.say(group)
    text = say(
        "admin.nobody",
        folio=report.folio,
        category=category_of(report.category, say),
        place=place_of(report.place, say),
    )
    text = "\n".join([text, *alerts.place_and_words(report, scene, say)])
    yield from tell_administrators(f"nobody:{report.id}", text, scene, group, urgent=report.emergency)
    for administrator in administrators_of(group, scene):
        recipient = alerts.Recipient(administrator, "")
        yield from (Send(outgoing) for outgoing in alerts.attachments(report, recipient))


def _row(report: Report, scene: Scene, event: str, text: str, by: Person, role: Role | None) -> LogRow:
    return LogRow(
        report_id=report.id,
        folio=report.folio,
        at=scene.now,
        event=event,
        by_id=by.id,
        by_name=by.name,
        role=role or Role.NEIGHBOR,
        text=text,
    )


def _with_deadline(report: Report, scene: Scene) -> Report:
    if not report.emergency or not scene.rules.escalation or report.state not in UNANSWERED:
        return report
    return replace(report, escalate_at=scene.now + scene.rules.escalation[0].after, escalation_step=0)


def _tell_first(report: Report, scene: Scene) -> Iterator[Effect]:
    """Tell everybody who should hear of it now; when none of them can be written to, the next who can."""
    group = scene.group_rules(report.group_id)
    on_duty = alerts.first_told(report, scene)
    recipients = alerts.reachable(on_duty, scene)
    elsewhere = False
    if not recipients:
        recipients = alerts.reachable(alerts.next_told(report, scene), scene)[:1]
        elsewhere = True
    yield from alerts.note_unreachable(report, on_duty, scene)
    for officer in on_duty:
        if officer.name not in {recipient.name for recipient in recipients}:
            yield from _ask_administrators_about(officer.name, scene.telegram_id(officer.telegram), scene, group)
    names = [recipient.name for recipient in recipients if recipient.name not in report.told]
    report = replace(report, told=(*report.told, *names))
    if report.emergency:  # whoever has it as an ordinary report would not hear that it has become an emergency
        for known in alerts.recipients_of(report, scene):
            yield Send(alerts.reminder(report, known, "emergency", scene))
    yield from alerts.tell(report, recipients, scene, elsewhere=elsewhere)
    yield from show(report, scene)
    if not recipients:
        yield from nobody_told(report, scene)


def _ask_administrators_about(
    name: str, telegram_id: int | None, scene: Scene, group: GroupRules | None
) -> Iterator[Effect]:
    key = "admin.unbound" if telegram_id is None else "admin.unreachable"
    # once a day and officer: the administrators know it by then
    about = f"unreachable:{name}:{scene.now:%Y%m%d}"
    yield from tell_administrators(about, scene.say(group)(key, name=name), scene, group)


def _revise(before: Report, report: Report, judgement: Judgement, scene: Scene) -> Iterator[Effect]:
    """Take over what the new words say, and tell those whom the change makes it a matter of."""
    group = scene.group_rules(report.group_id)
    place = _merged(report.place, judgement.place)
    quadrants = report.quadrants
    if group is not None and place != before.place:
        quadrants = routing.quadrants_of(place, scene.rules, group.quadrants) or quadrants
    report = replace(
        report,
        place=place,
        quadrants=quadrants,
        category=report.category or judgement.category,
        emergency=report.emergency or judgement.emergency,
        updated_at=scene.now,
    )
    if judgement.emergency and not before.emergency:
        report = _with_deadline(replace(report, category=judgement.category or report.category), scene)
    still = missing(report, scene.rules.report)
    asked = {*report.asked, "place"} if "street" in report.asked else set(report.asked)
    report = replace(report, asked=tuple(what for what in still if what in asked))
    is_now_for_others = report.quadrants != before.quadrants or report.emergency != before.emergency
    if is_now_for_others and report.state not in CLOSED:
        yield from _tell_first(report, scene)
    else:
        yield from show(report, scene)


def _merged(place: Place, more: Place) -> Place:
    """What was known of the place, completed by what has been added."""
    same_street = more.street is None or place.street in (None, more.street)
    corrected = more.number if more.street is not None and more.street == place.street else None
    return Place(
        street=place.street or more.street,
        number=corrected or place.number or (more.number if same_street else None),
        cross_street=place.cross_street or (more.cross_street if same_street else more.street),
        landmark=place.landmark or more.landmark,
        pin=more.pin or place.pin,
    )
