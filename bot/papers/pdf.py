"""Paper of the program's own: letter size, its fonts, and for the same content the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

_PADDING = 6
"""Points that reportlab leaves around what it lays out."""


def left_of(margin: float) -> float:
    """Where what is laid out begins, between margins of so many points."""
    return margin + _PADDING


def width_between(margins: float) -> float:
    """The room for what is laid out, between margins of so many points."""
    return LETTER[0] - 2 * left_of(margins)


def pdf_of(
    story: Iterable[Flowable], title: str, *, margin: float, top: float, bottom: float, canvas: type[Canvas] = Canvas
) -> bytes:
    """The story as a PDF, with these margins in points."""
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=LETTER,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=top,
        bottomMargin=bottom,
        title=title,
        author="Cuadrante",
        invariant=1,
    )
    document.build(list(story), canvasmaker=canvas)
    return buffer.getvalue()
