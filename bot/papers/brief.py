"""The weekly brief as PDF on letter paper, for the table of the security cabinet. Same content, same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from bot.core.cabinet.paper import BriefPaper, Counts, Part
from bot.papers.letters import BOLD, PLAIN, markup, use_fonts
from bot.papers.pdf import pdf_of, width_between

_MARGIN = 20 * mm
_WIDTH = width_between(_MARGIN)
_RULE, _GREY = HexColor("#999999"), HexColor("#e8e8e8")
_TEXT = ParagraphStyle("text", fontName=PLAIN, fontSize=9.5, leading=12.5, splitLongWords=1)
_SMALL = ParagraphStyle("small", parent=_TEXT, fontSize=8, leading=10.5, textColor=HexColor("#444444"))
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=BOLD, fontSize=17, leading=21)
_HEADING = ParagraphStyle("heading", parent=_TEXT, fontName=BOLD, fontSize=11, leading=14, backColor=_GREY)
_NUMBER = ParagraphStyle("number", parent=_TEXT, alignment=TA_RIGHT)
_COLUMN = ParagraphStyle("column", parent=_SMALL, alignment=TA_RIGHT)
_ITEM = ParagraphStyle("item", parent=_TEXT, leftIndent=10, bulletIndent=0, bulletFontName=PLAIN)
_NAMES = 0.48  # of the width of a table


def draw_paper(paper: BriefPaper) -> bytes:
    """The PDF."""
    use_fonts()
    title = f"{paper.title} · {paper.about}"
    return pdf_of(_story(paper), title, margin=_MARGIN, top=16 * mm, bottom=16 * mm)


def _story(paper: BriefPaper) -> Iterator[Flowable]:
    yield Paragraph(markup(paper.title), _TITLE)
    yield Paragraph(markup(paper.about), _TEXT)
    yield Paragraph(markup(paper.as_of), _SMALL)
    for part in paper.parts:
        yield from _part(part)
    yield Spacer(0, 4 * mm)
    yield Paragraph(markup(paper.note), _SMALL)


def _part(part: Part) -> Iterator[Flowable]:
    yield Spacer(0, 3.5 * mm)
    yield Paragraph(markup(part.title), _HEADING)
    yield Spacer(0, 1.5 * mm)
    for counts in part.tables:
        yield _table(counts)
        yield Spacer(0, 2 * mm)
    yield from (Paragraph(markup(item), _ITEM, bulletText="•") for item in part.items)
    yield from (Paragraph(markup(note), _SMALL) for note in part.notes)


def _table(counts: Counts) -> Table:
    head = [Paragraph(markup(counts.title), _SMALL), *(Paragraph(markup(name), _COLUMN) for name in counts.columns)]
    rows = [
        [Paragraph(markup(name), _TEXT), *(Paragraph(markup(each), _NUMBER) for each in numbers)]
        for name, *numbers in counts.rows
    ]
    rest = _WIDTH * (1 - _NAMES) / len(counts.columns)
    table = Table([head, *rows], colWidths=[_WIDTH * _NAMES, *[rest] * len(counts.columns)], repeatRows=1)
    table.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table
