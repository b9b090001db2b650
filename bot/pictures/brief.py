"""The weekly brief as one picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.cabinet.brief import Brief
from bot.core.cabinet.text import (
    Line,
    category_lines,
    changes_in_words,
    host_in_words,
    promises_in_words,
    quadrant_lines,
    shared_in_words,
    week_in_words,
)
from bot.core.scene import Scene
from bot.locales import Sentences
from bot.pictures.rows import Row, row_block
from bot.pictures.sheet import Block, draw_sheet, head, heading, nothing, paragraph

MOST_PROMISES = 6


def draw_brief(brief: Brief, group: str, codes: Sequence[str], say: Sentences, scene: Scene) -> bytes:
    """A PNG in the language of ``say``, about the quadrants with these codes."""
    return draw_sheet(list(_blocks(brief, group, codes, say, scene)))


def _blocks(brief: Brief, group: str, codes: Sequence[str], say: Sentences, scene: Scene) -> Iterator[Block]:
    figures, before = brief.figures, say("sheet.weeks_before")
    yield head(say("brief.title"), week_in_words(figures, say), group)
    yield from _promises("brief.agreed", promises_in_words(brief, brief.agreed, say, scene), say)
    if brief.fulfilled:
        yield from _promises("brief.fulfilled", promises_in_words(brief, brief.fulfilled, say, scene), say)
    emergencies = say("sheet.emergencies", count=figures.week.emergencies)
    yield heading(say("sheet.categories", count=figures.week.reports), emergencies)
    kinds = category_lines(figures, say)
    yield row_block(_rows(kinds), before) if kinds else nothing(say("digest.no_reports"))
    yield heading(say("brief.quadrants"), "".join(shared_in_words(figures, say)))
    yield row_block(_rows(quadrant_lines(figures, codes, say)), before)
    yield heading(say("brief.changes"))
    yield from (paragraph(each, bullet=True, most=2) for each in changes_in_words(figures, say))
    yield from _promises("brief.open", promises_in_words(brief, brief.open, say, scene), say)
    yield heading(say("brief.next"))
    yield paragraph(host_in_words(brief, say))


def _rows(lines: Sequence[Line]) -> list[Row]:
    return [Row(each.name, each.count, each.earlier) for each in lines]


def _promises(title: str, found: Sequence[str], say: Sentences) -> Iterator[Block]:
    yield heading(say(title))
    if not found:
        yield paragraph(say("brief.nothing"), soft=True)
    for each in found[:MOST_PROMISES]:
        yield paragraph(each, bullet=True, most=4)
    if len(found) > MOST_PROMISES:
        yield paragraph(say("sheet.more", count=len(found) - MOST_PROMISES), soft=True)
