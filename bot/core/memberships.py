"""The bot comes to a group or loses a right there, a group gets a new id, an officer blocks the bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.administrators import tell_administrators
from bot.core.effects import Effect, Know, MoveGroup, Renew, SaveGroup, Send
from bot.core.model.incoming import Membership, Migration
from bot.core.model.kept import Acquaintance, Group
from bot.core.model.kinds import Role
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.locales import Sentences

NEEDED_RIGHTS = ("delete", "restrict", "read_all")
_ADMINISTRATOR = frozenset({"creator", "administrator"})
_HERE = _ADMINISTRATOR | {"member", "restricted"}


def on_membership(change: Membership, scene: Scene) -> Iterator[Effect]:
    """Keep who may do what up to date, and say what the bot lacks."""
    if change.chat_id > 0:
        yield from _in_private(change, scene)
    elif change.is_me:
        yield from _mine(change, scene)
    else:
        group = scene.group(change.chat_id)
        person = frozenset({change.person.id})
        others = group.administrators - person
        administrators = others | person if change.status in _ADMINISTRATOR else others
        if administrators != group.administrators:
            group = replace(group, administrators=administrators)
            yield SaveGroup(group)
        yield from _of_police(change, group, scene)


def on_migration(migration: Migration, scene: Scene) -> Iterator[Effect]:
    """Follow the group to its new id; the administrators may want to correct the rules."""
    group = scene.group_rules(migration.chat_id)
    if group is None:
        return
    if scene.chat_of(group) != migration.new_chat_id:  # else we knew: from a delivery, or from the other chat's word
        yield SaveGroup(scene.group(migration.chat_id))
        yield MoveGroup(migration.chat_id, migration.new_chat_id)
    text = scene.say(group)("admin.migrated", group=group.name, chat=migration.new_chat_id)
    yield from tell_administrators(f"migrated:{migration.new_chat_id}", text, scene, group)


def on_unconfigured(chat_id: int, scene: Scene) -> Iterator[Effect]:
    """A group that the rules do not know is told its number, once; nothing else is done there."""
    group = scene.group(chat_id)
    if group.greeted:
        return
    yield SaveGroup(replace(group, greeted=True))
    yield Send(
        Outgoing(
            key=f"unconfigured:{chat_id}",
            action=Say(chat_id=chat_id, text=scene.say(None)("group.unconfigured", chat=chat_id)),
            priority=Priority.NOTICE,
            purpose=Purpose.ANSWER,
        )
    )


def about_rights(group: GroupRules, known: Group, say: Sentences) -> str | None:
    """The sentence that says what the bot lacks in a group, or None where it lacks nothing."""
    lacking = [right for right in NEEDED_RIGHTS if right not in known.rights]
    if not lacking:
        return None
    missing = say.join([say(f"right.{right}") for right in lacking])
    return say("admin.rights_missing", group=group.name, missing=missing)


def _mine(change: Membership, scene: Scene) -> Iterator[Effect]:
    before = scene.group(change.chat_id)
    known = replace(before, title=change.title, rights=change.rights)
    group = scene.group_rules(change.chat_id)
    if group is None:
        if change.status in _HERE:
            yield from on_unconfigured(change.chat_id, scene)
        return
    yield SaveGroup(known)
    say = scene.say(group)
    if change.status not in _HERE:
        text = say("admin.not_in_group", chat=change.chat_id)
    else:
        text = about_rights(group, known, say) or say("admin.rights_ok", group=group.name)
    yield from tell_administrators(f"rights:{group.chat}:{scene.now:%Y%m%d%H%M%S}", text, scene, group, urgent=True)


def _of_police(change: Membership, group: Group, scene: Scene) -> Iterator[Effect]:
    """An officer or commander who left the group, or was put out of it, is told nothing until they come back."""
    rules = scene.group_rules(change.chat_id)
    here, person_id = change.status in _HERE, change.person.id
    if rules is None or here is (person_id not in group.removed):
        return
    standing = scene.standing(change.person, rules)
    if not here and not standing.is_police:
        return
    removed = group.removed - {person_id} if here else group.removed | {person_id}
    yield from scene.world.foresee([SaveGroup(replace(group, removed=removed))])
    if here:  # as what they are again
        standing = scene.standing(change.person, rules)
    text = scene.say(rules)("admin.came_back" if here else "admin.left", name=standing.name, group=rules.name)
    about = f"left:{rules.chat}:{person_id}:{scene.now:%Y%m%d%H%M%S}"
    yield from tell_administrators(about, text, scene, rules, urgent=not here)


def _in_private(change: Membership, scene: Scene) -> Iterator[Effect]:
    known = scene.world.people.get(change.person.id) or Acquaintance(id=change.person.id, name=change.person.name)
    blocked = change.status in {"kicked", "left"}
    yield Know(replace(known, can_write=not blocked))
    if known.can_write is False and not blocked:
        yield Renew(change.person.id)
    if blocked:
        standing = scene.standing(change.person, None)
        if standing.role is not Role.NEIGHBOR:
            text = scene.say(None)("admin.blocked", name=standing.name)
            yield from tell_administrators(f"blocked:{change.person.id}:{scene.now:%Y%m%d}", text, scene, None)
