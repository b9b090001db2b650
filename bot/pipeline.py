"""The message's way: gather, decide, record in one transaction; then the sender is woken.

Everything that is handled comes through here: a batch of updates, a deadline, what became of an outgoing message,
news for the administrators. Each is one transaction, so a crash leaves it wholly done or not begun.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.administrators import tell_administrators
from bot.core.answers.asking import on_deadline
from bot.core.decide import decide
from bot.core.deliveries import needs_deciding, on_delivery
from bot.core.effects import BindName, ChangeDuty, Effect, Know, SaveGroup, Send
from bot.core.log_rows import with_facts
from bot.core.model.incoming import Incoming
from bot.core.needs import needs_of
from bot.core.outgoing import Delivery, Outgoing
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.world import Needs
from bot.raw_updates import Raw, id_of, translated, words_of
from storage import deadlines, intake, outbox
from storage.database import Database
from storage.failures import is_passing
from storage.health import health
from storage.recording import record
from storage.snapshot import load_world

log = logging.getLogger(__name__)

Decide = Callable[[Scene], Iterable[Effect]]

_PEOPLE_CHANGE = "people change"


class Pipeline:
    """Joins the pure decisions with the store. All writers of the program go through one of its methods."""

    def __init__(
        self,
        database: Database,
        rules: Callable[[], Rules],
        translate: Callable[[Raw], Incoming],
        clock: Callable[[], datetime],
        wake: Callable[[], None] = lambda: None,
        bot_name: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._database = database
        self._rules = rules
        self._translate = translate
        self._clock = clock
        self.wake = wake
        self._bot_name = bot_name
        self.people_changes = 0  # how often who serves, or who can be reached, may have changed: whoever looks compares

    async def take(self, raws: list[Raw]) -> None:
        """Handle a batch of updates and return after the commit; what was handled before is passed over.

        Raises the database's error when it can store nothing for now: nothing has been handled then.
        """
        try:
            await self._take(raws)
        except Exception as exc:
            if is_passing(exc):
                raise
            # something in the batch is poison: one by one, so that it costs nobody else
            for raw in raws:
                await self._take_alone(raw)
        self.wake()

    async def sweep(self) -> None:
        """Do what has fallen due. One report's trouble does not keep the others waiting."""
        now = self._clock()
        async with self._database.read() as session:
            due = await deadlines.due_reports(session, now)
        for report_id in due:
            try:
                await self._change(Needs(reports={report_id}), partial(_on_deadline, report_id))
            except Exception as exc:
                log.error("sweep.failed", extra={"report_id": report_id, "error": type(exc).__name__})
        if due:
            self.wake()

    async def delivered(self, deliveries: Sequence[Delivery]) -> None:
        """Record what became of outgoing messages, and what follows from it."""
        now = self._clock()
        decisive = [delivery for delivery in deliveries if needs_deciding(delivery)]
        try:
            async with self._writing() as session:
                await outbox.finish(session, deliveries, now)
                if decisive:
                    await self._decide_deliveries(session, decisive, now)
        except Exception as exc:
            if not decisive or is_passing(exc):
                raise
            # that it was sent must be known even when what should follow cannot be decided
            log.error("delivery.undecided", extra={"error": type(exc).__name__})
            log.debug("delivery.undecided.because", exc_info=True)
            async with self._database.write() as session:
                await outbox.finish(session, deliveries, now)

    async def tell_administrators(self, about: str, sentence: str, *, urgent: bool = False, **values: object) -> None:
        """Bring news to the administrators of all groups, each piece once (``about``), in the rules' language."""

        def news(scene: Scene) -> Iterator[Effect]:
            yield from tell_administrators(about, scene.say(None)(sentence, **values), scene, None, urgent=urgent)

        await self.change(Needs(), news)

    async def look(self, needs: Needs) -> Scene:
        """What is stored now, for looking only."""
        async with self._database.read() as session:
            return await self.scene(session, needs, self._clock())

    async def send(self, outgoing: Iterable[Outgoing]) -> None:
        """Bring what is decided already to whom it is for."""
        await self.change(Needs(), lambda _: map(Send, outgoing))

    async def change(self, needs: Needs, effects: Decide) -> None:
        """Decide and record something that did not come as an update."""
        await self._change(needs, effects)
        self.wake()

    async def _take(self, raws: list[Raw]) -> None:
        now = self._clock()
        incoming, broken = translated(raws, self._translate)
        async with self._writing() as session:
            unseen = await intake.unseen(session, [*incoming, *(update_id for update_id, _, _ in broken)])
            batch = [each for update_id, each in incoming.items() if update_id in unseen]
            if batch:
                await self._handle(session, batch, now)
            failures = [each for each in broken if each[0] in unseen]
            for update_id, exc, raw in failures:
                await self._store_failed(session, update_id, exc, raw, now)
            await intake.confirm(session, [each.update_id for each in batch], now)
        log.debug("batch.recorded", extra={"updates": len(raws), "new": len(batch), "failed": len(failures)})

    async def _handle(self, session: AsyncSession, batch: list[Incoming], now: datetime) -> None:
        scene = await self.scene(session, needs_of(batch), now)
        effects: list[Effect] = []
        for each in batch:
            decision = decide(each, scene)
            scene.world.apply(decision.effects)
            effects += with_facts(decision.effects)
            log.debug("decided", extra={"update_id": each.update_id, "reason": decision.reason})
        await self._record(session, effects, now)

    async def _take_alone(self, raw: Raw) -> None:
        try:
            await self._take([raw])
        except Exception as exc:
            if is_passing(exc):
                raise
            log.error("update.failed", extra={"update_id": id_of(raw), "error": type(exc).__name__})
            log.debug("update.failed.because", exc_info=True)
            async with self._database.write() as session:
                await self._store_failed(session, id_of(raw), exc, raw, self._clock())

    async def _store_failed(
        self, session: AsyncSession, update_id: int, exc: Exception, raw: Raw, now: datetime
    ) -> None:
        error = f"{type(exc).__name__}: {exc}"
        await intake.fail(session, update_id, error, json.dumps(raw, ensure_ascii=True, default=str), now)
        scene = await self.scene(session, Needs(), now)
        say = scene.say(None)
        words = words_of(raw)
        text = say(
            "admin.failed",
            count=(await health(session, now)).failed,
            error=type(exc).__name__,
            words=say("admin.failed_words", words=words) if words else "",
        )
        news = tell_administrators(f"failed:{now:%Y%m%d%H}", text, scene, None, urgent=True)
        await record(session, list(news), now)

    async def _decide_deliveries(self, session: AsyncSession, deliveries: list[Delivery], now: datetime) -> None:
        chats = {delivery.waiting.action.chat_id for delivery in deliveries}
        reports = {d.waiting.report_id for d in deliveries if d.waiting.report_id is not None}
        people = {chat for chat in chats if chat > 0}
        scene = await self.scene(session, Needs(chats=chats, people=people, reports=reports), now)
        effects: list[Effect] = []
        for delivery in deliveries:
            following = list(on_delivery(delivery, scene))
            scene.world.apply(following)
            effects += with_facts(following)
        await self._record(session, effects, now)

    async def _change(self, needs: Needs, effects: Decide) -> None:
        now = self._clock()
        async with self._writing() as session:
            scene = await self.scene(session, needs, now)
            await self._record(session, with_facts(effects(scene)), now)

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction. That people may have changed is told after its commit: before, nobody could see it."""
        async with self._database.write() as session:
            yield session
        self.people_changes += session.info.get(_PEOPLE_CHANGE, False)

    async def _record(self, session: AsyncSession, effects: Sequence[Effect], now: datetime) -> None:
        if any(isinstance(effect, BindName | ChangeDuty | Know | SaveGroup) for effect in effects):
            session.info[_PEOPLE_CHANGE] = True
        await record(session, effects, now)

    async def scene(self, session: AsyncSession, needs: Needs, now: datetime) -> Scene:
        """What is stored now, for looking in the caller's transaction; with everybody whom the rules name by id."""
        rules = self._rules()
        world = await load_world(session, needs, now, also_people=_people_of(rules))
        return Scene(world, rules, now, self._bot_name())


def _on_deadline(report_id: int, scene: Scene) -> Iterator[Effect]:
    report = scene.world.reports.get(report_id)
    if report is not None:
        yield from on_deadline(report, scene)


def _people_of(rules: Rules) -> set[int]:
    """Everybody whom the rules name by id."""
    handles = [*(officer.telegram for officer in rules.officers), *(each.telegram for each in rules.commanders)]
    handles += [handle for group in rules.groups for handle in group.administrators]
    return {handle for handle in handles if isinstance(handle, int)}
