"""Letters: every Spanish one is there, none is an empty box, and what is too long is cut."""

from __future__ import annotations

import pytest

from bot.pictures.lettering import abridged, drawable, fitted, font, wrapped

LONG = "Vecinos de Santa María la Ribera y de todas sus calles, plazas y callejones, y de quienes pasan por ellas"


@pytest.mark.parametrize("character", "áéíóúüñÁÉÍÓÚÑ¿¡·…«»“”–×≤0")
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


def test_names_that_differ_only_at_their_ends_stay_different() -> None:
    face = font(28)
    names = [f"Cuadrante de la Colonia Cuauhtémoc Norte {number}" for number in (1, 2)]
    one, other = (abridged(name, face, 250) for name in names)
    assert one != other
    assert one.startswith("Cuad")
    assert one.endswith("1")
    assert face.getlength(one) <= 250
    assert wrapped(names[0], face, 350, 2, abridged) != wrapped(names[1], face, 350, 2, abridged)
    assert abridged("CUA-1", face, 250) == "CUA-1"
    assert abridged("CUA-1", face, 1) == "…"
