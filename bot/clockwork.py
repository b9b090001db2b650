"""What is done again and again while the program serves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Routine:
    """What is done so many seconds after it was done last, and for the first time so many after the start."""

    name: str
    do: Callable[[], Awaitable[None]]
    seconds: float
    wait: float


class Clockwork:
    """Goes through routines by the event loop's own clock.

    The machine's clock may be set, and a machine may sleep: what was missed meanwhile is then done once, at once, and
    what is due does not wait for a clock that was put back to come round again.
    """

    def __init__(self, routines: tuple[Routine, ...]) -> None:
        self.routines = routines
        self._tasks: list[asyncio.Task[None]] = []
        self._begun: dict[str, float] = {}  # what is under way, and since when

    def start(self) -> None:
        """Begin; each goes its own way, and none is ever done twice at once."""
        self._tasks = [asyncio.create_task(self._go_on(routine), name=routine.name) for routine in self.routines]

    def stop(self) -> None:
        """End, also what is under way."""
        for task in self._tasks:
            task.cancel()

    def under_way_for(self, seconds: float) -> list[str]:
        """The names of those that have not come to an end for so long."""
        now = asyncio.get_running_loop().time()
        return [name for name, begun in self._begun.items() if now - begun >= seconds]

    async def _go_on(self, routine: Routine) -> None:
        await asyncio.sleep(routine.wait)
        while True:
            self._begun[routine.name] = asyncio.get_running_loop().time()
            await routine.do()
            del self._begun[routine.name]
            await asyncio.sleep(routine.seconds)
