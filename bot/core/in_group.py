"""A message in the neighbourhood's group: judged, then reported, added to a report, removed, or left to stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.answers import disputing, responses
from bot.core.breaches.pardon import pardon
from bot.core.breaches.removing import goes_with_album, may_remove, removal, remove
from bot.core.effects import Effect, LookAt, SaveMessage, Withdraw
from bot.core.judging import as_another, judged, of_its_own, said_of
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Kind, Reason, Verdict
from bot.core.model.meaning import NOWHERE, Judgement
from bot.core.model.report import Report
from bot.core.reading.conduct import tells_only_of_looks
from bot.core.reading.echoes import agrees
from bot.core.reports import following, remarks, reporting, rewording
from bot.core.reports.albums import sent_before
from bot.core.reports.lifecycle import waits_for_conduct
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.core.screening.pictures import SETTLING, may_count, needs_sight
from bot.core.witnesses import echoing, merging, splitting, witnessing

_ADDITIONS = frozenset({Reason.OFF_TOPIC, Reason.GOSSIP, Reason.EMOTICONS, Reason.AUDIO, Reason.JOKE})
"""What its author says within minutes of a report belongs to it, though alone it would be one of these."""

_FOLLOW_UPS = frozenset({"pass.follow_up", "pass.answer"})


def on_judged(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """What follows, in the order of the promises: emergencies first, removal last."""
    standing = scene.standing(message.author, group)
    if not standing.is_police:
        judgement = of_its_own(message, judgement, group, scene)
    before = scene.world.messages.get((message.chat_id, message.message_id))
    seen = seen_of(message, judgement, scene, before)
    known = following.report_of(before, scene)

    if before is not None and known is not None and not following.is_new_emergency(known, judgement):
        yield SaveMessage(seen)
        if not standing.is_police or message.author.id == known.reporter_id:  # an answer's new words change no report
            yield from rewording.edited(known, message, before, judgement, group, scene)
        return
    if standing.is_police and (target := following.answered_by_police(message, judgement, scene)) is not None:
        yield SaveMessage(replace(seen, report_id=target.id))
        yield from responses.said_by_police(target, message, judgement, standing, scene)
        return
    if (closed := disputing.disputed_in(message, judgement, scene)) is not None:
        yield SaveMessage(replace(seen, report_id=closed.id))
        yield from disputing.by_words(closed, message, scene)
        return
    yield from _reported_or_removed(message, judgement, before, standing, group, scene)


def _reported_or_removed(
    message: Message, judgement: Judgement, before: Seen | None, standing: Standing, group: GroupRules, scene: Scene
) -> Iterator[Effect]:
    """What says something new: a report, more of one, a breach, or neither."""
    target = following.followed(message, judgement, scene)
    if target is not None and echoing.is_of_another(target, message, judgement):
        target = None
    if target is None and not standing.is_police:
        target, judgement = _of_a_witness(message, judgement, group, scene)
        if target is None and judgement.verdict is Verdict.REPORT:
            target = merging.same_incident(message, judgement, group, scene)
    judgement = remarks.left_to_stand(message, judgement, scene)
    seen = seen_of(message, judgement, scene, before)
    if target is not None and (parted := splitting.parted_by(target, message, judgement, group, scene)):
        yield SaveMessage(replace(seen, report_id=scene.world.next_report_id))
        yield from parted
    elif target is not None and merging.tells_again(target, message, judgement, standing):
        yield from report_or_join(message, judgement, seen, group, scene, target)
    elif target is not None and _is_addition(message, judgement, target, scene):
        yield SaveMessage(replace(seen, report_id=target.id))
        yield from reporting.add(target, message, judgement, scene)
    elif judgement.verdict is Verdict.REPORT:
        yield from report_or_join(message, judgement, seen, group, scene, None)
    elif goes_with_album(message, standing, scene) or (
        may_remove(message, judgement, standing, scene) and not _awaits_sight(message, judgement, group, scene)
    ):
        yield from remove(message, judgement, seen, group, scene)
    else:
        yield SaveMessage(seen)
        if seen.removed_at is None:
            yield from _have_looked_at(message, judgement, group, scene)


def _of_a_witness(
    message: Message, judgement: Judgement, group: GroupRules, scene: Scene
) -> tuple[Report | None, Judgement]:
    """The report that another neighbour adds to without quoting it: what would be a follow-up as a reply is one."""
    if (report := echoing.echoed(message, judgement, scene)) is not None:
        return report, replace(as_another(judgement, report), place=NOWHERE)
    if not remarks.may_be_about_another(message, judgement):
        return None, judgement
    report = remarks.only_recent(message, scene)
    if report is None or echoing.is_another_emergency(report, message.text, judgement):
        return None, judgement
    if agrees(message.text) and echoing.is_of_their_own(report, message.text):
        return None, judgement
    as_reply = judged(replace(message, reply_to=report.message_id), group, scene)
    if as_reply.rule not in _FOLLOW_UPS:
        return None, judgement
    return report, judgement if judgement.emergency else as_reply


def _awaits_sight(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> bool:
    """Whether only its picture can tell if it has to go."""
    has_picture = message.attachment is not None and message.attachment.is_picture
    return has_picture and needs_sight(judgement, said_of(message, group, scene))


def _have_looked_at(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """Have its picture looked at, if what is in it could decide anything."""
    attachment = message.attachment
    if attachment is None or not attachment.is_picture:
        return
    if _awaits_sight(message, judgement, group, scene):
        yield LookAt(message.chat_id, message.message_id, attachment.file_id, scene.now)
    elif may_count(judgement, said_of(message, group, scene), scene.rules):
        since = scene.now if message.edited else message.sent_at
        yield LookAt(message.chat_id, message.message_id, attachment.file_id, since + SETTLING)


def seen_of(message: Message, judgement: Judgement | None, scene: Scene, before: Seen | None) -> Seen:
    """The message as it is stored, with what was decided of it and why."""
    seen = Seen(
        chat_id=message.chat_id,
        message_id=message.message_id,
        update_id=message.update_id,
        person_id=message.author.id,
        person_name=message.author.name,
        kind=message.kind,
        text=message.text,
        sent_at=message.sent_at,
        thread_id=message.thread_id,
        reply_to=message.reply_to,
        album=message.album,
        attachment=message.attachment,
        pin=message.pin and replace(message.pin, title=None),
        rules_version=scene.rules.version,
        flagged=message.kind is Kind.UNKNOWN,
        edited_at=scene.now if message.edited else None,
        report_id=before.report_id if before else None,
        removed_at=before.removed_at if before else None,
        struck=before.struck if before else False,
    )
    if judgement is None:
        return seen
    return replace(
        seen,
        verdict=judgement.verdict,
        rule=judgement.rule,
        reason=judgement.reason,
        category=judgement.category,
        emergency=judgement.emergency,
        evidence=judgement.evidence,
        certainty=judgement.certainty,
    )


def _is_addition(message: Message, judgement: Judgement, target: Report, scene: Scene) -> bool:
    if judgement.verdict is not Verdict.REJECT:
        return True
    if target.reporter_id != message.author.id:
        return False
    unsure = judgement.certainty < scene.rules.screening.certainty  # and would not be removed
    answers = waits_for_conduct(target) and tells_only_of_looks(message.text)  # what was asked, however rudely
    return unsure or answers or judgement.reason in _ADDITIONS


def report_or_join(
    message: Message, judgement: Judgement, seen: Seen, group: GroupRules, scene: Scene, told_again: Report | None
) -> Iterator[Effect]:
    """Open a report, or join the one told again, with the pictures and the point that came before its words."""
    before = sent_before(message, scene)
    report = told_again or reporting.new_report(message, judgement, group, scene)
    yield SaveMessage(replace(seen, report_id=report.id, removed_at=None, struck=False))
    for picture in before:
        yield SaveMessage(replace(picture, report_id=report.id, struck=False))
        if picture.struck:  # it was removed for what it looked like: its words tell that it means something
            yield from pardon(picture, scene)
    if seen.struck:  # its new words call for help: it stays, if it still can
        yield Withdraw(removal(message.chat_id, message.message_id).key)
        yield from pardon(seen, scene)
    if told_again is not None:
        yield from witnessing.join(told_again, message, judgement, before, scene)
    else:
        yield from reporting.open_report(reporting.with_what_came_before(report, before), group, scene)
