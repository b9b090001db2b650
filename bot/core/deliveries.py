"""What follows once Telegram has taken an outgoing message, or has refused it for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.administrators import tell_administrators
from bot.core.answers.closing_words import tells_of_this_closing, word_in_thread
from bot.core.breaches.notices import in_group_instead
from bot.core.effects import Effect, Know, MoveGroup, Send
from bot.core.log_rows import happened
from bot.core.model.kept import Acquaintance
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.outgoing import Delivery, Moved, Outgoing, Purpose, Refused, Say, Sent, Waiting
from bot.core.reports import alerts
from bot.core.reports.lifecycle import UNANSWERED, may_move, moved
from bot.core.reports.recipients import Recipient, next_told, reachable, recipients_of, with_told
from bot.core.reports.telling import nobody_told, out_of_reach, show
from bot.core.scene import Scene

_TO_POLICE = frozenset({Purpose.ALERT, Purpose.REMINDER})
_IN_GROUP = {
    Purpose.REMOVAL: "removal",
    Purpose.SANCTION: "sanction",
    Purpose.LINE: "line",
    Purpose.ESCALATION: "line",
}


def needs_deciding(delivery: Delivery) -> bool:
    """Whether anything follows from it; most of what is sent ends with being sent."""
    match delivery.outcome:
        case Sent():
            is_new = delivery.waiting.message_id is None
            return is_new and delivery.waiting.purpose is Purpose.ALERT
        case Refused() | Moved():
            return True
        case _:
            return False


def on_delivery(delivery: Delivery, scene: Scene) -> Iterator[Effect]:
    """What follows from one delivery."""
    waiting = delivery.waiting
    report = scene.world.reports.get(waiting.report_id) if waiting.report_id is not None else None
    match delivery.outcome:
        case Sent() if report is not None:
            yield from _told(report, waiting, scene)
        case Moved(new_chat_id):
            yield MoveGroup(waiting.action.chat_id, new_chat_id)
        case Refused() as refused:
            yield from _refused(waiting, refused, report, scene)
        case _:
            pass


def _told(report: Report, waiting: Waiting, scene: Scene) -> Iterator[Effect]:
    yield happened(report, "told", scene, _recipient_name(waiting))
    yield from _know(waiting.action.chat_id, True, scene)
    if may_move(report, State.FORWARDED):
        yield from show(moved(report, State.FORWARDED, scene.now), scene)
    elif report.forwarded_at is None:  # somebody answered, in the thread say, before Telegram had taken any alert
        yield from show(replace(report, forwarded_at=scene.now), scene)


def _refused(waiting: Waiting, refused: Refused, report: Report | None, scene: Scene) -> Iterator[Effect]:
    chat_id = waiting.action.chat_id
    if refused.forbidden and chat_id > 0:
        yield from _know(chat_id, False, scene)
    if waiting.purpose in _TO_POLICE and report is not None and waiting.message_id is None:
        yield from _tell_next(report, waiting, scene)
    elif waiting.purpose is Purpose.CLOSING and report is not None and chat_id == report.reporter_id:
        yield from _tell_in_thread(report, waiting, scene)
    elif waiting.purpose is Purpose.NOTICE and chat_id > 0:
        yield from in_group_instead(_outgoing(waiting), scene)
    elif waiting.purpose in _IN_GROUP and chat_id < 0 and not waiting.delete:
        yield from _say_what_lacks(waiting, refused, scene)


def _tell_next(report: Report, waiting: Waiting, scene: Scene) -> Iterator[Effect]:
    """An officer cannot be written to: the log and the administrators know, and somebody else is told."""
    group = scene.group_rules(report.group_id)
    name = _recipient_name(waiting)
    yield happened(report, "undelivered", scene, name)
    report = replace(report, told=tuple(told for told in report.told if told != name))
    yield from out_of_reach(name, "admin.unreachable", scene, group)
    lost = waiting.action.chat_id
    have = [recipient for recipient in recipients_of(report, scene) if recipient.id != lost]
    to: list[Recipient] = []
    if not have and report.state in UNANSWERED:
        candidates = reachable(next_told(report, scene), scene)
        to = [candidate for candidate in candidates if candidate.id != lost][:1]
        report = with_told(report, to)
        yield from alerts.tell(report, to, scene, elsewhere=True)
        if not to:
            yield from nobody_told(report, scene)
    yield from show(report, scene)


def _tell_in_thread(report: Report, waiting: Waiting, scene: Scene) -> Iterator[Effect]:
    """Who reported it cannot be written to after all: what became of it is said below their message."""
    post = scene.world.posts.get(waiting.key)
    word = word_in_thread(report, scene) if post is not None and tells_of_this_closing(post, report) else None
    if word is not None and waiting.message_id is None:
        yield Send(word)


def _say_what_lacks(waiting: Waiting, refused: Refused, scene: Scene) -> Iterator[Effect]:
    group = scene.group_rules(waiting.action.chat_id)
    if group is None:
        return
    say = scene.say(group)
    what = _IN_GROUP[waiting.purpose]
    text = say("admin.no_right", group=group.name, what=say(f"what.{what}"), error=refused.error)
    yield from tell_administrators(f"no_right:{group.chat}:{what}:{scene.now:%Y%m%d}", text, scene, group)


def _know(person_id: int, can_write: bool, scene: Scene) -> Iterator[Effect]:
    known = scene.world.people.get(person_id) or Acquaintance(id=person_id, name="")
    if known.can_write is not can_write:
        yield from scene.world.foresee([Know(replace(known, can_write=can_write))])  # who is told next depends on it


def _recipient_name(waiting: Waiting) -> str:
    return str(waiting.action.facts.get("name", "")) if isinstance(waiting.action, Say) else ""


def _outgoing(waiting: Waiting) -> Outgoing:
    return Outgoing(
        key=waiting.key,
        action=waiting.action,
        priority=waiting.priority,
        purpose=waiting.purpose,
        report_id=waiting.report_id,
    )
