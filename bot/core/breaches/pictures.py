"""Pictures in the group that were looked at: whether they may stay. Looking is done after the message was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.core import in_group, judging
from bot.core.breaches import removing
from bot.core.effects import Effect, KeepPicture, SaveMessage
from bot.core.model.incoming import Person
from bot.core.model.kept import Seen
from bot.core.model.kinds import PictureKind, Reason
from bot.core.model.meaning import Judgement, Picture
from bot.core.reports.albums import album_siblings
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
    yield from scene.world.foresee([KeepPicture(looked.chat_id, looked.message_id, looked.file_id, looked.picture)])
    group = scene.group_rules(looked.chat_id)
    if seen is None or group is None or seen.report_id is not None or seen.removed_at is not None:
        return
    message = seen.message
    judgement = _judged_again(seen, group, scene)
    stored = replace(in_group.seen_of(message, judgement, scene, seen), edited_at=seen.edited_at)
    siblings = [sibling for sibling in album_siblings(message, scene) if sibling.removed_at is None]
    # an album goes as a whole or not at all: its last picture decides
    if _may_go(seen, judgement, group, scene) and all(_may_go_too(sibling, group, scene) for sibling in siblings):
        yield from removing.remove(message, judgement, stored, group, scene)
    elif judgement.rule != seen.rule:
        yield SaveMessage(stored)  # with what speaks for it


def _judged_again(seen: Seen, group: GroupRules, scene: Scene) -> Judgement:
    """The judgement of its words, and of its picture where that could be seen."""
    message = seen.message
    judgement = _judgement_of(seen, judging.judged(message, group, scene))
    picture = scene.world.pictures.get((seen.chat_id, seen.message_id))
    if picture is None:
        return judgement
    removed_for = _removed_for(picture, scene.world.removed_pictures.get(seen.chat_id, ()))
    return with_picture(judgement, judging.said_of(message, group, scene), picture, scene.rules, removed_for)


def _judgement_of(seen: Seen, again: Judgement) -> Judgement:
    """What was decided when it came, by all that was known then; only what is not stored is read again."""
    return replace(
        again,
        verdict=seen.verdict or again.verdict,
        rule=seen.rule or again.rule,
        reason=seen.reason,
        evidence=seen.evidence,
        certainty=seen.certainty,
        emergency=seen.emergency,
    )


def _may_go(seen: Seen, judgement: Judgement, group: GroupRules, scene: Scene) -> bool:
    standing = scene.standing(Person(seen.person_id, seen.person_name), group)
    return removing.may_remove(seen.message, judgement, standing, scene)


def _may_go_too(sibling: Seen, group: GroupRules, scene: Scene) -> bool:
    was_seen = (sibling.chat_id, sibling.message_id) in scene.world.pictures
    may_go = was_seen and sibling.report_id is None
    return may_go and _may_go(sibling, _judged_again(sibling, group, scene), group, scene)


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
