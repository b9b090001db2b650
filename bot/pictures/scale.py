"""From amounts to colours: a few classes, each with the numbers that it holds written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from bot.pictures.lettering import fitted, font
from bot.pictures.look import LINE, MARGIN, PANEL, ROOM, SMALL, SOFT, shade
from bot.pictures.sheet import Block, Pen

MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """The upper bounds of the classes above nothing, rising."""

    bounds: tuple[int, ...]

    @classmethod
    def up_to(cls, most: int) -> Scale:
        """Classes of the same width that hold every number from 1 to the most; each its own where they are few."""
        classes = min(MOST_CLASSES, most)
        wide = ceil(most / classes) if classes else 1
        return cls(tuple(min(wide * number, most) for number in range(1, ceil(most / wide) + 1)))

    def colour(self, count: int) -> str:
        """The colour of this many."""
        if count <= 0 or not self.bounds:
            return PANEL
        step = next((at for at, bound in enumerate(self.bounds) if count <= bound), len(self.bounds) - 1)
        return shade(step, len(self.bounds))

    @property
    def names(self) -> tuple[str, ...]:
        """What each class holds: ``3``, or ``4–6``."""
        lows = (1, *(bound + 1 for bound in self.bounds))
        return tuple(f"{low}" if low == up else f"{low}–{up}" for low, up in zip(lows, self.bounds, strict=False))


def scale_block(scale: Scale) -> Block:
    """Swatches with their numbers, nothing first."""
    names = ("0", *scale.names)
    wide = ROOM / len(names)

    def draw(pen: Pen, top: int) -> None:
        for place, name in enumerate(names):
            x = MARGIN + place * wide
            colour = PANEL if place == 0 else shade(place - 1, len(scale.bounds))
            pen.rectangle((x, top, x + wide - 4, top + 28), colour, LINE)
            words = name if font(SMALL).getlength(name) <= wide - 8 else f"≤{name.rpartition('–')[2]}"
            pen.text(
                (x + (wide - 4) / 2, top + 54), fitted(words, font(SMALL), wide - 8), SOFT, font(SMALL), anchor="mm"
            )

    return Block(88, draw)
