"""Horizontal bars with their numbers, and what the same was in the weeks before: thin marks, and numbers again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.lettering import abridged, drawable, fitted, font, wrapped
from bot.pictures.look import BAR, BRIGHT, GROUND, MARGIN, MARK, NAME, NUMBER, PANEL, SMALL, SMALLEST, WIDTH
from bot.pictures.sheet import Block, Pen

ROW = 66
_NAMES = 372
_LEFT = MARGIN + _NAMES
_COLUMN = 58  # of one earlier week's numbers
_NUMBER_ROOM = 96
_THICK = 34
_MARK_ROOM = 28
_SHORTEST = 8  # of a bar: what happened once must be seen beside what happened a thousand times


@dataclass(frozen=True, slots=True)
class Row:
    """A name, how many, and how many in each of the weeks before, the oldest first (None: not known)."""

    name: str
    count: int
    earlier: tuple[int | None, ...] = ()


def row_block(rows: Sequence[Row], before: str = "") -> Block:
    """The rows as bars on one scale. ``before``: what stands above the columns of the weeks before."""
    columns = max((len(row.earlier) for row in rows), default=0)
    right = WIDTH - MARGIN - columns * _COLUMN
    top_line = 44 if before and columns else 0
    most = max([1, *(row.count for row in rows), *(each or 0 for row in rows for each in row.earlier)])
    scale = (right - _LEFT - _NUMBER_ROOM) / most

    def draw(pen: Pen, top: int) -> None:
        if top_line:
            _draw_weeks(pen, before, top, columns, right)
        for place, row in enumerate(rows):
            _draw_row(pen, row, top + top_line + place * ROW, scale, right)

    return Block(top_line + len(rows) * ROW + 10, draw)


def _draw_weeks(pen: Pen, before: str, top: int, columns: int, right: int) -> None:
    """Above each column, how many weeks ago it was; a mark before the words tells what the marks on the bars are."""
    for place in range(columns):
        x = right + (place + 1) * _COLUMN
        pen.text((x, top), f"{columns - place}", MARK, font(SMALL), anchor="ra")
    words = fitted(before, font(SMALL), right - MARGIN - _MARK_ROOM)
    pen.text((right + 12, top), words, MARK, font(SMALL), anchor="ra")
    _draw_mark(pen, right + 12 - font(SMALL).getlength(words) - _MARK_ROOM / 2, top + 4, top + SMALL + 4)


def _draw_row(pen: Pen, row: Row, top: int, scale: float, right: int) -> None:
    """The number stands in a column of its own, where no mark of an earlier week can come to lie on it."""
    middle = top + ROW / 2
    _draw_name(pen, row.name, middle)
    up, down = middle - _THICK / 2, middle + _THICK / 2
    pen.rectangle((_LEFT, up, _LEFT + 3, down), PANEL)
    if row.count:
        pen.rectangle((_LEFT, up, _LEFT + max(_SHORTEST, row.count * scale), down), BAR)
    marks = [_LEFT + each * scale for each in row.earlier if each]
    for x in marks:  # as bright as the bar for who sees no colour: a dark edge sets them off
        pen.rectangle((x - 5, up, x + 5, down), GROUND)
    for x in marks:
        _draw_mark(pen, x, up - 6, down + 6)
    bold = font(NUMBER, bold=True)
    pen.text((right, middle), fitted(f"{row.count}", bold, _NUMBER_ROOM - 14), BRIGHT, bold, anchor="rm")
    for place, each in enumerate(row.earlier):
        x = right + (place + 1) * _COLUMN
        text = "–" if each is None else fitted(f"{each}", font(SMALL), _COLUMN - 6)
        pen.text((x, middle), text, MARK, font(SMALL), anchor="rm")


def _draw_mark(pen: Pen, x: float, up: float, down: float) -> None:
    pen.rectangle((x - 2, up, x + 2, down), MARK)


def _draw_name(pen: Pen, name: str, middle: float) -> None:
    """A long name is written smaller, in two lines."""
    room = _NAMES - 16
    if font(NAME).getlength(drawable(name, font(NAME))) <= room:
        pen.text((MARGIN, middle), fitted(name, font(NAME), room), BRIGHT, font(NAME), anchor="lm")
        return
    lines = wrapped(name, font(SMALLEST), room, 2, abridged)
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * (SMALLEST + 3)
        pen.text((MARGIN, y), line, BRIGHT, font(SMALLEST), anchor="lm")
