"""Two ways to start `cuadrante run` in a process of its own.

By hand, as an operator does, with an interpreter that imports everything first; and quickly, as a fork of a process
that has imported the program already, and has done nothing else. From then on nothing tells them apart.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Protocol

from bot.cli import main

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.durability.ready"])


class Started(Protocol):
    """A process, whichever way it was started."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code, once it has ended; that of a killed one is the signal's number below zero."""


class _Fork:
    def __init__(self, place: Path, environment: dict[str, str], log: Path) -> None:
        self._process = _FORKS.Process(target=_run, args=(place, environment, log))
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode


def start_quickly(place: Path, environment: dict[str, str], log: Path) -> Started:
    """Start it in that directory; what it says goes into the log."""
    return _Fork(place, environment, log)


def start_by_hand(place: Path, environment: dict[str, str], log: Path) -> Started:
    """The same with `python -m bot run`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-W", "error::ResourceWarning", "-m", "bot", "run"],
            cwd=place,
            env=environment,
            stdout=output,
            stderr=output,
        )


def _run(place: Path, environment: dict[str, str], log: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(place)
    with log.open("ab") as output:
        os.dup2(output.fileno(), sys.stdout.fileno())
        os.dup2(output.fileno(), sys.stderr.fileno())
    warnings.simplefilter("error", ResourceWarning)
    main(["run"])
