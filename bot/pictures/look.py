"""How every picture of ours looks: sizes for a phone held in a hand, colours for the dark and for every eye.

Light on dark, because officers look at night; each number is written beside its colour or length, so that nobody
needs the colour. Bars and marks: sky blue and orange of Okabe and Ito's palette ("Color Universal Design", 2008), which
all kinds of colour vision tell apart. Amounts: cividis (Nuñez, Anderton and Renslow, PLoS ONE 13(7), 2018), which grows
evenly brighter also for those who see no red or no green.
"""

from __future__ import annotations

WIDTH = 1080
"""Pixels; a phone shows it at about a third of that, so the smallest letters still have 10 points."""
MARGIN = 64
ROOM = WIDTH - 2 * MARGIN

GROUND = "#10151c"
PANEL = "#232c38"
LINE = "#3d4a5a"
BRIGHT = "#f4f6f8"
SOFT = "#b4bfcc"
BAR = "#56b4e9"
MARK = "#e69f00"

TITLE, HEADING, NAME, NUMBER, SMALL, SMALLEST = 56, 40, 34, 38, 30, 28
"""Sizes of letters in pixels; none is smaller."""

CIVIDIS = (
    *("#00204d", "#00336f", "#39486b", "#575c6d", "#707173", "#8a8779", "#a69d75", "#c4b56c", "#e4cf5b", "#ffea46"),
)
"""Ten even steps from the darkest to the brightest."""


def shade(step: int, steps: int) -> str:
    """The colour of the step-th of so many classes above nothing, from 0; nothing itself has the panel's."""
    first = 2  # the darker ones would not stand out from the panel for who sees no colour
    if steps <= 1:
        return CIVIDIS[-2]
    return CIVIDIS[first + round(step * (len(CIVIDIS) - 1 - first) / (steps - 1))]


def ink_on(colour: str) -> str:
    """The letters' colour that is read better on this one."""
    return GROUND if luminance(colour) > 0.2 else BRIGHT


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1, as the accessibility guidelines (WCAG) define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
