"""The picture of a day: what was reported, where, how soon it was answered, against the same weekday of four weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bot.core.digests.figures_in_words import date_of, how_long
from bot.core.figures.counts import FIELD_ORDER
from bot.core.figures.daily import Daily, DayFigures
from bot.core.figures.history import Mention
from bot.core.figures.times import Times
from bot.core.wording import category_of, place_of, quoted
from bot.locales import Sentences
from bot.pictures.rows import Row, row_block
from bot.pictures.sheet import Block, draw_sheet, head, heading, nothing, paragraph
from bot.pictures.spans import Span, span_block

MOST_EMERGENCIES = 4


def draw_digest(daily: Daily, group: str, codes: Sequence[str], say: Sentences) -> bytes:
    """A PNG in the language of ``say``. ``codes``: the quadrants that its reader may see, in the rules' order."""
    return draw_sheet(list(_blocks(daily, group, codes, say)))


def _blocks(daily: Daily, group: str, codes: Sequence[str], say: Sentences) -> Iterator[Block]:
    day = daily.day
    yield head(say("sheet.day"), date_of(day.date, say), group)
    yield heading(say("sheet.categories", count=day.reports), _usual(daily, say))
    before = say("sheet.weeks_before") if any(daily.earlier) else ""
    kinds = category_rows(daily, say)
    yield row_block(kinds, before) if kinds else nothing(say("digest.no_reports"))
    if day.reports or any(each.reports for each in daily.earlier if each):
        shared = say("sheet.shared", count=day.quadrants.shared) if day.quadrants.shared else ""
        yield heading(say("sheet.quadrants"), shared)
        yield row_block(quadrant_rows(daily, codes, say), before)
    if day.reports:
        yield heading(say("sheet.times"))
        yield span_block([_span("sheet.answer", day.answer, say), _span("sheet.arrival", day.arrival, say)])
    if day.emergencies:
        yield heading(say("sheet.emergencies", count=len(day.emergencies)))
        yield from _emergencies(day.emergencies, say)


def category_rows(daily: Daily, say: Sentences) -> list[Row]:
    """Every category that was reported on the day or on those that it is held against, as the field study orders."""
    rows = [_row(daily, category_of(category, say), partial(_of_category, category.value)) for category in FIELD_ORDER]
    rows.append(_row(daily, say("sheet.no_category"), lambda day: day.categories.missing))
    return [row for row in rows if row.count or any(row.earlier)]


def quadrant_rows(daily: Daily, codes: Sequence[str], say: Sentences) -> list[Row]:
    """Every quadrant, also those where nothing was reported, and what lies in none that is known."""
    rows = [_row(daily, code, partial(_of_quadrant, code)) for code in codes]
    nowhere = _row(daily, say("sheet.no_quadrant"), lambda day: day.quadrants.missing)
    return [*rows, nowhere] if nowhere.count or any(nowhere.earlier) else rows


def _of_category(name: str, day: DayFigures) -> int:
    return day.categories.of(name)


def _of_quadrant(code: str, day: DayFigures) -> int:
    return day.quadrants.of(code)


def _row(daily: Daily, name: str, count: Callable[[DayFigures], int]) -> Row:
    return Row(name, count(daily.day), tuple(count(each) if each else None for each in daily.earlier))


def _usual(daily: Daily, say: Sentences) -> str:
    """How many reports there were on the same weekday before, week by week."""
    counts = [str(each.reports) if each else "–" for each in daily.earlier]
    return say("sheet.usual", counts=" · ".join(counts)) if any(daily.earlier) else say("sheet.no_weeks_before")


def _span(name: str, times: Times, say: Sentences) -> Span:
    return Span(say(name), times.median, times.ninetieth, times_in_words(times, say))


def times_in_words(times: Times, say: Sentences) -> str:
    """Median, 90th percentile, n and missing, always together."""
    if times.median is None or times.ninetieth is None:
        return say("sheet.no_span", missing=times.missing)
    half, most = how_long(times.median), how_long(times.ninetieth)
    return say("sheet.span", median=half, ninetieth=most, n=times.n, missing=times.missing)


def _emergencies(found: Sequence[Mention], say: Sentences) -> Iterator[Block]:
    shown = found if len(found) <= MOST_EMERGENCIES + 1 else found[:MOST_EMERGENCIES]
    for each in shown:
        words = say(
            "sheet.emergency",
            folio=each.folio,
            category=category_of(each.category, say),
            place=quoted(place_of(each.place, say), 60),
            state=say(f"state.{each.state}"),
        )
        yield paragraph(words, bullet=True, most=2)
    if rest := len(found) - len(shown):
        yield paragraph(say("sheet.more", count=rest), soft=True)
