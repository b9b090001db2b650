"""How long things took: the middle one and what nine of ten did not exceed, on one scale, with what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.pictures.lettering import fitted, font
from bot.pictures.look import BAR, BRIGHT, MARGIN, MARK, NAME, PANEL, ROOM, SMALL, SOFT
from bot.pictures.sheet import Block, Pen

_ROW = 138


@dataclass(frozen=True, slots=True)
class Span:
    """A name, the median and the 90th percentile (None: there is none), and both in words, with n and missing."""

    name: str
    median: timedelta | None
    ninetieth: timedelta | None
    words: str


def span_block(spans: Sequence[Span]) -> Block:
    """The spans on one scale that begins with nothing."""
    longest = max([each.ninetieth for each in spans if each.ninetieth is not None], default=timedelta())
    scale = (ROOM - 12) / max(longest.total_seconds(), 1)

    def draw(pen: Pen, top: int) -> None:
        for place, span in enumerate(spans):
            _draw(pen, span, top + place * _ROW, scale)

    return Block(len(spans) * _ROW + 6, draw)


def _draw(pen: Pen, span: Span, top: int, scale: float) -> None:
    pen.text((MARGIN, top), fitted(span.name, font(NAME), ROOM), BRIGHT, font(NAME))
    middle = top + 58
    pen.rectangle((MARGIN, middle - 3, MARGIN + ROOM, middle + 3), PANEL)
    if span.median is not None and span.ninetieth is not None:
        half, most = (MARGIN + 6 + each.total_seconds() * scale for each in (span.median, span.ninetieth))
        pen.rectangle((half, middle - 6, most, middle + 6), BAR)
        pen.rectangle((most - 3, middle - 16, most + 3, middle + 16), BAR)
        pen.ellipse((half - 13, middle - 13, half + 13, middle + 13), MARK)
    pen.text((MARGIN, top + 82), fitted(span.words, font(SMALL), ROOM), SOFT, font(SMALL))
