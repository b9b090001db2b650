"""Hour by weekday: a table whose cells are the brighter the more there is in them, with the numbers in the cells."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.figures.where_and_when import Hours
from bot.pictures.lettering import fitted, font
from bot.pictures.look import BRIGHT, MARGIN, PANEL, ROOM, SMALL, SOFT, ink_on
from bot.pictures.scale import Scale
from bot.pictures.sheet import Block, Pen

_SIDE = 130  # for the hours' names
_GAP = 3
_HIGH = {1: 46, 3: 72}


def hours_block(hours: Hours, weekdays: Sequence[str]) -> Block:
    """A column for each weekday (Monday first), a row for each hour or three: so every number has room."""
    scale = Scale.up_to(max(map(max, hours.counts)))
    high, wide = _HIGH[hours.step], (ROOM - _SIDE) / 7
    rows = len(hours.counts[0])

    def draw(pen: Pen, top: int) -> None:
        for day, name in enumerate(weekdays):
            x = MARGIN + _SIDE + (day + 0.5) * wide
            pen.text((x, top + 20), fitted(name, font(SMALL), wide - 4), SOFT, font(SMALL), anchor="mm")
        for row in range(rows):
            y = top + 44 + row * high
            pen.text((MARGIN, y + high / 2), hour_name(row * hours.step, hours.step), SOFT, font(SMALL), anchor="lm")
            for day in range(7):
                count = hours.counts[day][row]
                x = MARGIN + _SIDE + day * wide
                colour = scale.colour(count)
                pen.rectangle((x, y, x + wide - _GAP, y + high - _GAP), colour)
                middle = (x + (wide - _GAP) / 2, y + (high - _GAP) / 2)
                _draw_count(pen, count, middle, colour, wide)

    return Block(44 + rows * high + 12, draw)


def hour_name(hour: int, step: int) -> str:
    """``03`` for one hour, ``03–06`` for three."""
    return f"{hour:02}" if step == 1 else f"{hour:02}–{hour + step:02}"


def _draw_count(pen: Pen, count: int, middle: tuple[float, float], colour: str, wide: float) -> None:
    if count:
        bold = font(SMALL, bold=True)
        pen.text(middle, fitted(f"{count}", bold, wide - 10), ink_on(colour), bold, anchor="mm")
    elif colour == PANEL:
        pen.text(middle, "·", BRIGHT, font(SMALL), anchor="mm")
