"""A picture as a sheet: blocks one below another, each of which knows how high it is and draws itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.pictures.lettering import fitted, font, wrapped
from bot.pictures.look import (
    BRIGHT,
    GROUND,
    HEADING,
    LINE,
    MARGIN,
    NAME,
    PANEL,
    ROOM,
    SMALL,
    SOFT,
    TITLE,
    WIDTH,
)

Pen = ImageDraw.ImageDraw
HIGHEST = 8_900
"""Telegram takes photographs whose width and height together are at most 10,000."""
_LINE = SMALL + 12


@dataclass(frozen=True, slots=True)
class Block:
    """``draw`` gets the pen and where the block begins."""

    height: int
    draw: Callable[[Pen, int], None]


def draw_sheet(blocks: Sequence[Block]) -> bytes:
    """The blocks as a PNG."""
    height = sum(block.height for block in blocks) + 2 * MARGIN
    image = Image.new("RGB", (WIDTH, min(height, HIGHEST)), GROUND)
    pen, top = ImageDraw.Draw(image), MARGIN
    for block in blocks:
        block.draw(pen, top)
        top += block.height
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def head(title: str, date: str, group: str) -> Block:
    """What it is, when, and whose: the group's name may take two lines."""
    names = wrapped(group, font(SMALL), ROOM, 2)

    def draw(pen: Pen, top: int) -> None:
        pen.text((MARGIN, top), fitted(title, font(TITLE, bold=True), ROOM), BRIGHT, font(TITLE, bold=True))
        pen.text((MARGIN, top + 76), fitted(date, font(HEADING), ROOM), BRIGHT, font(HEADING))
        for number, line in enumerate(names):
            pen.text((MARGIN, top + 136 + number * _LINE), line, SOFT, font(SMALL))

    return Block(136 + len(names) * _LINE + 20, draw)


def heading(text: str, note: str = "") -> Block:
    """A line above it, the text, and softly what must be known of all below."""
    notes = wrapped(note, font(SMALL), ROOM, 3)

    def draw(pen: Pen, top: int) -> None:
        pen.line((MARGIN, top + 18, WIDTH - MARGIN, top + 18), LINE, 2)
        bold = font(HEADING, bold=True)
        pen.text((MARGIN, top + 38), fitted(text, bold, ROOM), BRIGHT, bold)
        for number, line in enumerate(notes):
            pen.text((MARGIN, top + 96 + number * _LINE), line, SOFT, font(SMALL))

    return Block(98 + len(notes) * _LINE + 8, draw)


def paragraph(text: str, *, most: int = 3, soft: bool = False, bullet: bool = False) -> Block:
    """A text in at most so many lines; ``bullet``: a point before it, and its further lines below the first."""
    shift = 30 if bullet else 0
    face = font(SMALL if soft else NAME)
    lines = wrapped(text, face, ROOM - shift, most)
    step = face.size + 12

    def draw(pen: Pen, top: int) -> None:
        if bullet and lines:
            middle = top + face.size * 0.55
            pen.ellipse((MARGIN + 2, middle - 5, MARGIN + 12, middle + 5), SOFT)
        for number, line in enumerate(lines):
            pen.text((MARGIN + shift, top + number * step), line, SOFT if soft else BRIGHT, face)

    return Block(round(len(lines) * step) + 8 if lines else 0, draw)


def nothing(text: str) -> Block:
    """Nothing to show is news as well: it says so in the middle, where the figures would be."""
    lines = wrapped(text, font(HEADING), ROOM - 2 * MARGIN, 3)
    height = 100 + len(lines) * (HEADING + 14)

    def draw(pen: Pen, top: int) -> None:
        pen.rounded_rectangle((MARGIN, top, WIDTH - MARGIN, top + height - 20), 16, PANEL)
        for number, line in enumerate(lines):
            y = top + (height - 20) / 2 + (number - (len(lines) - 1) / 2) * (HEADING + 14)
            pen.text((WIDTH / 2, y), line, BRIGHT, font(HEADING), anchor="mm")

    return Block(height, draw)


def space(height: int) -> Block:
    """Nothing, so high."""
    return Block(height, lambda pen, top: None)
