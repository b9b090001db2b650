"""A record at the scene as PDF on letter paper: one page for usual content, more only when the words need it.

The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, Spacer, Table

from bot.core.scene_record.facts import Fact
from bot.core.scene_record.paper import Paper, Section
from bot.papers.letters import BOLD, PLAIN, markup, use_fonts
from bot.papers.pdf import left_of, pdf_of, width_between

_MARGIN, _BOTTOM = 15 * mm, 19 * mm
_WIDTH = width_between(_MARGIN)
_GREY, _RULE = HexColor("#e8e8e8"), HexColor("#999999")
_TEXT = ParagraphStyle("text", fontName=PLAIN, fontSize=7.6, leading=9.6, splitLongWords=1)
_LABEL = ParagraphStyle("label", parent=_TEXT, textColor=HexColor("#444444"))
_HEADING = ParagraphStyle("heading", parent=_TEXT, fontName=BOLD, fontSize=8.2, leading=10, backColor=_GREY)
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=BOLD, fontSize=13, leading=16, alignment=TA_CENTER)
_PURPOSE = ParagraphStyle("purpose", parent=_TEXT, alignment=TA_CENTER)
_LINES_BY_HAND, _LINE_HEIGHT = 8, 6.5 * mm
_PHOTOS_IN_A_ROW, _PHOTO = 3, 55 * mm
_LONGEST_IN_A_CELL = 44  # letters
_LONGEST_CAPTION = 300
_LONGEST_PARAGRAPH = 2000  # letters: a longer one is laid out as several, none of which is taller than a page


def draw_record(paper: Paper, photos: Sequence[bytes | None]) -> bytes:
    """The PDF. ``photos``: one for each caption, small and clean; None where it could not be had."""
    use_fonts()
    story, numbered = _story(paper, photos), _numbering(paper)
    return pdf_of(story, paper.title, margin=_MARGIN, top=10 * mm, bottom=_BOTTOM, canvas=numbered)


def _story(paper: Paper, photos: Sequence[bytes | None]) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(markup(paper.title), _TITLE), Paragraph(markup(paper.purpose), _PURPOSE)]
    for section in paper.sections:
        story += _section(section)
    story += _heading(paper.narrative_title)
    if paper.narrative:
        story += [part for words in paper.narrative for part in _paragraphs(words)]
    else:
        story.append(KeepTogether([Paragraph(markup(paper.by_hand), _LABEL), _Ruled(_LINES_BY_HAND)]))
    for annex in paper.annexes:
        story += _section(annex)
    story.append(_signature(paper))
    if paper.captions:
        first, *others = _photographs(paper, photos)
        story += [KeepTogether([*_heading(paper.photos_title), first]), *others]
    return story


def _section(section: Section) -> list[Flowable]:
    story: list[Flowable] = _heading(section.title) if section.title else [Spacer(0, 1.5 * mm)]
    for is_short, facts in groupby(section.facts, _fits_a_cell):
        if is_short:
            story.append(_pairs([_cells(fact) for fact in facts]))
        else:
            story += [part for fact in facts for part in _wide(fact)]
    story += [part for line in section.lines for part in _paragraphs(line)]
    return story


def _fits_a_cell(fact: Fact) -> bool:
    """Whether it can stand beside another one; a cell cannot go over to the next page."""
    label, value = fact
    return len(label) <= _LONGEST_IN_A_CELL and len(value) <= _LONGEST_IN_A_CELL and len(value.splitlines()) < 2


def _pairs(facts: list[list[Paragraph]]) -> Table:
    empty: list[Any] = ["", ""]
    rows = [[*facts[at], *(facts[at + 1] if at + 1 < len(facts) else empty)] for at in range(0, len(facts), 2)]
    return _table(rows, [0.21, 0.29, 0.21, 0.29])


def _wide(fact: Fact) -> list[Paragraph]:
    label, value = fact
    first, *others = _parts(value) or [""]
    start = Paragraph(f'<font color="#444444">{markup(label)}:</font> {markup(first)}', _TEXT)
    return [start, *(Paragraph(markup(part), _TEXT) for part in others)]


def _heading(title: str) -> list[Flowable]:
    return [Spacer(0, 1.6 * mm), Paragraph(markup(title), _HEADING), Spacer(0, 0.8 * mm)]


def _paragraphs(words: str) -> list[Paragraph]:
    return [Paragraph(markup(part), _TEXT) for part in _parts(words)]


def _parts(words: str) -> list[str]:
    return [words[at : at + _LONGEST_PARAGRAPH] for at in range(0, len(words), _LONGEST_PARAGRAPH)]


def _cells(fact: Fact) -> list[Paragraph]:
    label, value = fact
    return [Paragraph(markup(label), _LABEL), Paragraph(markup(value), _TEXT)]


def _table(rows: list[list[Any]], shares: list[float]) -> Table:
    return Table(
        rows,
        colWidths=[share * _WIDTH for share in shares],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 0.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ],
    )


def _signature(paper: Paper) -> Flowable:
    checked, name, when = paper.signature
    line = "_" * 34
    rows = [
        [Paragraph(line, _TEXT)] * 2,
        [Paragraph(f"{markup(checked)}: {markup(name)}", _TEXT), Paragraph(markup(when), _TEXT)],
    ]
    return KeepTogether([Spacer(0, 11 * mm), _table(rows, [0.6, 0.4])])


def _photographs(paper: Paper, photos: Sequence[bytes | None]) -> list[Flowable]:
    cells = [_photograph(photo, caption, paper) for photo, caption in zip(photos, paper.captions, strict=True)]
    cells += [[]] * (-len(cells) % _PHOTOS_IN_A_ROW)
    rows = [cells[at : at + _PHOTOS_IN_A_ROW] for at in range(0, len(cells), _PHOTOS_IN_A_ROW)]
    return [_table([row], [1 / _PHOTOS_IN_A_ROW] * _PHOTOS_IN_A_ROW) for row in rows]


def _photograph(photo: bytes | None, caption: str, paper: Paper) -> list[Flowable]:
    short = " ".join(caption.split())[:_LONGEST_CAPTION]
    words = [Paragraph(markup(short), _TEXT)] if short else []
    if photo is None:
        return [Paragraph(markup(f"[{paper.no_photo}]"), _LABEL), *words]
    return [Image(BytesIO(photo), width=_PHOTO, height=_PHOTO, kind="proportional"), *words]


class _Ruled(Flowable):
    """Empty lines to write on."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.width, self.height = _WIDTH, lines * _LINE_HEIGHT
        self._lines = lines

    def draw(self) -> None:
        """Called by reportlab, with the origin at the lower left of the room."""
        self.canv.setStrokeColor(_RULE)
        self.canv.setLineWidth(0.4)
        for number in range(self._lines):
            self.canv.line(0, number * _LINE_HEIGHT, self.width, number * _LINE_HEIGHT)


def _numbering(paper: Paper) -> type[Canvas]:
    """A canvas that writes the foot of each page once it is known how many there are."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self._states: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._states.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, state in enumerate(self._states, 1):
                self.__dict__.update(state)
                self._foot(number, len(self._states))
                super().showPage()
            super().save()

        def _foot(self, page: int, pages: int) -> None:
            self.setFillColor(black)
            self.setFont(PLAIN, 6.5)
            footer = paper.footer.replace("{page}", str(page)).replace("{pages}", str(pages))
            self.drawString(left_of(_MARGIN), 11 * mm, footer)
            self.drawString(left_of(_MARGIN), 8 * mm, paper.hash)

    return Numbered
