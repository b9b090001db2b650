"""Playing a scenario with the real bot, in virtual time: an evening takes a second."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.model.report import LogRow
from bot.sandbox.clock import VirtualClock
from bot.sandbox.comings import NotAllowed
from bot.sandbox.expecting import failures
from bot.sandbox.scenario import Scenario, Step
from bot.sandbox.stage import CannotPlay, Stage

_MOST_IN_A_ROW = 100_000
_TICK = timedelta(seconds=1)


class Driven(Protocol):
    """What the player needs of the bot."""

    async def settle(self) -> None:
        """Take all that has come in, do all that is due, send all that may be sent now."""

    def next_due_at(self) -> datetime | Awaitable[datetime | None] | None:
        """When there will be something to do next, if nobody says anything."""


@dataclass(slots=True)
class Played:
    """What came of it. ``failures`` name the step and what was not as expected."""

    failures: list[str] = field(default_factory=list)
    notes: list[tuple[datetime, str]] = field(default_factory=list)


class Player:
    """Drives one bot through one scenario."""

    def __init__(
        self,
        scenario: Scenario,
        stage: Stage,
        clock: VirtualClock,
        bot: Driven,
        read_log: Callable[[], Awaitable[Iterable[LogRow]]],
        operate: Callable[[Step], Awaitable[None]] | None = None,
    ) -> None:
        """``read_log``: the response log as it is now. ``operate``: does what a step says of the program itself."""
        self._scenario, self._stage, self._clock, self._bot, self._read_log = scenario, stage, clock, bot, read_log
        self._operate = operate

    async def play(self, *, stop_at_failure: bool = False) -> Played:
        """Play all steps."""
        played = Played()
        await self._bot.settle()
        for number, (moment, step) in enumerate(self._scenario.timeline(), 1):
            await self._wait_until(moment)
            if step.note is not None:
                played.notes.append((self._clock(), step.note))
            wrong = await self._perform(step)
            played.failures += [f"step {number} ({moment:%H:%M:%S}): {what}" for what in wrong]
            if wrong and stop_at_failure:
                break
        return played

    async def _perform(self, step: Step) -> list[str]:
        try:
            if step.is_of_program and self._operate is not None:
                await self._operate(step)
            else:
                self._stage.perform(step)
        except (CannotPlay, NotAllowed, LookupError) as error:
            return [str(error)]
        await self._bot.settle()
        if not step.expect:
            return []
        log = list(await self._read_log())
        wrong: list[str] = []
        for expectation in step.expect:
            try:
                wrong += failures(expectation, self._stage, log)
            except CannotPlay as error:
                wrong.append(str(error))
        return wrong

    async def _wait_until(self, moment: datetime) -> None:
        """Let time pass, stopping wherever the bot has something to do."""
        for _ in range(_MOST_IN_A_ROW):
            due = self._bot.next_due_at()
            if inspect.isawaitable(due):
                due = await due
            if due is None:
                break
            if due <= self._clock():  # it could not be done when it was due: look again a little later
                due = self._clock() + _TICK
            if due > moment:
                break
            self._clock.advance_to(due)
            await self._bot.settle()
        else:
            raise RuntimeError("the bot always has something to do at once")
        self._clock.advance_to(moment)
        await self._bot.settle()
