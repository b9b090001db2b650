"""Sees to it that Telegram's menu offers everybody the commands that are theirs: once, and anew when that changes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.core.menus import NOTE, Menu, changed, remembered, shown
from bot.core.outgoing import Later, Refused, Sent
from bot.core.rules.model import Rules
from bot.core.world import Needs
from bot.pipeline import Pipeline

log = logging.getLogger(__name__)

_AT_ONCE = 10  # one after another: nothing that is urgent waits for menus
_REFUSED_FOR = timedelta(minutes=30)


class MenuBoard:
    """Compares what should be offered with what the store notes that Telegram has; ``show`` has it take one over.

    It looks when rules or people have changed, and again some time after a refusal. A restart repeats nothing, and
    Telegram's troubles are no news: it is asked again.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        rules: Callable[[], Rules],
        clock: Callable[[], datetime],
        show: Callable[[Menu], Awaitable[Sent | Later | Refused]],
    ) -> None:
        self._pipeline, self._rules, self._clock, self._show = pipeline, rules, clock, show
        self._looked_with: tuple[str, int] | None = None
        self._due_at: datetime | None = None
        self._not_before: datetime | None = None  # when Telegram said that it is too much, or could not be asked
        self._refused: dict[str, datetime] = {}  # the names of those that are passed over, and until when

    async def set_when_due(self) -> None:
        """Set a few of those that are not as they should be, where there may be any."""
        now, seen = self._clock(), (self._rules().version, self._pipeline.people_changes)
        if self._looked_with != seen:
            self._looked_with = seen
            self._due_at = max(now, self._not_before or now)
        if self._due_at is not None and self._due_at <= now:
            self._due_at = await self._set_some(now)

    async def _set_some(self, now: datetime) -> datetime | None:
        """When to go on; None where all is as it should be."""
        scene = await self._pipeline.look(Needs(notes={NOTE}))
        self._refused = {name: until for name, until in self._refused.items() if until > now}
        before, wanted = shown(scene), [menu for menu in changed(scene) if menu.name not in self._refused]
        have, self._not_before = dict(before), None
        for menu in wanted[:_AT_ONCE]:
            match await self._show(menu):
                case Later(seconds, error):
                    log.debug("menu.later", extra={"error": error, "retry_in": seconds})
                    self._not_before = now + timedelta(seconds=seconds)
                    break
                case Refused(error) if menu.commands:
                    log.debug("menu.refused", extra={"error": error})
                    self._refused[menu.name] = now + _REFUSED_FOR
                case _ if menu.commands:
                    have[menu.name] = menu.mark
                case _:  # it is gone, or is nothing that we can take away
                    have.pop(menu.name)
        if have != before:
            log.info("menus.set", extra={"menus": len(have)})
            await self._pipeline.change(Needs(), lambda scene: [remembered(have, scene)])
        if self._not_before is not None or len(wanted) > _AT_ONCE:
            return self._not_before or now
        return min(self._refused.values(), default=None)
