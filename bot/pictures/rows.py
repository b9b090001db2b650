"""Horizontal bars with their numbers, and what the same was in the weeks before: thin marks, and numbers again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.lettering import fitted, font
from bot.pictures.look import BAR, BRIGHT, MARGIN, MARK, NAME, NUMBER, PANEL, SMALL, SOFT, WIDTH
from bot.pictures.sheet import Block, Pen

ROW = 66
_NAMES = 372
_LEFT = MARGIN + _NAMES
_COLUMN = 58  # of one earlier week's numbers
_NUMBER_ROOM = 96
_THICK = 34
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
            words = fitted(before, font(SMALL), WIDTH - 2 * MARGIN)
            pen.text((WIDTH - MARGIN, top), words, SOFT, font(SMALL), anchor="ra")
        for place, row in enumerate(rows):
            _draw_row(pen, row, top + top_line + place * ROW, scale, right)

    return Block(top_line + len(rows) * ROW + 10, draw)


def _draw_row(pen: Pen, row: Row, top: int, scale: float, right: int) -> None:
    middle = top + ROW / 2
    pen.text((MARGIN, middle), fitted(row.name, font(NAME), _NAMES - 16), BRIGHT, font(NAME), anchor="lm")
    up, down = middle - _THICK / 2, middle + _THICK / 2
    end = float(_LEFT)
    if row.count:
        end = _LEFT + max(_SHORTEST, row.count * scale)
        pen.rectangle((_LEFT, up, end, down), BAR)
    else:
        pen.rectangle((_LEFT, up, _LEFT + 3, down), PANEL)
    known = [each for each in row.earlier if each is not None]
    for each in known:
        x = _LEFT + each * scale
        pen.rectangle((x - 2, up - 6, x + 2, down + 6), MARK)
    bold = font(NUMBER, bold=True)
    end = max([end, *(_LEFT + each * scale for each in known)])
    pen.text((end + 14, middle), fitted(f"{row.count}", bold, _NUMBER_ROOM - 18), BRIGHT, bold, anchor="lm")
    for place, each in enumerate(row.earlier):
        x = right + (place + 1) * _COLUMN
        text = "–" if each is None else fitted(f"{each}", font(SMALL), _COLUMN - 6)
        pen.text((x, middle), text, MARK, font(SMALL), anchor="rm")
