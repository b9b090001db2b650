"""What a later message takes back of a place: "es en el 45, no en el 54", "perdón, es Río Tíber"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.model.meaning import Place
from bot.core.places import vocabulary as words
from bot.core.places.finding import find_mentions
from bot.core.places.gazetteer import gazetteer_of
from bot.core.places.mentions import Role, look_around
from bot.core.places.mere import says_only_where
from bot.core.places.numbers import number_at
from bot.core.places.reading import read_place
from bot.core.places.tokens import Tokens, tokenise

if TYPE_CHECKING:
    from bot.core.rules.model import Rules

_SORRY = words.words_of("""
    perdon perdonen disculpen corrijo correccion equivoque equivocaba equivocado equivocacion error mal digo
    sorry correction oops wrong mistake typo meant
""")
_MISTAKEN = ("quise decir", "queria decir", "quiero decir", "mejor dicho")
_SORRY_PHRASES = (*_MISTAKEN, "debe ser", "debio ser", "should be", "i mean")
_BESIDES = words.words_of("tambien ademas igual otra otro otras otros also too another other besides plus")
_COUNTED = words.words_of("son eran fueron van iban hay habia traen como las are were there about around")
_BEFORE_NUMBER = words.PLACE | words.IS | words.MARKS | words.ARTICLES | {"al", "del", "it's", "its", "that's"}
_STATED_ANEW = ("la calle es", "the street is", "the address is", "la direccion es")
_NOTHING_BUT_A_PLACE = 5  # words
_AN_APOLOGY = 12  # words


def takes_back(text: str) -> bool:
    """Whether the author says that they were wrong."""
    tokens = tokenise(text)
    return text.strip()[:1] == "*" or _is_apology(tokens) or _states_anew(tokens)


def read_correction(text: str, place: Place, rules: Rules) -> Place | None:
    """The place as this message corrects it; None where it takes nothing back, but at most adds to it."""
    bare = text.strip().strip("*")  # "*45" is how people put a slip right in any chat
    tokens = tokenise(bare)
    if not tokens.raw or not (place.street or place.number):
        return None
    sorry = _is_apology(tokens) or bare != text.strip()
    if not sorry and _states_anew(tokens) and says_only_where(bare, rules):
        sorry, bare = True, bare.removeprefix(_opening_no(tokens))
    said = read_place(bare, rules)
    if said.street is not None and said.street != place.street:
        taken_back = place.street is not None and place.street in _denied_streets(tokens, rules)
        return _on_another_street(place, said) if sorry or taken_back else None
    if not (sorry or _BESIDES.isdisjoint(tokens.raw)):
        return None  # "también la del 60": one more, and not another
    number = said.number if said.number != place.number else None
    short = len(tokens.raw) <= _NOTHING_BUT_A_PLACE
    if number is None or not (short or sorry or said.street):
        number = _number_instead(tokens, place.number, sorry=sorry)
    return replace(place, number=number) if number is not None and place.number is not None else None


def _on_another_street(place: Place, said: Place) -> Place:
    """Who takes back the street alone means the same number.

    A crossing with the new street says nothing any more, and a point on the map was in the wrong street too.
    """
    cross = said.cross_street or (place.cross_street if place.cross_street != said.street else None)
    return replace(place, street=said.street, number=said.number or place.number, cross_street=cross, pin=None)


def _is_apology(tokens: Tokens) -> bool:
    if len(tokens.raw) > _AN_APOLOGY:
        return False
    spoken = " ".join(tokens.raw)
    return not _SORRY.isdisjoint(tokens.raw) or any(phrase in spoken for phrase in _SORRY_PHRASES)


def _states_anew(tokens: Tokens) -> bool:
    """Whether it answers an address with another: "no, en Río Rhin 40", "la calle es Balsas"."""
    return bool(_opening_no(tokens)) or " ".join(tokens.raw).startswith(_STATED_ANEW)


def _opening_no(tokens: Tokens) -> str:
    """The "no, " that a text begins with, as it was written."""
    if tokens.raw[:1] != ["no"] or "," not in tokens.gap(1):
        return ""
    return tokens.text[: tokens.starts[1]]


def _denied_streets(tokens: Tokens, rules: Rules) -> set[str]:
    mentions = find_mentions(tokens, gazetteer_of(rules))
    for mention in mentions:
        look_around(mention, tokens)
    return {mention.name for mention in mentions if mention.role is Role.DENIED}


def _number_instead(tokens: Tokens, before: str | None, *, sorry: bool) -> str | None:
    """The one number that is put in the place of the one that was said before."""
    if before is None:
        return None
    denied, stated = set(), []
    for index, word in enumerate(tokens.raw):
        if not word[0].isdecimal() or (found := number_at(tokens, index)) is None:
            continue
        if _is_denied(tokens, index):
            denied.add(found[0])
        elif found[0] != before and not (index and tokens.raw[index - 1] in _COUNTED):
            stated.append(found[0])
    return stated[0] if len(stated) == 1 and (sorry or before in denied) else None


def _is_denied(tokens: Tokens, index: int) -> bool:
    """Whether a "no" takes this number back; right before it, it may be short for "number" as well."""
    at = index - 1
    while at >= 0 and tokens.raw[at] in _BEFORE_NUMBER - words.DENIALS:
        at -= 1
    if at < 0 or tokens.raw[at] not in words.DENIALS:
        return False
    earlier = any(word[0].isdecimal() for word in tokens.raw[:at])
    dotted = tokens.text[tokens.ends[at] : tokens.ends[at] + 1] == "."
    return at < index - 1 or tokens.raw[at] != "no" or (earlier and not dotted)
