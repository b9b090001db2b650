"""The real program in a process of its own: `python -m bot …` with settings from the environment alone."""

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
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, *, before: Callable[[], None] | None = None, **environment: str) -> None:
        """Start `run`, without waiting for it. ``before`` is called in the new process: limits, for instance."""
        assert self.process is None
        with self.log_file.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-W", "error::ResourceWarning", "-m", "bot", "run"),
                cwd=self._place,
                env=self.environment | environment,
                stdout=log,
                stderr=log,
                preexec_fn=before,
            )

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
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await self.exit_code()

    async def exit_code(self) -> int:
        """Wait for it to end by itself."""
        assert self.process is not None
        code = await asyncio.wait_for(self.process.wait(), PATIENCE)
        self.process = None
        return code

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
            assert self.process is None or self.process.returncode is None, f"it has ended:\n{self.log}"
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
            if bot.process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    bot.process.kill()
            await bot.process.wait()
