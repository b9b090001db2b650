"""What the administrators should hear, in private, each piece of news once."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.effects import Effect, Send
from bot.core.outgoing import Keyboard, Outgoing, Priority, Purpose, Say, key_of_news
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene


def administrators_of(group: GroupRules | None, scene: Scene) -> list[int]:
    """Ids of the group's administrators (None: of all groups).

    Also of those who cannot be written to yet: what they were to hear is sent again once they press Start.
    """
    groups = scene.rules.groups if group is None else (group,)
    found: dict[int, None] = {}
    for each in groups:
        named = [scene.telegram_id(handle) for handle in each.administrators]
        live = sorted(scene.group(scene.chat_of(each)).administrators)
        found |= dict.fromkeys(i for i in [*named, *live] if i is not None)
    return list(found)


def tell_administrators(
    about: str,
    text: str,
    scene: Scene,
    group: GroupRules | None,
    *,
    buttons: Keyboard = (),
    urgent: bool = False,
    purpose: Purpose = Purpose.ADMIN,
) -> Iterator[Effect]:
    """Send it to each of them. The same ``about`` is the same news: told once, and edited when its text changes."""
    for administrator in administrators_of(group, scene):
        yield Send(
            Outgoing(
                key=key_of_news(purpose, about, administrator),
                action=Say(chat_id=administrator, text=text, buttons=buttons),
                priority=Priority.ESCALATION if urgent else Priority.ANSWER,
                purpose=purpose,
            )
        )
