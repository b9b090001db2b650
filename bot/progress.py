"""How far a long run has come: one line on standard error while a person watches there, and nothing otherwise."""

from __future__ import annotations

from typing import Self, TextIO


class Progress:
    """Shows how many are done, and of how many where that is known; the line is gone at the end.

    Without a terminal to show it on (``to`` None, or none) it does nothing.
    """

    def __init__(self, to: TextIO | None = None) -> None:
        self._to = to if to is not None and to.isatty() else None
        self._done = self._expected = 0

    def expect(self, more: int) -> None:
        """So many more are to be done than was known."""
        self._expected += more
        self._show()

    def advance(self, more: int) -> None:
        """So many more are done."""
        self.reach(self._done + more)

    def reach(self, done: int) -> None:
        """So many are done by now."""
        self._done = done
        self._show()

    def __enter__(self) -> Self:
        """Nothing is shown before there is something to say."""
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line, however it ended."""
        if self._to:
            print("\r\x1b[K", end="", file=self._to, flush=True)

    def _show(self) -> None:
        if self._to:
            of = f" / {self._expected:,}" if self._expected else ""
            print(f"\r{self._done:,}{of}", end="", file=self._to, flush=True)
