"""The real program in a process of its own, with settings from the environment alone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.durability.starting import Started, start_by_hand, start_quickly

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds: machines are noisy; nothing waits that long unless it is broken


async def until(condition: Callable[[], Awaitable[bool]], what: str, patience: float = PATIENCE) -> None:
    """Look again and again until it holds; fails, and says what was waited for, when it never does."""
    deadline = time.monotonic() + patience
    while not await condition():
        assert time.monotonic() < deadline, f"waited {patience:.0f} s in vain: {what}"
        await asyncio.sleep(0.05)


class BotProcess:
    """One operator's bot: its settings stay the same from start to start, and its log goes on in one file."""

    def __init__(self, place: Path, rules: Path, environment: dict[str, str]) -> None:
        self._place = place  # without a .env, whatever lies in the repository
        self.log_file = place / "bot.log"
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "LANG": "C.UTF-8",
            "RULES_FILE": str(rules),
            **environment,
        }
        self.killed_at: list[datetime] = []
        self.process: Started | None = None

    async def start(self, *, by_hand: bool = False, **environment: str) -> None:
        """Start `run`, without waiting for it; ``by_hand``: as an operator does, which takes a second longer."""
        assert self.process is None
        start = start_by_hand if by_hand else start_quickly
        self.process = await asyncio.to_thread(start, self._place, self.environment | environment, self.log_file)

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self.process is not None
        return self.process.pid

    async def kill(self) -> None:
        """`kill -9`."""
        await self.end(signal.SIGKILL)
        self.killed_at.append(datetime.now(UTC))

    async def stop(self) -> int:
        """End it in order; its exit code."""
        return await self.end(signal.SIGTERM)

    async def end(self, number: signal.Signals) -> int:
        """Send the signal and wait for the end; the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            os.kill(self.process.pid, number)
        return await self.exit_code()

    async def exit_code(self) -> int:
        """Wait for it to end by itself."""
        await until(self._has_ended, "the end of the process")
        assert self.process is not None
        code = self.process.poll()
        assert code is not None
        self.process = None
        return code

    async def _has_ended(self) -> bool:
        assert self.process is not None
        return self.process.poll() is not None

    async def command(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """Run another command of the program to its end: exit code, standard output, standard error."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self._place,
            env=self.environment | environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    @property
    def log(self) -> str:
        """All that it has logged so far."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    async def until_logged(self, event: str, times: int = 1) -> None:
        """Wait until the log has that event so many times."""

        async def logged() -> bool:
            assert self.process is None or self.process.poll() is None, f"it has ended:\n{self.log}"
            return self.log.count(event) >= times

        await until(logged, f"{event} in the log:\n{self.log}")


@contextlib.asynccontextmanager
async def bot_process(place: Path, rules: Path, environment: dict[str, str]) -> AsyncIterator[BotProcess]:
    """A bot that is not started yet, and leaves no process behind."""
    bot = BotProcess(place, rules, environment)
    try:
        yield bot
    finally:
        if bot.process is not None:
            await bot.kill()
