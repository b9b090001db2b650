"""What a message is about, as things that can be told apart: a lamp, a pothole, a white car.

`nouns/things.txt` is written as concepts are: ``[thing]``, then plain words in Spanish and English, ``stem*`` for all
that begin so.
"""

from __future__ import annotations

from functools import cache

from bot.core.reading.sources import word_files
from bot.core.reading.text import understand
from bot.core.screening.learned.concepts import Concepts

_COLOURS = {
    **dict.fromkeys(("blanco", "blanca", "blancos", "blancas", "white"), "white"),
    **dict.fromkeys(("negro", "negra", "negros", "negras", "black"), "black"),
    **dict.fromkeys(("rojo", "roja", "rojos", "rojas", "red", "guinda"), "red"),
    **dict.fromkeys(("azul", "azules", "blue"), "blue"),
    **dict.fromkeys(("verde", "verdes", "green"), "green"),
    **dict.fromkeys(("gris", "grises", "plata", "plateado", "plateada", "grey", "gray", "silver"), "grey"),
    **dict.fromkeys(("amarillo", "amarilla", "amarillos", "yellow"), "yellow"),
    **dict.fromkeys(("cafe", "marron", "brown"), "brown"),
}


def things_in(text: str) -> frozenset[str]:
    """The things that a message names."""
    known = _things()
    return frozenset(thing for form in understand(text).forms for thing in known.of(form))


def colours_in(text: str) -> frozenset[str]:
    """The colours that it names."""
    return frozenset(_COLOURS[form] for form in understand(text).forms if form in _COLOURS)


@cache
def _things() -> Concepts:
    return Concepts(word_files("bot.core.reading", "nouns"))
