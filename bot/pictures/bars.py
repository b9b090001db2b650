"""Horizontal bars with their numbers: one colour, told apart by length and words, light on dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.pictures.lettering import fitted, font, wrapped

WIDTH = 1080
"""Pixels; a phone shows it at about a third of that, so the smallest letters still have 12 points."""
MOST_NAME_LINES = 2

_MARGIN = 64
_ROOM = WIDTH - 2 * _MARGIN
_GROUND = "#10151c"
_PANEL = "#232c38"
_BAR = "#56b4e9"  # a blue that every kind of colour vision sees, and bright against the ground
_BRIGHT = "#f4f6f8"
_SOFT = "#b4bfcc"
_TITLE, _NAME, _NUMBER, _SMALL = 60, 40, 46, 38
_LINE = _SMALL + 14
_ROW = 122  # from one name to the next
_THICK = 40
_NUMBER_ROOM = 150
_SHORTEST = 12  # of a bar: what happened once must be seen beside what happened a thousand times


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What a chart says; ``rows`` are names and counts, the longest bar first; ``empty`` stands there without any."""

    title: str
    date: str
    group: str
    note: str
    rows: Sequence[tuple[str, int]]
    empty: str


def draw_bars(bars: Bars) -> bytes:
    """The chart as a PNG, as high as its rows need."""
    group = wrapped(bars.group, font(_SMALL), _ROOM, MOST_NAME_LINES)
    top = _MARGIN + _TITLE + 24 + _NAME + 36 + (len(group) + 1) * _LINE + 50
    body = len(bars.rows) * _ROW if bars.rows else 240
    image = Image.new("RGB", (WIDTH, top + body + _MARGIN - 20), _GROUND)
    pen = ImageDraw.Draw(image)
    _draw_head(pen, bars, group)
    if not bars.rows:
        _draw_empty(pen, bars.empty, top, body)
    most = max((count for _, count in bars.rows), default=1)
    for place, (name, count) in enumerate(bars.rows):
        _draw_row(pen, name, count, count / most, top + place * _ROW)
    return _png(image)


def _draw_head(pen: ImageDraw.ImageDraw, bars: Bars, group: Sequence[str]) -> None:
    title, y = font(_TITLE, bold=True), _MARGIN
    pen.text((_MARGIN, y), fitted(bars.title, title, _ROOM), _BRIGHT, title)
    y += _TITLE + 24
    pen.text((_MARGIN, y), fitted(bars.date, font(_NAME), _ROOM), _BRIGHT, font(_NAME))
    y += _NAME + 36
    for line in group:
        pen.text((_MARGIN, y), line, _SOFT, font(_SMALL))
        y += _LINE
    pen.text((_MARGIN, y), fitted(bars.note, font(_SMALL), _ROOM), _SOFT, font(_SMALL))


def _draw_row(pen: ImageDraw.ImageDraw, name: str, count: int, share: float, y: int) -> None:
    """The name above its bar, so that a long one has the whole width; the number at the bar's end."""
    pen.text((_MARGIN, y), fitted(name, font(_NAME), _ROOM), _BRIGHT, font(_NAME))
    top = y + _NAME + 14
    end = _MARGIN + max(_SHORTEST, round((_ROOM - _NUMBER_ROOM) * share))
    pen.rectangle((_MARGIN, top, end, top + _THICK), _BAR)
    number = font(_NUMBER, bold=True)
    words = fitted(f"{count}", number, _NUMBER_ROOM - 24)
    pen.text((end + 24, top + _THICK / 2), words, _BRIGHT, number, anchor="lm")


def _draw_empty(pen: ImageDraw.ImageDraw, text: str, top: int, height: int) -> None:
    """An empty day is news as well: it says so in the middle, where the bars would be."""
    pen.rectangle((_MARGIN, top, WIDTH - _MARGIN, top + height), _PANEL)
    words = fitted(text, font(_NUMBER), _ROOM - 2 * _MARGIN)
    pen.text((WIDTH / 2, top + height / 2), words, _BRIGHT, font(_NUMBER), anchor="mm")


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
