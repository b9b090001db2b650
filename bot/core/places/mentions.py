"""Where a text names streets and landmarks, and what the words around each say about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.core.places import vocabulary as words
from bot.core.places.tokens import Tokens

_STAND_IN_STREETS = words.words_of("parque plaza mercado jardin tianguis glorieta kiosco quiosco metrobus")
_CLAUSES = frozenset(",.;:!?\n")
_WHEREABOUTS = frozenset({"by", "near", "heading", "frente", "cerca"})
_SOFT_GAPS = frozenset({"", "/", ":", "#", '"', "(", "*"})


class Role(Enum):
    """What the words before a street make of it."""

    BARE = 0  # they say nothing
    NEAR = 1  # "de Fresno": a hint
    HERE = 2  # "en Fresno"
    HOME = 3  # "vivo en Fresno", "huyeron por Fresno": perhaps not where it happened
    CROSS = 4  # "esquina con Fresno"
    BETWEEN = 5  # "entre Fresno"
    AWAY = 6  # "hacia Fresno": it is elsewhere
    OTHER = 7  # "colonia …", "metro …", "señor …": no street at all
    DENIED = 8  # "no Fresno", "not Fresno": said before, and taken back


ELSEWHERE = frozenset({Role.AWAY, Role.DENIED})
"""Where it did not happen."""


@dataclass(slots=True)
class Mention:
    """A street or landmark that the words ``start`` up to ``end`` name.

    Attributes:
        sure: a street even if nothing around it says so.
        area: the neighbourhood is called so, too: only a number or a crossing makes it the street.
        kind: "calle", "avenida" or the like stands before it; ``article``: "la", "el".
        opening: the message, or a clause of it, begins with it and goes on with something else, as an answer does.
        capital: written with a capital letter that no full stop explains.
        tail: the word after everything that belongs to it (its number, its flat); 0 while nobody has looked.
    """

    name: str
    start: int
    end: int
    is_street: bool = True
    sure: bool = True
    area: bool = False
    misspelt: bool = False
    role: Role = Role.BARE
    kind: bool = False
    article: bool = False
    opening: bool = False
    capital: bool = False
    number: str | None = None
    tail: int = 0
    linked: bool = False


def look_around(mention: Mention, tokens: Tokens) -> None:
    """Note the role that the words before give to a mention."""
    clause = mention.start == 0 or tokens.gap(mention.start)[-1:] in _CLAUSES
    mention.opening = clause and (
        mention.end == len(tokens.raw)
        or bool(tokens.gap(mention.end))
        or tokens.raw[mention.end] in words.FLATS
        or tokens.raw[mention.end] in _WHEREABOUTS
        or tokens.raw[mention.end : mention.end + 3] == ["a", "la", "altura"]
    )
    mention.capital = tokens.capital(mention.start) and mention.start > 0 and not tokens.gap(mention.start)
    at = _skip_kinds(mention, tokens)
    if at < 0 or tokens.gap(at + 1) not in _SOFT_GAPS:
        return
    mention.role = _role(mention, tokens, at)


def _skip_kinds(mention: Mention, tokens: Tokens) -> int:
    """The index of the last word before that is no article and no kind of street."""
    at = mention.start - 1
    for _ in range(4):
        if at < 0 or tokens.gap(at + 1) not in _SOFT_GAPS:
            break
        word = tokens.raw[at]
        if word in words.SPANISH_KINDS or word in words.STREET_TITLES:
            mention.kind = True
        elif word in words.ARTICLES:
            mention.article = mention.article or not mention.kind
        elif not (word == "de" and at and tokens.raw[at - 1] in words.SPANISH_KINDS):
            break
        at -= 1
    return at


def _role(mention: Mention, tokens: Tokens, at: int) -> Role:
    word = tokens.raw[at]
    before = tokens.raw[at - 1] if at else ""
    taken = word in words.AREAS or word in words.NAMED_PLACES or (word in words.PERSONS and not mention.sure)
    if word in words.COLOURS and not mention.sure:
        return Role.OTHER  # "color naranjo 2014"
    if taken and not mention.kind and mention.tail <= mention.end:
        return Role.OTHER
    if (word in words.DENIALS and tokens.text[tokens.ends[at]] != ".") or (
        word in words.IS and before in words.DENIALS and not tokens.gap(at)
    ):
        return Role.DENIED
    if word in words.BETWEEN or (word == "e" and tokens.gap(at + 1).startswith("/")):
        return Role.BETWEEN
    if word in words.CROSS:
        return Role.CROSS
    if word in words.DIRECTION:
        return Role.HERE if word == "direccion" else Role.AWAY
    if word in words.LINKERS:
        return _role_of_linked(mention, before, word)
    if word in words.PLACE:
        if word in {"en", "on", "in", "at"} and before in words.HOME:
            return Role.HOME
        if word in {"por", "x", "down", "along"} and before in words.DIRECTION:
            return Role.HOME
        denied = before in words.DENIALS or (at > 1 and tokens.raw[at - 2] in words.DENIALS and before in words.IS)
        return Role.DENIED if denied else Role.HERE
    return Role.BARE


def _role_of_linked(mention: Mention, before: str, word: str) -> Role:
    """The role after "de", "a", "con": what they are linked to decides."""
    if before in words.AREAS and not mention.kind and not mention.number:
        return Role.HERE if before in _STAND_IN_STREETS and not mention.area else Role.OTHER
    if before in words.BETWEEN:
        return Role.BETWEEN
    if before in words.CROSS:
        return Role.CROSS
    if before in words.DIRECTION:
        return Role.HERE if before == "direccion" else Role.AWAY
    if before in words.PLACE:
        return Role.HERE
    return Role.NEAR if word in {"de", "del", "of", "from", "a", "al", "d"} else Role.BARE
