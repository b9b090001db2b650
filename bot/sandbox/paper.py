"""Where a conversation is printed: so wide, and with colours or without."""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import dataclass
from typing import IO

_WIDEST = 100
_STYLES = {"bold": "1", "dim": "2", "strike": "9", "green": "32", "cyan": "36", "yellow": "33"}
_WIDE = "WF"


@dataclass(frozen=True, slots=True)
class Paper:
    """``width`` in columns; ``colours`` only where a person watches."""

    width: int = _WIDEST
    colours: bool = False

    @classmethod
    def of(cls, stream: IO[str]) -> Paper:
        """What that stream shows: plain unless it is a terminal, and where NO_COLOR is set."""
        if not stream.isatty():
            return cls()
        width = min(_WIDEST, shutil.get_terminal_size().columns)
        return cls(max(width, 50), colours=not os.environ.get("NO_COLOR"))

    def paint(self, text: str, *styles: str) -> str:
        """The text in those styles: bold, dim, strike, green, cyan, yellow."""
        if not self.colours or not text or not styles:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"


def columns(text: str) -> int:
    """How many columns a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else 2 if unicodedata.east_asian_width(c) in _WIDE else 1
        for c in text
    )


def fitted(text: str, width: int) -> str:
    """The text in exactly so many columns: cut with an ellipsis, or filled with blanks."""
    if columns(text) > width:
        while columns(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text's lines, broken between words where they are too long; at least one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if columns(longer) > width and line:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
