"""What the bot may do in its groups, and who administers them: asked of Telegram at the start and every hour."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.administrators import tell_administrators
from bot.core.effects import Effect, MoveGroup, SaveGroup
from bot.core.memberships import NEEDED_RIGHTS, about_rights
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.pipeline import Pipeline
from bot.telegram.rights import GroupRights

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=1)

Ask = Callable[[Iterable[int]], Awaitable[list[GroupRights]]]


class GroupWatch:
    """Keeps what Telegram says of the groups; ``ask`` asks it."""

    def __init__(self, ask: Ask, pipeline: Pipeline, rules: Callable[[], Rules], clock: Callable[[], datetime]) -> None:
        self._ask, self._pipeline, self._rules, self._clock = ask, pipeline, rules, clock
        self._due_at: datetime | None = None

    async def look_when_due(self) -> None:
        """Look, unless it was done within the hour for these rules and Telegram answered for every group."""
        if self._due_at is None or self._clock() >= self._due_at:
            await self.look()

    def forget(self) -> None:
        """The rules have changed: look again soon."""
        self._due_at = None

    async def look(self) -> None:
        """Ask; log what may be done, and tell the administrators what may not."""
        rules = self._rules()
        chats = [group.chat for group in rules.groups]
        live = await self._live_chats()
        found = await self._ask([live.get(chat, chat) for chat in chats])
        for chat, rights in zip(chats, found, strict=True):
            missing = [right for right in NEEDED_RIGHTS if right not in rights.rights]
            log.log(
                logging.WARNING if missing or rights.problem else logging.INFO,
                "group.rights",
                extra={"chat": chat, "problem": rights.problem, "missing": ",".join(missing) or None},
            )
        by_chat = dict(zip(chats, found, strict=True))
        await self._pipeline.change(Needs(), lambda scene: _taken_over(by_chat, scene))
        if rules is self._rules() and all(rights.problem != "unreachable" for rights in found):
            self._due_at = self._clock() + AGAIN_AFTER

    async def _live_chats(self) -> dict[int, int]:
        """The present id of each group, by the id that the rules have."""
        scene = await self._pipeline.look(Needs())
        return {group.rules_chat: group.chat_id for group in scene.world.groups.values()}


def _taken_over(answers: dict[int, GroupRights], scene: Scene) -> list[Effect]:
    """What Telegram says of each group: kept, and told to the administrators where something is missing."""
    effects: list[Effect] = []
    for chat, rights in answers.items():
        group = scene.rules.group(chat)
        if group is None or rights.problem == "unreachable":
            continue
        say = scene.say(group)
        known = scene.group(rights.chat_id)
        live = replace(
            known,
            rules_chat=chat,
            title=rights.title or known.title,
            administrators=known.administrators if rights.administrators is None else rights.administrators,
            rights=rights.rights,
        )
        found: list[Effect] = [SaveGroup(live)]
        if rights.new_chat_id is not None:
            found.append(MoveGroup(rights.chat_id, rights.new_chat_id))
        scene.world.apply(found)  # who administers the group decides who is told below
        effects += found
        text = say("admin.not_in_group", chat=chat) if rights.problem else about_rights(group, live, say)
        if text is not None:
            about = f"rights:{chat}:{scene.now:%Y%m%d}"
            effects += tell_administrators(about, text, scene, group, urgent=True)
    return effects
