"""Letters for pictures: the fonts that come with the program, and text that fits the width it has."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

_FACES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


@cache
def font(size: int, *, bold: bool = False) -> FreeTypeFont:
    """The program's own font, so that pictures look the same everywhere. ``size`` in pixels."""
    data = (files("bot.pictures") / "fonts" / _FACES[bold]).read_bytes()
    # the basic layout is the same wherever Pillow was built; we write from left to right
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str, face: FreeTypeFont) -> str:
    """The text without what the font cannot draw (emoji, scripts from afar), which would be empty boxes."""
    return " ".join("".join(c for c in unicodedata.normalize("NFC", text) if c == " " or _has(face, c)).split())


def fitted(text: str, face: FreeTypeFont, width: float) -> str:
    """As much of the text as fits into the width, with an ellipsis where it was cut."""
    text = drawable(text, face)
    if face.getlength(text) <= width:
        return text
    fits = bisect_right(range(len(text)), width, key=lambda length: face.getlength(f"{text[:length].rstrip()}…"))
    return f"{text[: max(0, fits - 1)].rstrip()}…"


def abridged(text: str, face: FreeTypeFont, width: float) -> str:
    """As `fitted`, but cut in the midst: names that differ only at their ends stay different."""
    text = drawable(text, face)
    if face.getlength(text) <= width:
        return text

    def cut(kept: int) -> str:
        end = kept // 2
        return f"{text[: kept - end].rstrip()}…{text[len(text) - end :].lstrip()}"

    fits = bisect_right(range(len(text)), width, key=lambda kept: face.getlength(cut(kept)))
    return cut(max(0, fits - 1))


def wrapped(
    text: str, face: FreeTypeFont, width: float, most: int, end: Callable[[str, FreeTypeFont, float], str] = fitted
) -> list[str]:
    """The text in at most ``most`` lines, broken between words; ``end`` shortens the last where it is too long."""
    words = drawable(text, face).split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and face.getlength(" ".join(words[: taken + 1])) <= width:
            taken += 1
        lines.append(fitted(" ".join(words[:taken]), face, width))
        words = words[taken:]
    return [*lines, end(" ".join(words), face, width)] if words else lines


@cache
def _has(face: FreeTypeFont, character: str) -> bool:
    return _shape(face, character) != _shape(face, "\uffff")


def _shape(face: FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(character)
    return mask.size, bytes(mask)
