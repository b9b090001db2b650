"""Pictures are looked at in pixels: nothing is cut, nothing touches the margins, no colour stands alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor
from shapely.geometry import box

from bot.core.figures.where_and_when import Hours
from bot.pictures import look
from bot.pictures.hours import hours_block
from bot.pictures.look import CIVIDIS, GROUND, MARGIN, WIDTH, ink_on, luminance, shade
from bot.pictures.quadrant_map import Area, map_blocks
from bot.pictures.rows import ROW, Row, row_block
from bot.pictures.scale import Scale
from bot.pictures.sheet import HIGHEST, Block, draw_sheet, head, heading, nothing, paragraph
from bot.pictures.spans import Span, span_block

LONG = "Vecinos de Santa María la Ribera y de todas sus calles, plazas y callejones, y de quienes pasan por ellas"
DAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")
MINUTE = timedelta(minutes=1)


def drawn(*blocks: Block) -> Image.Image:
    return Image.open(BytesIO(draw_sheet(blocks))).convert("RGB")


def lengths(picture: Image.Image, colour: str = look.BAR) -> list[int]:
    """How many pixels of this colour lie in a row, from the top down, wherever such a row begins."""
    wanted, found, before = ImageColor.getrgb(colour), [], 0
    for y in range(picture.height):
        row = picture.crop((0, y, picture.width, y + 1)).getcolors(picture.width) or []
        here = next((count for count, seen in row if seen == wanted), 0)
        if here > 6 and before <= 6:
            found.append(here)
        before = here
    return found


def margins_are_clean(picture: Image.Image) -> bool:
    edge = MARGIN - 8  # letters may lean out a little
    sides = ((0, 0, edge, picture.height), (WIDTH - edge, 0, WIDTH, picture.height))
    return all(
        picture.crop(side).getcolors(4) == [(edge * picture.height, ImageColor.getrgb(GROUND))] for side in sides
    )


def test_bars_are_as_long_as_their_numbers_and_once_is_seen_beside_a_thousand() -> None:
    first, second, third = lengths(drawn(row_block([Row("Robo", 10), Row("Aviso", 5), Row("Fuga", 2)])))
    assert second == pytest.approx(first / 2, abs=2)
    assert third == pytest.approx(first / 5, abs=2)
    assert lengths(drawn(row_block([Row("Robo", 1000), Row("Aviso", 1)])))[1] >= 8


def test_the_weeks_before_are_on_the_scale_of_the_bars() -> None:
    (bar,) = lengths(drawn(row_block([Row("Robo", 2, (None, None, 8, 0))], "semanas antes:")))
    (alone,) = lengths(drawn(row_block([Row("Robo", 8, (None, None, 8, 0))], "semanas antes:")))
    assert bar == pytest.approx(alone / 4, abs=6)  # the mark hides a little of the longer one


def test_a_sheet_is_as_wide_as_a_phone_takes_and_as_high_as_its_blocks() -> None:
    short, tall = (drawn(row_block([Row("Robo", 1)] * many)) for many in (3, 17))
    assert short.width == tall.width == WIDTH
    assert tall.height - short.height == 14 * ROW
    endless = drawn(*[nothing("nada")] * 100)
    assert endless.height == HIGHEST
    assert WIDTH + HIGHEST < 10_000  # Telegram's limit for photographs


@settings(max_examples=6, deadline=None)
@given(
    text=st.one_of(st.just(LONG * 2), st.text(max_size=80), st.just("x" * 200)),
    counts=st.lists(st.integers(0, 10**7), min_size=1, max_size=6),
    before=st.lists(st.one_of(st.none(), st.integers(0, 10**9)), max_size=4),
)
def test_whatever_a_name_is_nothing_fails_and_nothing_touches_the_margins(
    text: str, counts: Sequence[int], before: Sequence[int | None]
) -> None:
    picture = drawn(
        head(text, text, text),
        heading(text, text),
        row_block([Row(text, count, tuple(before)) for count in counts], text),
        span_block([Span(text, MINUTE, 5 * MINUTE, text), Span(text, None, None, text)]),
        paragraph(text, bullet=True),
        nothing(text),
        *map_blocks([Area(text, count) for count in counts]),
        *map_blocks([Area(text, counts[0], box(-99.17, 19.42, -99.16, 19.43))]),
        hours_block(Hours(3, ((counts[0],) * 8,) * 7), [text] * 7),
    )
    assert margins_are_clean(picture)


def test_nothing_at_all_has_words_and_no_bar() -> None:
    picture = drawn(nothing("No hubo reportes."))
    assert lengths(picture) == []
    assert len(picture.getcolors(1 << 16) or []) > 20  # letters have many shades


def test_each_quadrant_is_where_it_lies_in_the_colour_of_its_number() -> None:
    west, east = box(-99.17, 19.42, -99.16, 19.43), box(-99.16, 19.42, -99.15, 19.43)
    picture = drawn(*map_blocks([Area("CUA-1", 0, west), Area("CUA-2", 5, east)]))
    y = MARGIN + 60
    assert picture.getpixel((MARGIN + 100, y)) == ImageColor.getrgb(look.PANEL)
    assert picture.getpixel((WIDTH - MARGIN - 100, y)) == ImageColor.getrgb(shade(4, 5))


def test_north_is_up_and_a_square_kilometre_is_square() -> None:
    half = 0.005
    wide = half / 0.9435  # the cosine of 19.35 degrees
    picture = drawn(*map_blocks([Area("CUA-1", 1, box(-99 - wide, 19.35 - half, -99 + wide, 19.35 + half))]))
    colour = ImageColor.getrgb(shade(0, 1))
    pixels = picture.load()
    assert pixels is not None
    columns = [x for x in range(WIDTH) if pixels[x, MARGIN + 100] == colour]
    rows = [y for y in range(picture.height) if pixels[MARGIN + 100, y] == colour]
    assert columns[-1] - columns[0] == pytest.approx(rows[-1] - rows[0], rel=0.02)


def test_hours_are_rows_and_weekdays_are_columns() -> None:
    counts = [[0] * 24 for _ in range(7)]
    counts[6][23] = 9
    picture = drawn(hours_block(Hours(1, tuple(map(tuple, counts))), DAYS))
    bright = ImageColor.getrgb(shade(4, 5))
    assert picture.getpixel((WIDTH - MARGIN - 12, picture.height - MARGIN - 12 - 10)) == bright
    assert picture.getpixel((WIDTH - MARGIN - 12, MARGIN + 50)) == ImageColor.getrgb(look.PANEL)


@pytest.mark.parametrize(
    ("most", "names"),
    [
        (0, ()),
        (1, ("1",)),
        (3, ("1", "2", "3")),
        (7, ("1–2", "3–4", "5–6", "7")),
        (22, ("1–5", "6–10", "11–15", "16–20", "21–22")),
    ],
)
def test_classes_hold_every_number_and_say_which(most: int, names: tuple[str, ...]) -> None:
    assert Scale.up_to(most).names == names
    assert Scale.up_to(most).colour(0) == look.PANEL
    colours = [Scale.up_to(most).colour(count) for count in range(1, most + 1)]
    assert len(set(colours)) == len(names)


def test_amounts_grow_brighter_and_every_letter_is_read_on_its_colour() -> None:
    bright = [luminance(colour) for colour in CIVIDIS]
    assert bright == sorted(bright)
    for colour in (look.BRIGHT, look.SOFT, look.BAR, look.MARK):
        assert contrast(colour, GROUND) >= 7  # the strictest demand of the accessibility guidelines
    shades = [look.PANEL, *(shade(step, 5) for step in range(5))]  # of nothing, and of more and more
    assert all(contrast(one, more) >= 1.3 for one, more in pairwise(shades))  # who sees no colour sees a step
    for step in range(5):
        assert contrast(ink_on(shade(step, 5)), shade(step, 5)) >= 4.5


def test_a_full_picture_is_drawn_within_a_second() -> None:
    many = [Area(f"CUA-{n}", n, box(-99.2 + n / 1000, 19.4, -99.199 + n / 1000, 19.41)) for n in range(40)]
    started = time.process_time()
    drawn(
        *map_blocks(many), hours_block(Hours(1, ((112,) * 24,) * 7), DAYS), row_block([Row(LONG, 5, (1, 2, 3, 4))] * 20)
    )
    assert time.process_time() - started < 1.5


def contrast(one: str, other: str) -> float:
    """As the accessibility guidelines (WCAG) define it."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_marks_of_the_weeks_before_are_told_from_the_bar_without_any_colour() -> None:
    picture = drawn(row_block([Row("Robo", 8, (4,))])).convert("L")
    middle = MARGIN + ROW // 2
    along = [picture.getpixel((x, middle)) for x in range(WIDTH)]
    dark = picture.getpixel((2, 2))
    first, last = (next(x for x in order if along[x] > 120 and x > 430) for order in (range(WIDTH), range(900, 0, -1)))
    assert dark in along[first:last]
