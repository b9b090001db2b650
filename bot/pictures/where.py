"""The picture of any period: where and when. It names no place smaller than a quadrant, so anybody may see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.digests.where_text import counted_in_words, period_in_words
from bot.core.figures.where_and_when import WhereAndWhen
from bot.core.rules.model import Quadrant
from bot.core.wording import WEEKDAYS
from bot.locales import Sentences
from bot.pictures.hours import hours_block
from bot.pictures.quadrant_map import Area, map_blocks
from bot.pictures.sheet import Block, draw_sheet, head, heading, nothing


def draw_where(found: WhereAndWhen, group: str, quadrants: Sequence[Quadrant], say: Sentences) -> bytes:
    """A PNG in the language of ``say``."""
    return draw_sheet(list(_blocks(found, group, quadrants, say)))


def where_blocks(found: WhereAndWhen, quadrants: Sequence[Quadrant], say: Sentences) -> Iterator[Block]:
    """The map and the hours, each below its heading."""
    yield heading(say("where.quadrants"), counted_in_words(found, say))
    yield from map_blocks([Area(each.code, found.quadrants.of(each.code), each.area) for each in quadrants])
    yield heading(say("where.hours"), say("where.local"))
    yield hours_block(found.hours, [say(f"where.weekday.{day}") for day in WEEKDAYS])


def _blocks(found: WhereAndWhen, group: str, quadrants: Sequence[Quadrant], say: Sentences) -> Iterator[Block]:
    yield head(say("where.title"), period_in_words(found, say), group)
    if found.incidents:
        yield from where_blocks(found, quadrants, say)
    else:
        yield heading(say("where.quadrants"), counted_in_words(found, say))
        yield nothing(say("digest.no_reports"))
