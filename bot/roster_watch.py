"""Looks when shifts change: hands open reports over, and tells in time of quadrants without anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.core.effects import Effect, Know
from bot.core.model.kept import Acquaintance
from bot.core.roster import handing_over, unmanned
from bot.core.roster.shifts import next_change
from bot.core.rules.model import Commander, Officer, Rules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.pipeline import Pipeline
from storage.database import Database
from storage.open_reports import open_reports

_ASKED_AT_ONCE = 25  # below what Telegram takes in a second


class RosterWatch:
    """Looks at the start, when a shift begins or is about to, and whenever who serves may have changed.

    What was done is noted in the store; what is in memory only saves looking each second.
    """

    def __init__(
        self,
        database: Database,
        pipeline: Pipeline,
        rules: Callable[[], Rules],
        clock: Callable[[], datetime],
        reaches: Callable[[int], Awaitable[bool | None]],
    ) -> None:
        self._database, self._pipeline, self._rules, self._clock = database, pipeline, rules, clock
        self._reaches = reaches
        self._looked_with: tuple[str, int] | None = None
        self._due_at: datetime | None = None

    def next_due_at(self) -> datetime | None:
        """When it is to be looked next, if nobody changes anything."""
        return self._due_at

    async def look_when_due(self) -> None:
        """Look, where anything may have changed since the last time."""
        rules, now = self._rules(), self._clock()
        seen = (rules.version, self._pipeline.people_changes)  # before looking: what changes meanwhile is news
        if self._looked_with == seen and (self._due_at is None or now < self._due_at):
            return
        await self._look(rules, now)
        self._looked_with = seen
        self._due_at = next_change(rules, now, rules.duty.announce)

    async def _look(self, rules: Rules, now: datetime) -> None:
        async with self._database.read() as session:
            reports = await open_reports(session, now - handing_over.OLDEST)
        notes = {handing_over.note_of(code) for group in rules.groups for code in group.quadrants}
        notes |= {unmanned.note_of(group) for group in rules.groups}
        answers = await self._asked()
        await self._pipeline.change(Needs(reports=reports, notes=notes), partial(_changes, answers))

    async def _asked(self) -> dict[int, bool]:
        """Of the police with whom the bot never spoke: who can be written to, as far as Telegram tells."""
        scene = await self._pipeline.look(Needs())
        police: list[Officer | Commander] = [*scene.rules.officers, *scene.rules.commanders]
        ids = {found for who in police if (found := scene.telegram_id(who.telegram)) is not None}
        unknown = [each for each in sorted(ids) if _can_write(each, scene) is None][:_ASKED_AT_ONCE]
        answers = await asyncio.gather(*map(self._reaches, unknown))
        return {each: answer for each, answer in zip(unknown, answers, strict=True) if answer is not None}


def _can_write(person_id: int, scene: Scene) -> bool | None:
    known = scene.world.people.get(person_id)
    return known.can_write if known is not None else None


def _changes(answers: dict[int, bool], scene: Scene) -> Iterator[Effect]:
    for person_id, answer in answers.items():
        if _can_write(person_id, scene) is None:
            known = scene.world.people.get(person_id) or Acquaintance(id=person_id, name="")
            learnt = Know(replace(known, can_write=answer))
            scene.world.apply([learnt])
            yield learnt
    yield from handing_over.hand_over(scene)
    yield from unmanned.announce(scene)
