"""Does a text say nothing but where? "entre Tíber y Sena", "es el 45, por favor": an answer, and no event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.places import vocabulary as words
from bot.core.places.finding import find_mentions
from bot.core.places.gazetteer import gazetteer_of
from bot.core.places.tokens import tokenise

if TYPE_CHECKING:
    from bot.core.rules.model import Rules

_LONGEST = 16  # words
_SMALL = (
    words.ARTICLES
    | words.LINKERS
    | words.PLACE
    | words.CROSS
    | words.CLOSE_TO
    | words.BETWEEN
    | words.JOINTS
    | words.NUMBER_BRIDGE
    | words.FLATS
    | words.IS
    | words.SPANISH_KINDS.keys()
    | words.ENGLISH_KINDS.keys()
    | words.words_of("""
        esta estan estoy estamos perdon sorry favor porfavor porfa please gracias thanks oficial oficiales vecinos si
        yes ok it's its that's exactamente mero mera justo col colonia cdmx mexico cuadra altura bis and or im i'm we're
    """)
)


def says_only_where(text: str, rules: Rules) -> bool:
    """Whether a street, a landmark or a number is all that it says."""
    tokens = tokenise(text)
    if not 0 < len(tokens.raw) <= _LONGEST:
        return False
    mentions = find_mentions(tokens, gazetteer_of(rules))
    named = {at for mention in mentions for at in range(mention.start, mention.end)}
    figures = {at for at, word in enumerate(tokens.raw) if word[0].isdecimal()}
    left = (word for at, word in enumerate(tokens.raw) if at not in named | figures)
    return bool(named or figures) and all(word in _SMALL for word in left)
