"""Whether what an officer writes in private goes into the record that they make, or its normal way.

An emergency goes first. But whoever writes down a robbery writes of a robbery: what tells of it at length, calls for
nobody and is at no other place stays in the record, with a button in case it happens now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons, judging
from bot.core.effects import Effect
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Kind
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.outgoing import Button, Purpose, Say
from bot.core.reading.scene import read_scene
from bot.core.scene import Scene
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.dialogue import take, written
from bot.core.scene_record.model import SceneRecord
from bot.core.world import Posted

_CALLS = frozenset({"cry", "backup"})
_A_CALL = 12  # words: nobody who is shot at writes more
_ON_ITS_WAY = 2**63  # a message that has no number yet is the newest


def taken(message: Message, judgement: Judgement, seen: Seen, scene: Scene) -> Iterator[Effect] | None:
    """What follows where these words belong into a record of their author's; None where they do not."""
    record = _meant(message, judgement, scene)
    report = scene.world.reports.get(record.report_id) if record is not None else None
    group = scene.group_rules(report.group_id) if report is not None else None
    if record is None or report is None or group is None or not scene.standing(message.author, group).is_police:
        return None
    if _calls_for_help(message, judgement, record, report, scene):
        return None
    cry = None
    if judgement.emergency:
        data = buttons.encode(buttons.CryForHelp(message.chat_id, message.message_id))
        cry = Button(scene.say(group)("button.emergency"), data)
    return take(record, message, seen, report, scene, cry)


def _meant(message: Message, judgement: Judgement, scene: Scene) -> SceneRecord | None:
    own = [
        each
        for each in scene.world.records.values()
        if each.officer_id == message.author.id and each.finished_at is None
    ]
    if not own or not _can_hold(message, own):
        return None
    if message.edited:
        before = scene.world.messages.get((message.chat_id, message.message_id))
        changed = (r for r in own if before and scene_record.corrected(r, before.text, message.text) != r)
        return next(changed, None)
    if message.reply_to is not None:
        post = scene.world.post_at(message.chat_id, message.reply_to)
        return next((each for each in own if post is not None and _asks_of(post, each)), None)
    return _asked_last(message.chat_id, judgement, own, scene)


def _can_hold(message: Message, own: list[SceneRecord]) -> bool:
    picture = message.attachment is not None and message.attachment.is_picture
    point = message.pin is not None and any(each.step == scene_record.PLACE for each in own)
    return picture or point or (message.kind is Kind.TEXT and bool(written(message)))


def _asks_of(post: Posted, record: SceneRecord) -> bool:
    """Whether it is, or was, a question of this record."""
    return post.outgoing.purpose is Purpose.RECORD and post.outgoing.key.startswith(f"question:{record.id}:")


def _asked_last(chat_id: int, judgement: Judgement, own: list[SceneRecord], scene: Scene) -> SceneRecord | None:
    """The record whose question stands last, if nothing came after it that the words rather answer."""
    here = [post for post in scene.world.posts.values() if post.outgoing.action.chat_id == chat_id and post.standing]
    newest_first = sorted(here, key=lambda post: -(post.message_id or _ON_ITS_WAY))
    for post in newest_first:
        record = next((each for each in own if each.question == post.outgoing.key), None)
        if record is not None or _is_rather_answered(post, judgement):
            return record
    return None


def _is_rather_answered(post: Posted, judgement: Judgement) -> bool:
    """Whether plain words answer this message of ours: a question with buttons; an alert, if they mean a state."""
    match post.outgoing.purpose:
        case Purpose.CLOSING:
            return isinstance(post.outgoing.action, Say) and bool(post.outgoing.action.buttons)
        case Purpose.ALERT | Purpose.REMINDER:
            return judgement.response is not None
        case _:
            return False


def _calls_for_help(message: Message, judgement: Judgement, record: SceneRecord, report: Report, scene: Scene) -> bool:
    """Whether it is an emergency of now, and not what the officer writes down."""
    if not judgement.emergency:
        return False
    if _CALLS & read_scene(message.text).cues:
        return True
    group = scene.group_rules(report.group_id)
    post = scene.world.posts.get(record.question)
    if group is not None and post is not None:  # as the answer that it is
        judgement = judging.judged(replace(message, reply_to=post.message_id or 0), group, scene)
    elsewhere = judgement.place.street not in (None, report.place.street, report.place.cross_street)
    return judgement.emergency and (elsewhere or len(message.text.split()) <= _A_CALL)
