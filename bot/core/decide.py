"""The table of contents: what arrives, and where it is decided what follows from it.

Pure: the same incoming thing, world, rules and time give the same decision, so a whole history can be replayed.
(The world is the batch's own working copy: it moves on while deciding, and is thrown away when anything fails.)
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core import commands, in_group, in_private, judging, memberships, taps
from bot.core.administrators import tell_administrators
from bot.core.effects import BindName, Decision, Effect, Know, Renew
from bot.core.model.incoming import Incoming, Membership, Message, Migration, Other, Person, Tap
from bot.core.model.kept import Acquaintance
from bot.core.model.kinds import Kind
from bot.core.scene import Scene


def decide(incoming: Incoming, scene: Scene) -> Decision:
    """What follows from one incoming thing."""
    match incoming:
        case Message():
            if (incoming.chat_id, incoming.message_id) in scene.world.messages and not incoming.edited:
                return Decision("duplicate")
            first = [*recognise(incoming.author, incoming, scene)]
            scene.world.apply(first)
            reason, effects = _on_message(incoming, scene)
            return Decision(reason, (*first, *effects))
        case Tap():
            first = [*recognise(incoming.person, None, scene)]
            scene.world.apply(first)
            return Decision("tap", (*first, *taps.on_tap(incoming, scene)))
        case Membership():
            return Decision("membership", tuple(memberships.on_membership(incoming, scene)))
        case Migration():
            return Decision("migration", tuple(memberships.on_migration(incoming, scene)))
        case Other(what=what):
            return Decision(f"other.{what}")


def recognise(person: Person, message: Message | None, scene: Scene) -> Iterator[Effect]:
    """Remember who this is; bind an ``@name`` of the rules to the first id that uses it, and refuse the second."""
    before = scene.world.people.get(person.id)
    group = message.chat_id if message is not None and not message.private else None
    now = Acquaintance(
        id=person.id,
        name=person.name,
        username=person.username,
        # whoever writes in private has pressed Start
        can_write=True if message is not None and message.private else (before.can_write if before else None),
        group_id=group or (before.group_id if before else None),
    )
    if now != before:
        yield Know(now)
    if before is not None and before.can_write is False and now.can_write:
        yield Renew(person.id)
    name = (person.username or "").lower()
    if name not in scene.names_in_rules:
        return
    bound = scene.world.names.get(name)
    if bound is None:
        yield BindName(name, person.id)
    elif bound != person.id:
        text = scene.say(None)("admin.impostor", name=name)
        yield from tell_administrators(f"impostor:{name}:{person.id}", text, scene, None, urgent=True)


def _on_message(message: Message, scene: Scene) -> tuple[str, tuple[Effect, ...]]:
    group = None if message.private else scene.group_rules(message.chat_id)
    if group is None and not message.private:
        return "unconfigured", tuple(memberships.on_unconfigured(message.chat_id, scene))
    if commands.is_command(message, scene):
        return "command", tuple(commands.on_command(message, scene))
    if group is None:
        return "private", tuple(in_private.on_private(message, scene))
    if message.kind is Kind.SERVICE:
        return "service", ()
    judgement = judging.judged(message, group, scene)
    return judgement.rule, tuple(in_group.on_judged(message, judgement, group, scene))
