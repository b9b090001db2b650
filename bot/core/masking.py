"""What people wrote, fit for others to read: without whom to call, write to, or name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MASK = "[…]"
_REACHED_BY = (
    re.compile(r"(?<![^\s@<>(),;:])[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:]+"),  # mail
    re.compile(r"(?:https?://)?(?:www\.)?(?:t|wa|telegram|facebook|instagram)\.(?:me|com)/\S+", re.IGNORECASE),
    re.compile(r"(?<![\w@])@\w{3,}"),
    re.compile(r"\b[A-Z]{4}\d{6}(?:[A-Z]{6}[A-Z\d]\d|[A-Z\d]{3})\b", re.IGNORECASE),  # CURP, RFC
    re.compile(r"\b[A-Z]{6}\d{8}[A-Z]\d{3}\b", re.IGNORECASE),  # a voter's key
    re.compile(r"\+?\(?\d(?:[ ().\-/]{0,2}\d){7,19}"),  # a phone, a card; fewer digits are a house, a price or an hour
)
_INTRODUCED = re.compile(
    r"(?i:\b(soy|somos|me llamo|mi nombre es|i am|i'm|my name is))((?: (?:de|la|del|y|[A-ZÁÉÍÓÚÑ]\w+))+)"
)
_SHORTEST_NAME = 3
_TAGS = str.maketrans("<>", "‹›")

_AFTER_PLATES = re.compile(
    r"(\b(?:placas?|matr[ií]culas?|plates?)\b[.:]?(?: (?:n[úu]mero|n[úu]m\.?|son|es|is|are)\b:?)? )"
    r"(?:[\w-]*\d[\w-]*|[a-z]{1,4}(?= \d))(?: (?=\w*\d)[\w-]{2,5}\b)*",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?:[A-Z]{3}-?\d{2}-?\d{2}|[A-Z]{3}-?\d{3}-?[A-Z]|[A-Z]\d{2}-?[A-Z]{3}|\d{3}-(?!bis|int)[A-Z]{3})\b",
    re.IGNORECASE,
)  # a folio of ours has six digits at once
_PERSON = (
    r"(?i:detenid|asegurad|lesionad|herid|fallecid|occis|presentad|remitid|imputad|agresor|v[ií]ctima|afectad"
    r"|masculin|femenin|ciudadan|arrested|detained|injured|wounded|victim)\w*"
)
_CALLED = r"(?i:a nombre de|de nombre|responde al nombre de|(?:dice|dijo) llamarse|identificad[oa] como|by the name of)"
_FILLERS = r"(?: (?i:el|la|los|las|al|a|un|una|c\.|ciudadan[oa]|señora?|sra?\.|joven|menor|masculino|femenina)(?= ))*"
_NO_NAME = (
    r"(?!(?i:av|avenida|calle|calz|calzada|r[ií]o|paseo|plaza|parque|glorieta|metro|col|colonia|cruz roja|bomberos"
    r"|ambulancia|fiscal[ií]a|ministerio|mp|of|cmte|polic[ií]a|ssc|erum|por|con|en|al?|y|e|que|quien|se|fue|el|la|un|una)\b)"
)
_PART = rf"{_NO_NAME}[A-ZÁÉÍÓÚÜÑ][^\W\d_]+"
_NAMED = re.compile(
    rf"(\b(?:{_PERSON}|{_CALLED}):?{_FILLERS}) "
    rf"{_PART}(?: (?:de|del|y)(?: las?| los)?(?= [A-ZÁÉÍÓÚÜÑ])| {_PART})*+"
    r"(?![\w-])(?! ?\d++(?! ?(?:años|years)))"  # what a number follows is a street
)


def masked(words: str, names: Iterable[str] = ()) -> str:
    """The words without addresses, numbers to call or to be known by, and these names; nothing in them is markup."""
    for pattern in _REACHED_BY:
        words = pattern.sub(_MASK, words)
    words = _INTRODUCED.sub(_masked_name, words)
    for name in {" ".join(each.split()) for each in names}:
        if len(name) >= _SHORTEST_NAME:  # as it stands on Telegram: a part of it may be a street's
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _MASK, words, flags=re.IGNORECASE)
    return words.translate(_TAGS)


def masked_for_neighbors(words: str) -> str:
    """What an officer wrote to the bot alone, fit for the group: besides, without plates, and whom they name so.

    A name is known by the words before it and its capitals ("detenido Juan Pérez", "a nombre de …"); one that stands
    otherwise cannot be told from a street's, and stays. Agencies need the plates: of a car that was left behind.
    """
    words = _AFTER_PLATES.sub(rf"\1{_MASK}", words)
    words = _PLATE.sub(_MASK, words)
    return masked(_NAMED.sub(rf"\1 {_MASK}", words))


def _masked_name(match: re.Match[str]) -> str:
    named = any(part[0].isupper() for part in match[2].split())
    return f"{match[1]} {_MASK}" if named else match[0]
