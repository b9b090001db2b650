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
_JOINER = "\u200d"  # makes one emoji of several


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


def legible(text: str) -> str:
    """The text without what could lead a terminal astray: escapes, and marks that turn the line's direction."""
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"):
        return char
    if char == "\t":
        return " "
    return char if char == _JOINER else "" if unicodedata.category(char) == "Cf" else "·"


def columns(text: str) -> int:
    """How many columns a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else 2 if unicodedata.east_asian_width(c) in _WIDE else 1
        for c in text
    )


def fitted(text: str, width: int) -> str:
    """The text in exactly so many columns: cut with an ellipsis, or filled with blanks."""
    text = legible(text)
    if columns(text) > width:
        while columns(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text's lines, broken between words, or within one that is too long; at least one."""
    lines: list[str] = []
    for paragraph in legible(text).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            rest = word
            if line and columns(f"{line} {rest}") > width:
                lines.append(line)
                line = ""
            while columns(rest) > width:
                piece = _piece(rest, width)
                lines.append(piece)
                rest = rest[len(piece) :]
            line = f"{line} {rest}" if line else rest
        lines.append(line)
    return lines


def _piece(word: str, width: int) -> str:
    """As many of the word's first letters as fit; at least one."""
    end = 1
    while end < len(word) and columns(word[: end + 1]) <= width:
        end += 1
    return word[:end]
