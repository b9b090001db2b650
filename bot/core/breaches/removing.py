"""Taking a message out of the group: when that may be, what goes with it, and what it is told for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.breaches.notices import notice
from bot.core.breaches.sanctions import strike
from bot.core.effects import Effect, LookAt, SaveMessage, Send
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Role, Verdict
from bot.core.model.meaning import Judgement
from bot.core.outgoing import Outgoing, Priority, Purpose, Remove
from bot.core.reports.albums import album_siblings
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.core.screening.pictures import SETTLING

TOO_OLD_TO_DELETE = timedelta(hours=48)
"""Telegram lets a bot delete messages up to this age."""


def may_remove(message: Message, judgement: Judgement, standing: Standing, scene: Scene) -> bool:
    """Whether the rules, the certainty and Telegram allow it to be taken away."""
    return (
        judgement.verdict is Verdict.REJECT
        and standing.role is Role.NEIGHBOR
        and not message.as_group
        and judgement.certainty >= scene.rules.screening.certainty
        and scene.now - message.sent_at < TOO_OLD_TO_DELETE
    )


def goes_with_album(message: Message, standing: Standing, scene: Scene) -> bool:
    """Whether it is one more picture of an album that was removed for its caption."""
    is_neighbor = standing.role is Role.NEIGHBOR and not message.as_group
    return is_neighbor and any(sibling.struck for sibling in album_siblings(message, scene))


def remove(message: Message, judgement: Judgement, seen: Seen, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """Take the message away and say why; count it once, however many pictures or versions it has."""
    already = seen.struck or any(sibling.struck for sibling in album_siblings(message, scene))
    yield SaveMessage(replace(seen, removed_at=scene.now, struck=True))
    yield Send(removal(message.chat_id, message.message_id))
    known = (message.chat_id, message.message_id) in scene.world.pictures
    if message.attachment is not None and message.attachment.is_picture and not known:
        # it went for its words: seen now, it is known when it comes again without them
        yield LookAt(message.chat_id, message.message_id, message.attachment.file_id, scene.now + SETTLING)
    for sibling in album_siblings(message, scene):
        if sibling.removed_at is None and sibling.report_id is None:
            yield SaveMessage(replace(sibling, removed_at=scene.now, struck=True))
            yield Send(removal(sibling.chat_id, sibling.message_id))
    if already:
        return
    sanction = strike(message, judgement, group, scene)
    yield from sanction.effects
    yield from notice(message, judgement, sanction.remark, group, scene)


def removal(chat_id: int, message_id: int) -> Outgoing:
    """Delete a message from the group."""
    return Outgoing(
        key=f"remove:{chat_id}:{message_id}",
        action=Remove(chat_id=chat_id, message_id=message_id),
        priority=Priority.NOTICE,
        purpose=Purpose.REMOVAL,
    )
