"""A witness's words that turn out to be another incident become a report of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import screening
from bot.core.answering import answer_tap
from bot.core.effects import Effect, SaveMessage, Send
from bot.core.log_rows import happened
from bot.core.model.incoming import Message, Person
from bot.core.model.kept import Seen
from bot.core.model.kinds import Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.model.report import Report, Witness
from bot.core.places import read_place
from bot.core.places.nearness import Nearness, nearness
from bot.core.reports import reporting
from bot.core.reports.following import MERE_ANSWER, witness_in
from bot.core.reports.lifecycle import CLOSED
from bot.core.reports.telling import show
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.core.tapped import Tapped
from bot.core.witnesses.witness_words import parted_line


def on_split(tapped: Tapped, person_id: int) -> Iterator[Effect]:
    """A witness's words are another incident, say they themselves, the police, or an administrator."""
    report, scene = tapped.report, tapped.scene
    theirs = tapped.person.id == person_id
    witness = witness_in(report, person_id)
    if not (theirs or tapped.standing.is_police or scene.administers(tapped.person, tapped.group)):
        yield from tapped.refuse("tap.not_your_words", "split")
    elif witness is None:
        yield tapped.answer("tap.parted_already")
    elif _is_too_late(report, scene):
        yield tapped.answer("tap.unknown")
    else:
        yield answer_tap(tapped.tap, tapped.say("tap.parted", folio=reporting.next_folio(tapped.group, scene)))
        yield from split(report, witness, tapped.person, tapped.standing, tapped.group, scene)


def split(
    report: Report, witness: Witness, by: Person, standing: Standing, group: GroupRules, scene: Scene
) -> Iterator[Effect]:
    """Take the witness out of the report and open their own, which those on duty are told of as of any other.

    What they completed the old report with (a number, a picture) stays there: too much does less harm than too little.
    """
    chat_id = report.group_id if witness.chat_id < 0 else witness.chat_id  # the group may have moved since
    seen = scene.world.messages.get((chat_id, witness.message_id))
    message = _as_written(witness, chat_id, seen)
    judgement = _judged_anew(message, seen, report, scene)
    new = replace(reporting.new_report(message, judgement, group, scene), words=witness.words)
    yield happened(report, "split", scene, f"{new.folio}: {witness.words}", by=by, standing=standing)
    left = tuple(each for each in report.witnesses if each.person_id != witness.person_id)
    yield from show(replace(report, witnesses=left, updated_at=scene.now), scene)
    yield Send(parted_line(report, witness, new.folio, scene))
    if seen is not None:
        yield SaveMessage(replace(seen, report_id=new.id))
    yield from reporting.open_report(new, group, scene)


def parted_by(report: Report, message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> list[Effect]:
    """What follows where a witness who had named no place says now where, and it is elsewhere; else nothing."""
    witness = witness_in(report, message.author.id)
    if witness is None or judgement.rule != MERE_ANSWER or read_place(witness.words, scene.rules).known:
        return []
    if nearness(judgement.place, report.place, scene.rules) is not Nearness.APART:
        return []
    witness = replace(witness, words=reporting.more_words(witness.words, message.text))
    standing = scene.standing(message.author, group)
    return [*split(report, witness, message.author, standing, group, scene)]


def _is_too_late(report: Report, scene: Scene) -> bool:
    """Whether it was closed so long ago that whoever pressed it knows of no closing that crossed their tap."""
    closed_at = report.closed_at or report.updated_at
    return report.state in CLOSED and scene.now - closed_at > scene.rules.report.same_incident


def _as_written(witness: Witness, chat_id: int, seen: Seen | None) -> Message:
    """The message with which they told of it, with all that they added; not as a reply to what it is not about."""
    if seen is not None:
        return replace(seen.message, text=witness.words, reply_to=None)
    return Message(
        update_id=0,
        chat_id=chat_id,
        message_id=witness.message_id,
        author=Person(witness.person_id, witness.name),
        sent_at=witness.at,
        text=witness.words,
    )


def _judged_anew(message: Message, seen: Seen | None, report: Report, scene: Scene) -> Judgement:
    """What their words are by themselves: a report in any case, and no less urgent than when they were written."""
    said = Said(text=message.text, kind=message.kind, sent_at=message.sent_at, pin=message.pin)
    judgement = screening.judge(said, scene.rules)
    place = judgement.place if message.pin is None else replace(judgement.place, pin=message.pin)
    category = judgement.category or (seen.category if seen else None) or report.category
    emergency = judgement.emergency or (seen.emergency if seen else report.emergency)
    return replace(judgement, verdict=Verdict.REPORT, category=category, emergency=emergency, place=place)
