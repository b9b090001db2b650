"""The weekly brief as PDF on letter paper, for the table of the security cabinet. Same content, same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from bot.core.agreements import promise_in_words
from bot.core.brief import Brief
from bot.core.brief_text import (
    Line,
    category_lines,
    changes_in_words,
    host_in_words,
    number,
    quadrant_lines,
    week_in_words,
)
from bot.core.figures_in_words import in_times, on_clock
from bot.core.promise import Promise
from bot.core.scene import Scene
from bot.locales import Sentences
from bot.papers.letters import BOLD, PLAIN, markup, use_fonts

_MARGIN = 20 * mm
_WIDTH = LETTER[0] - 2 * _MARGIN - 12  # reportlab leaves six points on either side
_RULE, _GREY = HexColor("#999999"), HexColor("#e8e8e8")
_TEXT = ParagraphStyle("text", fontName=PLAIN, fontSize=9.5, leading=12.5, splitLongWords=1)
_SMALL = ParagraphStyle("small", parent=_TEXT, fontSize=8, leading=10.5, textColor=HexColor("#444444"))
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=BOLD, fontSize=17, leading=21)
_HEADING = ParagraphStyle("heading", parent=_TEXT, fontName=BOLD, fontSize=11, leading=14, backColor=_GREY)
_NUMBER = ParagraphStyle("number", parent=_TEXT, alignment=2)
_ITEM = ParagraphStyle("item", parent=_TEXT, leftIndent=10, bulletIndent=0)


def print_brief(brief: Brief, group: str, codes: Sequence[str], say: Sentences, scene: Scene) -> bytes:
    """The PDF, in the language of ``say``, about the quadrants with these codes."""
    use_fonts()
    buffer = BytesIO()
    title = say("brief.head", group=group, week=week_in_words(brief.figures, say))
    document = SimpleDocTemplate(
        buffer,
        pagesize=LETTER,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=16 * mm,
        bottomMargin=16 * mm,
        title=title,
        author="Cuadrante",
        invariant=1,
    )
    document.build(list(_story(brief, group, codes, say, scene)))
    return buffer.getvalue()


def _story(brief: Brief, group: str, codes: Sequence[str], say: Sentences, scene: Scene) -> Iterator[Flowable]:
    figures = brief.figures
    yield Paragraph(markup(say("brief.title")), _TITLE)
    yield Paragraph(markup(f"{group} · {week_in_words(figures, say)}"), _TEXT)
    yield Paragraph(markup(say("digest.as_of", moment=on_clock(figures.period.as_of, scene.rules.timezone))), _SMALL)
    yield from _promises(brief, "brief.agreed", brief.agreed, say, scene)
    yield from _heading(say("brief.reports", count=figures.week.reports, emergencies=figures.week.emergencies))
    yield _table(say("brief.categories"), category_lines(figures, say), say)
    yield Spacer(0, 2 * mm)
    yield _table(say("brief.quadrants"), quadrant_lines(figures, codes, say), say)
    shared = figures.week.quadrants.shared
    if shared:
        yield Paragraph(markup(say("sheet.shared", count=shared)), _SMALL)
    for name, times in (("digest.answer", figures.answer), ("digest.arrival", figures.arrival)):
        yield Paragraph(markup(in_times(name, times, say)), _SMALL)
    yield from _heading(say("brief.changes"))
    yield from (_item(each) for each in changes_in_words(figures, say))
    yield from _promises(brief, "brief.open", brief.open, say, scene)
    yield from _heading(say("brief.next"))
    yield Paragraph(markup(host_in_words(brief, say)), _TEXT)
    yield Spacer(0, 4 * mm)
    yield Paragraph(markup(say("brief.note")), _SMALL)


def _heading(text: str) -> Iterator[Flowable]:
    yield Spacer(0, 3.5 * mm)
    yield Paragraph(markup(text), _HEADING)
    yield Spacer(0, 1.5 * mm)


def _item(text: str) -> Paragraph:
    return Paragraph(markup(text), _ITEM, bulletText="•")


def _promises(brief: Brief, title: str, found: Sequence[Promise], say: Sentences, scene: Scene) -> Iterator[Flowable]:
    as_of = brief.figures.period.as_of
    yield from _heading(say(title))
    yield from (_item(promise_in_words(each, say, scene, as_of)) for each in found)
    if not found:
        yield Paragraph(markup(say("brief.nothing")), _SMALL)


def _table(title: str, lines: Sequence[Line], say: Sentences) -> Table:
    """A row for each line: the week, the four before, and their mean."""
    weeks = max((len(line.earlier) for line in lines), default=0)
    names = [say("brief.column_now"), *(f"−{ago}" for ago in range(weeks, 0, -1)), say("brief.column_usual")]
    head = [Paragraph(markup(title), _SMALL), *(Paragraph(markup(name), _small_number()) for name in names)]
    rows = [head]
    for line in lines:
        counts = [str(line.count), *("–" if each is None else str(each) for each in line.earlier), number(line.usual)]
        rows.append([Paragraph(markup(line.name), _TEXT), *(Paragraph(markup(each), _NUMBER) for each in counts)])
    rest = _WIDTH * 0.52 / len(names)
    table = Table(rows, colWidths=[_WIDTH * 0.48, *[rest] * len(names)], repeatRows=1)
    table.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table


def _small_number() -> ParagraphStyle:
    return ParagraphStyle("small number", parent=_SMALL, alignment=2)
