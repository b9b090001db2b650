"""Pictures in the group that were looked at: whether they may stay. Looking is done after the message was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core import following, in_group
from bot.core.effects import Effect, KeepPicture
from bot.core.model import Judgement, Message, Person, Picture, PictureKind, Reason, Seen
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.screening.pictures import with_picture
from bot.core.world import Needs

_ALIKE = 5  # of 64 bits: by no more do the fingerprints of one picture differ, saved again
_SAME = 1  # for photographs: two moments seen by one security camera are not the same
_PASSED_ON = frozenset({Reason.ADVERTISING, Reason.POLITICS, Reason.RELIGION, Reason.CHAIN, Reason.MEME, Reason.JOKE})
"""What photographs too are passed on for. Whoever shows the same street again may say this time what is there."""
_TELLING = range(10, 55)  # bits set: an even surface has hardly any, and looks like any other


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Somebody's picture was looked at; ``picture`` is None where it could not be fetched or read."""

    chat_id: int
    message_id: int
    person_id: int
    album: str | None
    file_id: str
    picture: Picture | None


def needs_of_look(looked: Looked) -> Needs:
    """What has to be loaded before it can be decided."""
    needs = Needs(chats={looked.chat_id}, people={looked.person_id}, pictures={looked.chat_id})
    needs.messages.add((looked.chat_id, looked.message_id))
    if looked.album is not None:
        needs.albums.add(looked.album)
    return needs


def on_looked(looked: Looked, scene: Scene) -> Iterator[Effect]:
    """Keep what was seen; remove the message if that, beside its words, breaks the rules surely enough."""
    seen = scene.world.messages.get((looked.chat_id, looked.message_id))
    if seen is not None and seen.attachment is not None and seen.attachment.file_id != looked.file_id:
        return  # another picture stands there by now, and will be looked at in its turn
    kept = KeepPicture(looked.chat_id, looked.message_id, looked.file_id, looked.picture)
    yield kept
    scene.world.apply([kept])
    group = scene.group_rules(looked.chat_id)
    if seen is None or group is None or seen.report_id is not None or seen.removed_at is not None:
        return
    message = _message_of(seen)
    siblings = [sibling for sibling in following.album_siblings(message, scene) if sibling.removed_at is None]
    judgement = _against(seen, group, scene)
    # an album goes as a whole or not at all: its last picture decides
    if judgement is None or any(_against(sibling, group, scene) is None for sibling in siblings):
        return
    stored = in_group.seen_of(message, judgement, scene, seen)
    yield from in_group.remove(message, judgement, stored, group, scene)


def _against(seen: Seen, group: GroupRules, scene: Scene) -> Judgement | None:
    """The judgement by which a message with its picture may be removed, or None where it stays."""
    picture = scene.world.pictures.get((seen.chat_id, seen.message_id))
    if picture is None or seen.report_id is not None:
        return None
    message = _message_of(seen)
    before = in_group.judged(message, group, scene)
    said = in_group.said_of(message, group, scene)
    removed_for = _removed_for(picture, scene.world.removed_pictures.get(seen.chat_id, ()))
    judgement = with_picture(before, said, picture, scene.rules, removed_for)
    standing = scene.standing(message.author, group)
    return judgement if in_group.may_remove(message, judgement, standing, scene) else None


def _removed_for(picture: Picture, removed: Iterable[tuple[int, Reason]]) -> Reason | None:
    """Why the same picture was removed before."""
    if picture.fingerprint.bit_count() not in _TELLING:
        return None
    is_photograph = picture.kind is PictureKind.PHOTOGRAPH
    most = _SAME if is_photograph else _ALIKE
    for fingerprint, reason in removed:
        if is_photograph and reason not in _PASSED_ON:
            continue
        if (picture.fingerprint ^ fingerprint).bit_count() <= most:
            return reason
    return None


def _message_of(seen: Seen) -> Message:
    """The stored message as it came. What was not stored (addresses behind words, where it was forwarded from) can
    only have made it more of a report, and then it would not have been looked at.
    """
    return Message(
        update_id=seen.update_id,
        chat_id=seen.chat_id,
        message_id=seen.message_id,
        author=Person(seen.person_id, seen.person_name),
        sent_at=seen.sent_at,
        kind=seen.kind,
        text=seen.text,
        thread_id=seen.thread_id,
        reply_to=seen.reply_to,
        album=seen.album,
        attachment=seen.attachment,
    )
