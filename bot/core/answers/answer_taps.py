"""Buttons about answers: taking one back, its outcome, saying that it goes on, passing words on to the group.

Each gives the pop-up's words first, then what follows; what is refused is in the log.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answering import answer_below, answer_tap
from bot.core.answers import closing_words, disputing, relaying, undoing
from bot.core.buttons import Content, Dispute, NoComment, Publish, TakeBack
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.incoming import Tap
from bot.core.model.report import Report
from bot.core.reports.lifecycle import CLOSED
from bot.core.scene import Scene

Pressed = TakeBack | NoComment | Dispute | Content | Publish


def on_answer_tap(tap: Tap, pressed: Pressed, scene: Scene) -> Iterator[Effect]:
    """Do what the button says, if this person may."""
    report = scene.world.reports.get(pressed.report_id)
    if report is None or scene.group_rules(report.group_id) is None:
        yield answer_tap(tap, scene.say(None)("tap.unknown"))
        return
    match pressed:
        case TakeBack():
            yield from _take_back(tap, report, scene)
        case NoComment():
            yield from _no_comment(tap, report, scene)
        case Dispute():
            yield from _dispute(tap, report, scene)
        case Content():
            yield from _content(tap, report, scene)
        case Publish(message_id=message_id):
            yield from _publish(tap, report, message_id, scene)


def _take_back(tap: Tap, report: Report, scene: Scene) -> Iterator[Effect]:
    standing = scene.standing(tap.person, scene.group_rules(report.group_id))
    before = report.undo
    if not standing.is_police:
        yield from _refused(tap, report, "tap.not_yours", "undo", scene)
    elif before is None or before.by_id != tap.person.id:
        yield from _refused(tap, report, "tap.undo_not_yours", "undo", scene)
    elif scene.now > before.until:
        yield from _refused(tap, report, "tap.undo_too_late", "undo", scene)
    else:
        say = scene.say(scene.group_rules(report.group_id))
        yield answer_tap(tap, say("tap.undone", folio=report.folio, state=say(f"state.{before.state}")))
        yield from undoing.take_back(report, before, tap.person, standing, scene)


def _no_comment(tap: Tap, report: Report, scene: Scene) -> Iterator[Effect]:
    post = scene.world.posts.get(closing_words.question_key(report, tap.person.id))
    if post is None or not closing_words.asks_for_outcome(post, report):
        yield from _refused(tap, report, "tap.unknown", "no_comment", scene)
        return
    yield _answer(tap, report, "tap.no_comment", scene)
    yield Send(closing_words.answered_question(report, tap.person.id, scene))


def _dispute(tap: Tap, report: Report, scene: Scene) -> Iterator[Effect]:
    if not disputing.may_dispute(tap.person, report, scene):
        yield from _refused(tap, report, "tap.not_reporter", "dispute", scene)
    elif report.state not in CLOSED:
        yield _answer(tap, report, "tap.still_open", scene)
    elif not closing_words.may_still_be_disputed(report, scene):
        yield from _refused(tap, report, "tap.closed_long_ago", "dispute", scene)
    else:
        yield _answer(tap, report, "tap.reopened", scene)
        yield from disputing.reopen(report, tap.person, "", scene)


def _content(tap: Tap, report: Report, scene: Scene) -> Iterator[Effect]:
    if tap.person.id != report.reporter_id:
        yield from _refused(tap, report, "tap.not_reporter", "satisfied", scene)
        return
    if report.state not in CLOSED:
        yield _answer(tap, report, "tap.still_open", scene)
        return
    yield _answer(tap, report, "tap.content", scene)
    told = closing_words.telling_of_this_closing(report, scene)
    if told and not any(map(closing_words.was_thanked, told)):
        standing = scene.standing(tap.person, scene.group_rules(report.group_id))
        yield happened(report, "satisfied", scene, by=tap.person, standing=standing)
    yield from (Send(closing_words.thanked(post, report, scene)) for post in told)


def _publish(tap: Tap, report: Report, message_id: int, scene: Scene) -> Iterator[Effect]:
    """Only who wrote it passes it on, and only what they wrote about this report."""
    standing = scene.standing(tap.person, scene.group_rules(report.group_id))
    seen = scene.world.messages.get((tap.person.id, message_id))
    if not standing.is_police:
        yield from _refused(tap, report, "tap.not_yours", "publish", scene)
    elif seen is None or seen.person_id != tap.person.id or seen.report_id != report.id or not seen.text.strip():
        yield from _refused(tap, report, "tap.unknown", "publish", scene)
    elif relaying.key_of_relay(report.id, seen.chat_id, seen.message_id) in scene.world.posts:
        yield _answer(tap, report, "tap.published_already", scene)
    else:
        say = scene.say(scene.group_rules(report.group_id))
        yield answer_tap(tap, say("tap.published"))
        yield happened(report, "relayed", scene, seen.text, by=tap.person, standing=standing)
        yield from relaying.publish(report, seen, standing, scene)
        yield Send(answer_below(tap.person.id, message_id, say("tap.published")))


def _answer(tap: Tap, report: Report, sentence: str, scene: Scene) -> Send:
    return answer_tap(tap, scene.say(scene.group_rules(report.group_id))(sentence, folio=report.folio))


def _refused(tap: Tap, report: Report, sentence: str, what: str, scene: Scene) -> Iterator[Effect]:
    standing = scene.standing(tap.person, scene.group_rules(report.group_id))
    yield _answer(tap, report, sentence, scene)
    yield happened(report, "refused", scene, what, by=tap.person, standing=standing)
