"""Pictures are looked at in pixels: nothing is cut, nothing is blank, no colour stands for a meaning."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.pictures import bars
from bot.pictures.bars import WIDTH, Bars, draw_bars
from bot.pictures.lettering import drawable, fitted, font, wrapped

LONG = "Vecinos de Santa María la Ribera y de todas sus calles, plazas y callejones, y de quienes pasan por ellas"


def drawn(**changes: Any) -> Image.Image:
    fields: dict[str, Any] = {
        "title": "Reportes por tipo",
        "date": "viernes 20/11/2026",
        "group": "Vecinos de la Cuauhtémoc",
        "note": "En total 8",
        "rows": [("Espacio público", 5), ("Robo", 2), ("Aviso", 1)],
        "empty": "No hubo reportes.",
    }
    return Image.open(BytesIO(draw_bars(Bars(**fields | changes)))).convert("RGB")


def lengths(picture: Image.Image) -> list[int]:
    """How long each bar is, from the top down."""
    blue = Image.new("RGB", (1, 1), bars._BAR).getpixel((0, 0))
    found: list[int] = []
    before = 0
    for y in range(picture.height):
        row = picture.crop((0, y, picture.width, y + 1)).getcolors(picture.width) or []
        here = next((count for count, colour in row if colour == blue), 0)
        if here > 10 and before <= 10:
            found.append(here)
        before = here
    return found


def test_bars_are_as_long_as_their_numbers() -> None:
    first, second, third = lengths(drawn())
    assert second == pytest.approx(first * 2 / 5, abs=2)
    assert third == pytest.approx(first / 5, abs=2)


def test_what_happened_once_is_seen_beside_a_thousand() -> None:
    assert lengths(drawn(rows=[("Robo", 1000), ("Aviso", 1)]))[1] >= 12


def test_a_picture_is_as_wide_as_a_phone_takes_and_as_high_as_its_rows() -> None:
    short, long = drawn(), drawn(rows=[(f"Tipo {n}", n) for n in range(17, 0, -1)])
    assert short.width == long.width == WIDTH
    assert long.height - short.height == 14 * bars._ROW
    assert long.width + long.height < 10_000  # Telegram's limit for photographs


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rows": []},
        {"rows": [], "empty": LONG},
        {"title": LONG, "date": LONG, "group": LONG * 3, "note": LONG, "rows": [(LONG, 10**12), (LONG, 1)]},
        {"group": "x" * 500},
        {"group": ""},
    ],
)
def test_nothing_touches_the_margins(changes: dict[str, Any]) -> None:
    picture = drawn(**changes)
    assert len(picture.getcolors(1 << 20) or []) > 20  # there is writing on it
    margin = bars._MARGIN - 6  # letters may lean out a little
    for edge in (
        (0, 0, margin, picture.height),
        (picture.width - margin, 0, picture.width, picture.height),
        (0, 0, picture.width, margin),
        (0, picture.height - 24, picture.width, picture.height),
    ):
        assert len(picture.crop(edge).getcolors(256) or []) == 1


def test_an_empty_day_has_a_panel_with_words_and_no_bar() -> None:
    assert lengths(drawn(rows=[])) == []


def test_bright_letters_and_one_colour_for_bars_that_every_eye_tells_from_the_ground() -> None:
    for colour in (bars._BRIGHT, bars._SOFT, bars._BAR):
        assert _contrast(colour, bars._GROUND) >= 7


@pytest.mark.parametrize("character", "áéíóúüñÁÉÍÓÚÑ¿¡·…«»“”–0")
@pytest.mark.parametrize("bold", [False, True])
def test_spanish_has_all_its_letters(character: str, *, bold: bool) -> None:
    assert drawable(character, font(40, bold=bold)) == character


def test_what_the_font_cannot_draw_leaves_no_empty_boxes() -> None:
    assert drawable("Vecinos 🏠 de la Cuauhte\u0301moc \u202e日本", font(40)) == "Vecinos de la Cuauhtémoc"


def test_long_text_is_broken_between_words_and_ends_in_an_ellipsis() -> None:
    lines = wrapped(LONG, font(40), 600, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(font(40).getlength(line) <= 600 for line in lines)
    assert LONG.startswith(lines[0])
    assert wrapped("corto", font(40), 600, 2) == ["corto"]
    assert fitted("corto", font(40), 600) == "corto"


def _contrast(one: str, other: str) -> float:
    """As the accessibility guidelines (WCAG) define it; 7 is their strictest demand."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
