"""Letters for paper: the program's own fonts, and text in which nothing is left that could break or disguise a page."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_UNKNOWN = "\ufffd"  # stands for what the font has no letter for: that something stood there is not hidden
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control and direction marks, halves of characters


@cache
def use_fonts() -> None:
    """Make the fonts known to reportlab, once."""
    for name in (PLAIN, BOLD):
        data = (files("bot.pictures") / "fonts" / f"{name}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, BytesIO(data)))


def markup(text: str) -> str:
    """What somebody wrote, as a paragraph that says exactly that; its line ends stay."""
    lines = (_plain(line) for line in text.splitlines())
    return "<br/>".join(escape(line) for line in lines)


@cache
def _drawable() -> frozenset[int]:
    """The characters that the font has letters for."""
    font = pdfmetrics.getFont(PLAIN)
    return frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()


def _plain(line: str) -> str:
    use_fonts()
    drawable = _drawable()
    found: list[str] = []
    for character in unicodedata.normalize("NFC", line):
        if character.isspace():
            found.append(" ")
        elif unicodedata.category(character) in _HIDDEN or (unicodedata.combining(character) and not found):
            continue
        elif ord(character) in drawable:
            found.append(character)
        elif not found or found[-1] != _UNKNOWN:
            found.append(_UNKNOWN)
    return "".join(found).strip()
