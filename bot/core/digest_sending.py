"""Who gets the digest of a group: the commanders of its sectors, each once a day, in private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.digest import Digest
from bot.core.digest_text import text_of
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.rules.model import Commander, GroupRules
from bot.core.scene import Scene


@dataclass(frozen=True, slots=True)
class Recipient:
    """A commander who is to have a group's digest. ``key``: of the outbox, the same for the same day."""

    person_id: int
    group: GroupRules
    key: str


def recipients(day: date, scene: Scene) -> list[Recipient]:
    """Every commander, with every group that they command, whom the bot knows and may try to write to."""
    found: dict[str, Recipient] = {}
    for group in scene.rules.groups:
        for commander in commanding(group, scene):
            person_id = scene.telegram_id(commander.telegram)
            if person_id is not None and scene.can_write(person_id) and scene.serves(commander, person_id, group):
                key = f"digest:{group.chat}:{day}:{person_id}"
                found.setdefault(key, Recipient(person_id, group, key))
    return list(found.values())


def commanding(group: GroupRules, scene: Scene) -> list[Commander]:
    """Those of the group's sectors, and of all sectors. Nobody stands in for them: a digest is no emergency."""
    sectors = {quadrant.sector for quadrant in scene.rules.quadrants if quadrant.code in group.quadrants}
    return [each for each in scene.rules.commanders if each.sector is None or each.sector in sectors]


def digest_for(recipient: Recipient, digest: Digest, scene: Scene) -> Outgoing:
    """The digest as a message to that commander, which does not ring."""
    group = recipient.group
    return Outgoing(
        key=recipient.key,
        action=Say(
            chat_id=recipient.person_id,
            text=text_of(digest, group.name, scene.rules.timezone, scene.say(group)),
            silent=True,
        ),
        priority=Priority.DIGEST,
        purpose=Purpose.DIGEST,
    )
