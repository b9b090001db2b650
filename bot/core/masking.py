"""What neighbours wrote, fit to leave the neighbourhood: without whom to call, write to, or name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MASK = "[…]"
_REACHED_BY = (
    re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:]+"),  # mail
    re.compile(r"(?:https?://)?(?:www\.)?(?:t|wa|telegram|facebook|instagram)\.(?:me|com)/\S+", re.IGNORECASE),
    re.compile(r"(?<![\w@])@\w{3,}"),
    re.compile(r"\+?\(?\d(?:[ ().\-/]{0,2}\d){7,19}"),  # a phone, a card; fewer digits are a house, a price or an hour
)
_INTRODUCED = re.compile(
    r"(?i:\b(soy|somos|me llamo|mi nombre es|i am|i'm|my name is))((?: (?:de|la|del|y|[A-ZÁÉÍÓÚÑ]\w+))+)"
)
_SHORTEST_NAME = 3
_TAGS = str.maketrans("<>", "‹›")


def masked(words: str, names: Iterable[str] = ()) -> str:
    """The words without addresses, numbers to call, and these names; nothing in them is markup any more."""
    for pattern in _REACHED_BY:
        words = pattern.sub(_MASK, words)
    words = _INTRODUCED.sub(_masked_name, words)
    for name in {" ".join(each.split()) for each in names}:
        if len(name) >= _SHORTEST_NAME:  # as it stands on Telegram: a part of it may be a street's
            words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _MASK, words, flags=re.IGNORECASE)
    return words.translate(_TAGS)


def _masked_name(match: re.Match[str]) -> str:
    named = any(part[0].isupper() for part in match[2].split())
    return f"{match[1]} {_MASK}" if named else match[0]
