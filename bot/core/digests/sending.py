"""Who gets the digest of a group: the commanders of its sectors, each once a day, in private.

A commander of one sector sees the reports of that sector's quadrants, and those of which nobody knows the quadrant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.digests.figures_in_words import date_of
from bot.core.digests.text import text_of
from bot.core.figures.daily import Daily
from bot.core.model.incoming import Person
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.rules.model import Commander, GroupRules
from bot.core.scene import Scene
from bot.core.wording import quoted

PICTURE = "digest"
"""The kind of made file that the picture of a digest is; see `bot.making`."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to have a group's digest.

    ``key``: of the outbox, the same for the same day. ``codes``: the quadrants that they may see; None: all.
    """

    person_id: int
    group: GroupRules
    key: str
    codes: frozenset[str] | None = None


def recipients(day: date, scene: Scene) -> list[Recipient]:
    """Every commander, with every group that they command, whom the bot knows and may try to write to."""
    found: dict[str, Recipient] = {}
    for group in scene.rules.groups:
        for commander in commanding(group, scene):
            person_id = scene.telegram_id(commander.telegram)
            if person_id is not None and scene.serves(commander, person_id, group) and scene.can_write(person_id):
                key = f"digest:{group.chat}:{day}:{person_id}"
                before, codes = found.get(key), codes_of(commander, group, scene)
                found[key] = Recipient(person_id, group, key, _both(before.codes, codes) if before else codes)
    return list(found.values())


def commanding(group: GroupRules, scene: Scene) -> list[Commander]:
    """Those of the group's sectors, and of all sectors. Nobody stands in for them: a digest is no emergency."""
    sectors = {quadrant.sector for quadrant in scene.rules.quadrants if quadrant.code in group.quadrants}
    return [each for each in scene.rules.commanders if each.sector is None or each.sector in sectors]


def commanding_as(person: Person, group: GroupRules, scene: Scene) -> list[Commander]:
    """Those of them who are this person, and have not left the group."""
    return [
        commander
        for commander in commanding(group, scene)
        if scene.is_handle_of(commander.telegram, person) and scene.serves(commander, person.id, group)
    ]


def codes_of(commander: Commander, group: GroupRules, scene: Scene) -> frozenset[str] | None:
    """Which of the group's quadrants are theirs; None: all."""
    own = frozenset(
        quadrant.code
        for quadrant in scene.rules.quadrants
        if quadrant.code in group.quadrants and commander.sector in {None, quadrant.sector}
    )
    return None if own == set(group.quadrants) else own


def entitled(person: Person, scene: Scene) -> list[tuple[GroupRules, frozenset[str] | None]]:
    """The groups whose digest a commander or an administrator may ask for, with the quadrants that they may see."""
    own = {group.chat: codes for group, codes in as_commander(person, scene)}
    administered = {group.chat for group in scene.rules.groups if scene.administers(person, group)}
    return [
        (group, None if group.chat in administered else own[group.chat])
        for group in scene.rules.groups
        if group.chat in administered | own.keys()
    ]


def as_commander(person: Person, scene: Scene) -> list[tuple[GroupRules, frozenset[str] | None]]:
    """The groups in which somebody commands, with the quadrants of their sectors; None: all."""
    found: list[tuple[GroupRules, frozenset[str] | None]] = []
    for group in scene.rules.groups:
        scopes = [codes_of(commander, group, scene) for commander in commanding_as(person, group, scene)]
        if None in scopes:
            found.append((group, None))
        elif scopes:
            found.append((group, frozenset().union(*(codes for codes in scopes if codes))))
    return found


def digest_for(
    recipient: Recipient, daily: Daily, scene: Scene, priority: Priority = Priority.DIGEST
) -> list[Outgoing]:
    """The digest as two messages, words and picture, which do not ring."""
    group, say = recipient.group, scene.say(recipient.group)
    day = date_of(daily.period.first, say)
    words = Say(chat_id=recipient.person_id, text=text_of(daily, group.name, scene.rules.timezone, say), silent=True)
    picture = Say(
        chat_id=recipient.person_id,
        text=say("digest.picture", group=quoted(group.name, 40), date=day),
        instead=say("digest.no_picture", date=day),
        silent=True,
        made=f"{PICTURE}:{picture_name(daily.period.first, group.chat, recipient.codes)}",
    )
    return [
        Outgoing(key=key, action=action, priority=priority, purpose=Purpose.DIGEST)
        for key, action in ((recipient.key, words), (f"{recipient.key}:picture", picture))
    ]


def picture_name(day: date, chat: int, codes: frozenset[str] | None) -> str:
    """Of what day, group and quadrants a picture is: ``2026-11-21/-1001/CUA-1,CUA-2``."""
    return f"{day}/{chat}/{','.join(sorted(codes or ()))}"


def read_picture_name(name: str) -> tuple[date, int, frozenset[str] | None]:
    """Back from `picture_name`. Raises ValueError for what is none."""
    day, chat, codes = name.split("/", 2)
    return date.fromisoformat(day), int(chat), frozenset(codes.split(",")) if codes else None


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other
