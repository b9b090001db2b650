"""A report from its first message on: opened, told, added to, corrected. Each step shows in its line and its alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.core.effects import Effect
from bot.core.log_rows import happened
from bot.core.model.incoming import Message, Person
from bot.core.model.kept import Seen
from bot.core.model.meaning import Judgement, Place
from bot.core.model.report import Report
from bot.core.places import read_correction, read_place
from bot.core.reading.moments import happened_at
from bot.core.reports import alerts, conduct, routing
from bot.core.reports.following import with_witness, witness_in
from bot.core.reports.lifecycle import CLOSED, waits_for_conduct
from bot.core.reports.report_line import missing
from bot.core.reports.telling import show, tell_first, tell_of_move, with_deadline
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.wording import place_of

MOST_WORDS = 8000
"""Characters of all that is added to one report; what is more stays in the stored messages."""
MOST_ATTACHMENTS = 10


def new_report(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Report:
    """The report that this message makes, not yet told to anybody."""
    return Report(
        id=scene.world.next_report_id,
        folio=next_folio(group, scene),
        happened_at=_moment_in(message, scene),
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


def next_folio(group: GroupRules, scene: Scene) -> str:
    """The public number that the next report of the group gets."""
    return f"{group.folio}-{scene.world.next_report_id:06d}"


def with_what_came_before(report: Report, before: list[Seen]) -> Report:
    """The report with the pictures that its author sent before the words, and the last point that they pointed at."""
    pictures = tuple(seen.attachment for seen in before if seen.attachment)
    pin = report.place.pin or next((seen.pin for seen in reversed(before) if seen.pin is not None), None)
    attachments = (*pictures, *report.attachments)[:MOST_ATTACHMENTS]
    return replace(report, attachments=attachments, place=replace(report.place, pin=pin))


def open_report(report: Report, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """Record a new report and tell those on duty."""
    report = replace(report, quadrants=routing.quadrants_of(report.place, scene.rules, group.quadrants))
    report = replace(report, asked=missing(report, scene.rules.report))
    reporter = Person(report.reporter_id, report.reporter_name)
    standing = scene.standing(reporter, group)
    yield happened(report, "opened", scene, report.words, by=reporter, standing=standing)
    if waits_for_conduct(report):
        yield from conduct.ask(report, scene)
    else:
        yield from tell_first(with_deadline(report, scene), scene)


def add(report: Report, message: Message, judgement: Judgement, scene: Scene) -> Iterator[Effect]:
    """What the author (or a witness) adds: words, a place, a picture; it may turn the report into an emergency."""
    standing = scene.standing_towards(report, message.author)
    yield happened(report, "added", scene, message.text, by=message.author, standing=standing)
    if report.state in CLOSED:
        return  # a thank-you, most often; it is in the log
    judgement = _with_place(judgement, message, scene)
    # a witness who quotes nothing may speak of something else: they add to the place, and take nothing back
    may_correct = message.author.id == report.reporter_id or message.reply_to is not None
    corrected = read_correction(message.text, report.place, scene.rules) if may_correct else None
    if corrected is not None:
        judgement = replace(judgement, place=replace(corrected, pin=message.pin))
    added = replace(with_attachments(report, [message]), place=corrected or report.place)
    if message.author.id == report.reporter_id and report.happened_at is None:
        added = replace(added, happened_at=_moment_in(message, scene))
    witness = witness_in(report, message.author.id)
    if witness is not None:  # their words stand with them
        more = replace(witness, words=more_words(witness.words, message.text))
        added = with_witness(added, more)
    else:
        added = replace(added, words=more_words(report.words, message.text))
    yield from revise(report, added, message, judgement, scene)


def correct(report: Report, message: Message, before: str, judgement: Judgement, scene: Scene) -> Iterator[Effect]:
    """The author edited a message of the report: the same report, with the new words in the place of the old."""
    if message.text != before:
        standing = scene.standing_towards(report, message.author)
        yield happened(report, "edited", scene, message.text, by=message.author, standing=standing)
    elif report.state in CLOSED:
        return  # a live location that goes on moving
    revised = replace(report, words=_corrected(report.words, before, message.text)[:MOST_WORDS])
    revised = with_attachments(revised, [message])
    judgement = _with_place(judgement, message, scene)
    if message.text != before:
        revised = replace(revised, happened_at=_moment_in(message, scene) or report.happened_at)
    if message.message_id == report.message_id and message.chat_id == report.chat_id:
        # the message that made the report is the best witness: its new words replace the old
        revised = _retold(revised, judgement)
    elif message.text != before:
        was = read_place(before, scene.rules)
        revised = replace(revised, place=_moved(report.place, was, judgement.place))
    yield from revise(report, revised, message, judgement, scene)


def more_words(words: str, more: str) -> str:
    """All that somebody has said, one message a line."""
    return "\n".join(part for part in (words, more) if part)[:MOST_WORDS]


def with_attachments(report: Report, sent: Iterable[Message | Seen]) -> Report:
    """The report with the files of these messages; their places in it never change."""
    attachments = report.attachments
    for each in sent:
        if each.attachment is not None and each.attachment not in attachments:
            attachments = (*attachments, each.attachment)
    return replace(report, attachments=attachments[:MOST_ATTACHMENTS])


def _moment_in(message: Message, scene: Scene) -> datetime | None:
    return happened_at(message.text, message.sent_at, scene.rules.timezone)


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


def revise(before: Report, report: Report, message: Message, judgement: Judgement, scene: Scene) -> Iterator[Effect]:
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
        report = with_deadline(replace(report, category=judgement.category or report.category), scene)
    still = missing(report, scene.rules.report)
    asked = {*report.asked, "place"} if "street" in report.asked else set(report.asked)
    report = replace(report, asked=tuple(what for what in still if what in asked))
    held = waits_for_conduct(before)
    if held and waits_for_conduct(report):
        yield from conduct.after_more_words(report, message, scene)
        return
    if held and not report.emergency:  # what they do may be called by its name
        report = replace(report, category=judgement.category or report.category, escalate_at=None)
    moved = _is_elsewhere(before.place, report.place)
    if moved:
        yield happened(report, "moved", scene, _from_to(before, report, scene))
    is_now_for_others = held or report.quadrants != before.quadrants or report.emergency != before.emergency
    if is_now_for_others and report.state not in CLOSED:
        yield from tell_first(report, scene, alerts.moved_to(report.place) if moved else alerts.EMERGENCY)
    elif moved and report.state not in CLOSED:
        yield from tell_of_move(report, scene)
    else:
        yield from show(report, scene)


def _is_elsewhere(before: Place, now: Place) -> bool:
    """Whether another street or number is named than the one that was; naming one at last is no move."""
    pairs = ((before.street, now.street), (before.number, now.number))
    return any(was is not None and was != is_now for was, is_now in pairs)


def _from_to(before: Report, report: Report, scene: Scene) -> str:
    say = scene.say_about(report)
    return f"{place_of(before.place, say)} → {place_of(report.place, say)}"


def _merged(place: Place, more: Place) -> Place:
    """What was known of the place, completed by what has been added."""
    same_street = more.street is None or place.street in (None, more.street)
    return Place(
        street=place.street or more.street,
        number=place.number or (more.number if same_street else None),
        cross_street=place.cross_street or (more.cross_street if same_street else more.street),
        landmark=place.landmark or more.landmark,
        pin=more.pin or place.pin,
    )
