"""Whether two messages may tell of one matter: what people call differently, and what tells two matters apart."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from itertools import pairwise

from bot.core.model.kinds import Category
from bot.core.places.vocabulary import words_of
from bot.core.reading.text import understand
from bot.core.reading.things import colours_in, things_in
from bot.core.screening.learned.concepts import concepts

_FAMILIES = (
    # shots, somebody robbed, somebody bleeding: what each window saw of it
    frozenset({Category.VIOLENCE, Category.THEFT}),
    frozenset({Category.VIOLENCE, Category.INJURY, Category.DEATH}),
    frozenset({Category.VIOLENCE, Category.KIDNAPPING}),
    frozenset({Category.VIOLENCE, Category.NEIGHBOR_DISPUTE}),
    frozenset({Category.THEFT, Category.KIDNAPPING}),
    frozenset({Category.THEFT, Category.INJURY}),
    frozenset({Category.THEFT, Category.SUSPICIOUS_PERSON}),
    frozenset({Category.ACCIDENT, Category.INJURY, Category.DEATH}),
    frozenset({Category.ACCIDENT, Category.COLLAPSE}),
    frozenset({Category.EXPLOSION, Category.FIRE, Category.GAS_LEAK}),
    frozenset({Category.EXPLOSION, Category.COLLAPSE}),
    frozenset({Category.FIRE, Category.COLLAPSE}),
    # a pole, a cable, a transformer
    frozenset({Category.COLLAPSE, Category.URBAN_SERVICE}),
    frozenset({Category.FIRE, Category.EXPLOSION, Category.URBAN_SERVICE}),
    frozenset({Category.INJURY, Category.DEATH}),
    # a stall, a bin, music: one neighbour's nuisance is another's public space
    frozenset({Category.PUBLIC_SPACE, Category.URBAN_SERVICE, Category.NEIGHBOR_DISPUTE}),
    frozenset({Category.PUBLIC_SPACE, Category.SUSPICIOUS_PERSON}),
)

_ANOTHER = words_of("otro otra otros otras another second segundo segunda tambien")
_NO_OTHER = words_of(
    "vez veces lado lados vecino vecina vecinos vecinas gente cuadra persona personas piso pisos nivel night day floor"
)
_ALSO_I = words_of(
    "yo lo la los las se escuche escucho oi oigo vi veo oimos vimos vemos aqui me nos"
)  # "yo también lo oí": they confirm it
_OWN = words_of("me mi mis nos nuestro nuestra nuestros my mine our us im ive fui fuimos")

_PAST_DAYS = words_of("ayer anoche antier anteayer antenoche yesterday")

_VICTIMS = frozenset({"dog", "woman", "child", "old-person", "shop", "bank", "home", "delivery", "student"})
_STOLEN = frozenset({"mirrors", "wheels", "battery", "phone", "bicycle"})
_VEHICLES = frozenset({"car", "motorbike", "bicycle", "lorry"})
_PEOPLE = frozenset({"man", "woman", "child", "old-person"})
_BY_THING = frozenset(
    {Category.URBAN_SERVICE, Category.PUBLIC_SPACE, Category.NEIGHBOR_DISPUTE, Category.SUSPICIOUS_PERSON}
)
"""Kinds that hold many matters: there it is the thing that tells whether it is one."""


_A_CRY = 12  # words
_SAID_OF_ANYTHING = frozenset(
    {"right-now-words", "urgency-words", "cries-for-help", "road-parts", "request-verbs", "greetings-and-courtesy"}
    | {"men-words", "women-words", "follow-up-counting-people", "still-going-on", "just-happened-words"}
)
_KINDS_OF_PLACES = frozenset(
    {"public-buildings-and-places", "shops-and-food-places", "churches-and-pastors", "parks-and-playgrounds"}
)


class Kin(IntEnum):
    """How two categories are related."""

    NONE = 0
    KIN = 1
    SAME = 2


def kin(one: Category | None, other: Category | None) -> Kin:
    """Whether one incident may be called both."""
    if one is None or other is None:
        return Kin.NONE
    if one is other:
        return Kin.SAME
    return Kin.KIN if any({one, other} <= family for family in _FAMILIES) else Kin.NONE


def may_last(categories: frozenset[Category | None]) -> bool:
    """Whether it may go on for days: what is broken since yesterday and what is broken now is the same."""
    return not categories.isdisjoint(_BY_THING)


def speaks_of_another(text: str) -> bool:
    """Whether it says itself that it is one more: "otro asalto", "también hay una fuga"."""
    forms = understand(text).forms
    for at, form in enumerate(forms):
        if form not in _ANOTHER:
            continue
        around = {*forms[max(0, at - 2) : at], *forms[at + 1 : at + 2]}
        if form == "tambien":
            if around.isdisjoint(_ALSO_I):
                return True
        elif around.isdisjoint(_NO_OTHER):
            return True
    return False


def is_own(text: str) -> bool:
    """Whether it happens, or happened, to its author: two who were robbed were robbed twice."""
    return not _OWN.isdisjoint(understand(text).forms)


def names_no_place(text: str, other: str) -> bool:
    """Whether it is a mere cry, that may come from where the other is: short, no name, no number, no "park"."""
    read = understand(text)
    starts = {0, *(at for at in range(1, len(read.forms)) if read.sentence_of[at] != read.sentence_of[at - 1])}
    named = not read.shouted and any(
        read.clean[start].isupper() for at, (start, _) in enumerate(read.spans) if at not in starts
    )
    numbered = any(form[0].isdecimal() for form in read.forms)
    kinds_of_places = _concepts(read.forms) & _KINDS_OF_PLACES
    known = kinds_of_places <= _concepts(understand(other).forms)
    return len(read.forms) <= _A_CRY and known and not named and not numbered


def have_something_in_common(text: str, told: Iterable[str], *, besides: Iterable[str] = ()) -> bool:
    """Whether it speaks, in whatever words, of something that has been told.

    ``besides``: names whose words say nothing of it; whoever writes "Río Lerma" does not speak of water.
    """
    names = {form for name in besides for form in understand(name).forms}
    said = _concepts(tuple(form for form in understand(text).forms if form not in names)) - _SAID_OF_ANYTHING
    return any(not said.isdisjoint(_concepts(understand(words).forms)) for words in told)


def may_be_one(
    categories: frozenset[Category | None], told: Iterable[str], text: str, *, urgent: bool, sure: bool
) -> bool:
    """Whether nothing that is named tells them apart.

    Args:
        categories: what the known incident and the new message were called.
        told: what each who told of the incident wrote.
        text: what it says.
        urgent: whether one of them is an emergency, of which everybody sees something else.
        sure: whether they are at the same place.
    """
    told = list(told)
    if categories == {Category.THEFT} and is_own(text) and any(is_own(words) for words in told):
        return False
    if not may_last(categories) and _is_of_past_day(text) is not any(map(_is_of_past_day, told)):
        return False
    known: frozenset[str] = frozenset().union(*map(things_in, told))
    things = things_in(text)
    if urgent and categories.isdisjoint(_BY_THING):
        crashed = _VEHICLES if categories == {Category.ACCIDENT} else frozenset[str]()
        return sure or all(_agree(known & those, things & those) for those in (_VICTIMS, crashed))
    if not _agree(known & _STOLEN, things & _STOLEN) or _of_other_colour(told, known, text, things):
        return False
    if categories.isdisjoint(_BY_THING):
        return sure or _agree(known & _VICTIMS, things & _VICTIMS)
    if categories == {Category.SUSPICIOUS_PERSON}:
        return _agree(known & _VEHICLES, things & _VEHICLES) and _agree(known & _PEOPLE, things & _PEOPLE)
    return not known.isdisjoint(things) or (sure and not (known and things))


def _concepts(forms: Iterable[str]) -> frozenset[str]:
    known = concepts()
    return frozenset(concept for form in forms for concept in known.of(form))


def _is_of_past_day(text: str) -> bool:
    """Whether it is told of afterwards."""
    forms = understand(text).forms
    return not _PAST_DAYS.isdisjoint(forms) or ("last", "night") in pairwise(forms)


def _agree(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether they have one in common, or one of them says nothing of the sort."""
    return not (some and others) or not some.isdisjoint(others)


def _of_other_colour(told: list[str], known: frozenset[str], text: str, things: frozenset[str]) -> bool:
    if known.isdisjoint(_VEHICLES) or things.isdisjoint(_VEHICLES):
        return False
    return not _agree(frozenset().union(*map(colours_in, told)), colours_in(text))
