"""How a street that the rules do not know is properly written."""

from __future__ import annotations

from bot.core.places.tokens import Tokens, fold
from bot.core.places.vocabulary import PARTICLES, words_of

# Words of many streets, which people type without their accents.
_ACCENTED = {
    fold(word): word
    for word in words_of("""
        Río Ríos José María Jesús Inés Ramón Martín Joaquín Agustín Andrés Tomás Nicolás Sebastián Julián
        Adrián Ángel Héroes Niños Simón Bolívar Benito Juárez Álvaro Obregón Lázaro Cárdenas García López
        Pérez Hernández González Martínez Rodríguez Sánchez Ramírez Gómez Díaz Jiménez Vázquez Velázquez
        Álvarez Gutiérrez Domínguez Suárez Núñez Guzmán Farías Magón Mirón Galván Ávila Elías Mejía México
        República Revolución Constitución Unión Fundición División Ejército Héctor Víctor Óscar Cristóbal
        Colón Hidalgo Querétaro Michoacán Yucatán Mérida Córdoba Medellín León Durán Beltrán Páramo Ébano
        Álamo Álamos Jardín Japón Hungría Perú Panamá Canadá Bélgica Nápoles Berlín Dublín Turín Ámsterdam
        Támesis Ródano Tíber Pánuco Amazónico Misisipi Orizaba Popocatépetl Iztaccíhuatl Cuauhtémoc
        Nezahualcóyotl Atlántico Pacífico Océano Volcán Rincón Callejón Prolongación Estación Panteón
        Zaragoza Ocampo
    """)
}


def properly(tokens: Tokens, start: int, end: int, *, after_kind: bool = False, spanish: bool = True) -> str:
    """The words of a name with capitals and, where they are well known, with accents."""
    written = [tokens.text[tokens.starts[at] : tokens.ends[at]] for at in range(start, end)]
    mixed = any(word[:1].isupper() and not word.isupper() for word in written)
    mixed = mixed or (
        len(written) == 1 and written[0].isupper() and len(written[0]) < 4 and not tokens.shouts()
    )  # "MG"
    return " ".join(
        _word(word, first=not at and not after_kind, spanish=spanish, keep=mixed) for at, word in enumerate(written)
    )


def _word(word: str, *, first: bool, keep: bool, spanish: bool) -> str:
    folded = fold(word)
    if not first and spanish and folded in PARTICLES:
        return word.lower()
    if spanish and folded == word.lower() and folded in _ACCENTED:
        return _ACCENTED[folded]
    if keep and (word[:1].isupper() or word[:1].isdecimal()):
        return word
    return word[:1].upper() + word[1:].lower()
