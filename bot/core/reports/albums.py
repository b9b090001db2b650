"""Pictures and points on the map that come beside the words: in one album, or minutes before."""

from __future__ import annotations

from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Kind
from bot.core.model.report import Report
from bot.core.scene import Scene
from bot.core.screening.pictures import SEEN

_PICTURES = frozenset({Kind.PHOTO, Kind.VIDEO})


def album_siblings(message: Message, scene: Scene) -> list[Seen]:
    """The other messages of the same album, as far as they have come."""
    if message.album is None:
        return []
    return [
        seen
        for seen in scene.world.messages.values()
        if seen.album == message.album and seen.chat_id == message.chat_id and seen.message_id != message.message_id
    ]


def sent_before(message: Message, scene: Scene) -> list[Seen]:
    """What the author sent before the words that make a report: earlier pictures of the album, or of these minutes.

    Or a point on the map: whoever is in a hurry shares where they are first.
    """
    since = message.sent_at - scene.rules.report.follow_up
    siblings = [sibling for sibling in album_siblings(message, scene) if sibling.report_id is None]
    loose = [
        seen
        for seen in scene.world.messages.values()
        if seen.person_id == message.author.id
        and seen.chat_id == message.chat_id
        and seen.message_id != message.message_id
        and _is_picture_or_point(seen)
        and seen.report_id is None
        and (seen.removed_at is None or _was_removed_by_sight(seen))
        and since <= seen.sent_at <= message.sent_at
        and seen not in siblings
    ]
    return [*sorted(loose, key=lambda seen: seen.message_id), *siblings]


def album_report(message: Message, scene: Scene) -> Report | None:
    """The report that another picture of the same album made."""
    found = (report_id for seen in album_siblings(message, scene) if (report_id := seen.report_id) is not None)
    return next((scene.world.reports[each] for each in found if each in scene.world.reports), None)


def _is_picture_or_point(seen: Seen) -> bool:
    has_picture = seen.attachment is not None and seen.attachment.is_picture
    return seen.kind in _PICTURES or seen.pin is not None or has_picture


def _was_removed_by_sight(seen: Seen) -> bool:
    """Whether it went for what was seen in its picture: words may yet come that tell what it means."""
    return seen.removed_at is not None and any(each.startswith(SEEN) for each in seen.evidence)
