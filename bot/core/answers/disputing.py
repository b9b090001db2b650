"""A closing that is not true: who reported it says that it goes on, or a commander does, and it is open again.

Those on duty now are told at once, as of a new one; nobody owns it any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.answers.closing_words import may_still_be_disputed, tells_of_this_closing
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.incoming import Message, Person
from bot.core.model.kinds import Reason, Role, State, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.reading.replies import says_it_goes_on
from bot.core.reports import alerts, following
from bot.core.reports.lifecycle import round_of
from bot.core.reports.recipients import first_told, who_can_be_told, with_told, without_it
from bot.core.reports.reporting import more_words
from bot.core.reports.telling import nobody_told, show, with_deadline
from bot.core.scene import Scene

_HARMLESS = frozenset({Reason.OFF_TOPIC, Reason.GOSSIP, Reason.EMOTICONS, Reason.JOKE})


def may_dispute(person: Person, report: Report, scene: Scene) -> bool:
    """Whether their word counts: they reported it, or command there."""
    if following.was_reported_by(person.id, report):
        return True
    return scene.standing_towards(report, person).role is Role.COMMANDER


def disputed_in(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    """The closed report that a reply clearly says goes on. In doubt none: then the words go the way of all others."""
    if message.edited:
        return None
    if judgement.verdict is Verdict.REJECT and judgement.reason not in _HARMLESS:
        return None
    report = following.replied_to(message, scene)
    if report is None and message.private and message.reply_to is None:
        report = _only_one_told_of(message.chat_id, scene)
    if report is None or not may_still_be_disputed(report, scene) or not may_dispute(message.author, report, scene):
        return None
    if not says_it_goes_on(message.text):  # asked late, for reading costs more than looking up
        return None
    is_worse = judgement.emergency and not report.emergency
    street = judgement.place.street
    is_elsewhere = street is not None and report.place.street is not None and street != report.place.street
    return None if is_worse or is_elsewhere else report  # such a one is a report of its own


def by_words(report: Report, message: Message, scene: Scene) -> Iterator[Effect]:
    """Reopen it; what was said belongs to it, as its author's own words. A commander's are in the log."""
    author, told = message.author.id, report
    if author == report.reporter_id:
        told = replace(report, words=more_words(report.words, message.text))
    elif (witness := following.witness_in(report, author)) is not None:
        said = replace(witness, words=more_words(witness.words, message.text), at=message.sent_at)
        told = following.with_witness(report, said)
    yield from reopen(told, message.author, message.text, scene)


def reopen(report: Report, by: Person, words: str, scene: Scene) -> Iterator[Effect]:
    """Open again what is closed. The log keeps the outcome that was given, and every moment of the answers."""
    standing = scene.standing_towards(report, by)
    yield happened(report, "disputed", scene, words, by=by, standing=standing)
    report = replace(
        report,
        state=State.FORWARDED if report.forwarded_at is not None else State.RECEIVED,
        owner_id=None,
        owner_name=None,
        owned_at=None,
        acknowledged_at=None,
        en_route_at=None,
        on_scene_at=None,
        closed_at=None,
        outcome="",
        referred_to="",
        undo=None,
        escalate_at=None,
        escalation_step=0,
        ask_at=None,
        asks=0,
        disputed_at=scene.now,
        updated_at=scene.now,
    )
    yield from _tell_again(with_deadline(report, scene), by, scene)


def _tell_again(report: Report, by: Person, scene: Scene) -> Iterator[Effect]:
    """Those on duty now hear it ring, whether they had it before or not; when none of them can, the next who can."""
    present = first_told(report, scene)
    people = [each for each in who_can_be_told(report, present, scene) if each.id != by.id]
    new = without_it(people, report, scene)
    report = with_told(report, people)
    yield from alerts.note_unreachable(report, present, scene)
    yield from alerts.tell(report, new, scene)
    for each in people:
        yield Send(alerts.reminder(report, each, f"{alerts.GOES_ON}{round_of(report)}", scene))
    yield from show(report, scene)
    if not people:
        yield from nobody_told(report, scene)


def _only_one_told_of(chat_id: int, scene: Scene) -> Report | None:
    """The report whose closing was told in this private chat, where there is just one."""
    told = [
        report
        for report in scene.world.reports.values()
        if any(
            post.outgoing.action.chat_id == chat_id and post.message_id and tells_of_this_closing(post, report)
            for post in scene.world.posts_of(report.id)
        )
        and may_still_be_disputed(report, scene)
    ]
    return told[0] if len(told) == 1 else None
