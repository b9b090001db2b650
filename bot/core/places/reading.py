"""Chooses, among all that a text names, where the thing happened."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.model.incoming import Pin
from bot.core.model.meaning import NOWHERE, Place
from bot.core.places import vocabulary as words
from bot.core.places.bare import bare_streets
from bot.core.places.finding import find_mentions
from bot.core.places.gazetteer import gazetteer_of
from bot.core.places.links import coordinates_in, links_in, pin_in, without_coordinates, without_links
from bot.core.places.mentions import ELSEWHERE, Mention, Role, look_around
from bot.core.places.numbers import number_after, number_apart, number_before
from bot.core.places.spelt_out import in_figures
from bot.core.places.tokens import LONGEST, Tokens, tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.rules.model import Rules


_MOST_NUMBERS = 300  # a list of numbers is no address
_WITH = frozenset({"con", "with"})


def read_place(text: str, rules: Rules, *, links: Sequence[str] = (), pin: Pin | None = None) -> Place:
    """Where a message says that something happens.

    Args:
        text: the message, or the caption.
        rules: their streets and landmarks are recognised, and named as the rules name them.
        links: addresses hidden behind words of the text.
        pin: the location that was sent with it; it wins over one in a map link.
    """
    text = text[:LONGEST]
    written = links_in(text)
    if pin is None and (written or links):
        pin = pin_in((*written, *links))
    if pin is None and (pin := coordinates_in(text)) is not None:
        text = without_coordinates(text)
    tokens = tokenise(in_figures(without_links(text) if written else text))
    if not tokens.raw or sum(word[0].isdecimal() for word in tokens.raw) > _MOST_NUMBERS:
        return Place(pin=pin) if pin is not None else NOWHERE
    mentions = find_mentions(tokens, gazetteer_of(rules))
    for mention in mentions:
        if mention.is_street:
            _read_number(mention, tokens)
        look_around(mention, tokens)
    landmark = next((m.name for m in mentions if not m.is_street and m.role not in ELSEWHERE), None)
    streets = _streets(mentions, tokens) or _streets(_bare(tokens), tokens)
    chosen = max(streets, key=_weight, default=None)
    number = (chosen.number if chosen else None) or number_apart(tokens, rules.emergency_number)
    if chosen is None:
        return Place(number=number, landmark=landmark, pin=pin)
    cross = _cross_of(chosen, streets)
    return Place(street=chosen.name, number=number, cross_street=cross, landmark=landmark, pin=pin)


def streets_in(text: str, rules: Rules) -> frozenset[str]:
    """Every street that a text names, also those to which somebody went."""
    tokens = tokenise(text[:LONGEST])
    return frozenset(each.name for each in find_mentions(tokens, gazetteer_of(rules)) if each.is_street)


def _bare(tokens: Tokens) -> list[Mention]:
    mentions = bare_streets(tokens)
    for mention in mentions:
        number = mention.number
        _read_number(mention, tokens)
        mention.number = number or mention.number
    return mentions


def _read_number(mention: Mention, tokens: Tokens) -> None:
    mention.tail = mention.end
    if mention.end < len(tokens.raw) and tokens.raw[mention.end] in words.SURE_KINDS and not mention.kind:
        mention.tail += 1  # "Río Lerma St 45"
    if (found := number_after(tokens, mention.tail)) is not None:
        mention.number, mention.tail = found
    else:
        alone = mention.kind or mention.sure
        mention.number = number_before(tokens, mention.start, alone=alone)
    while mention.tail + 1 < len(tokens.raw) and tokens.raw[mention.tail] in words.FLATS:
        mention.tail += 2  # "depto 302"


def _streets(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """The mentions that are streets in this text, each with the role that its neighbours give it."""
    streets = [m for m in mentions if m.is_street and m.role is not Role.OTHER]
    for first, second in pairwise(streets):
        link = _link(first, second, tokens)
        if link is None:
            continue
        first.linked = second.linked = True
        if first.role is Role.BETWEEN and link is Role.BARE:
            second.role = Role.BETWEEN  # "entre X y Y": the second one
        elif link is not Role.BETWEEN:
            second.role = first.role if first.role in ELSEWHERE else Role.CROSS
    return [m for m in streets if m.role not in ELSEWHERE and _supported(m)]


def _link(first: Mention, second: Mention, tokens: Tokens) -> Role | None:
    """How two streets hang together: BARE is "X y Y", None is not at all."""
    between = tokens.raw[first.tail : second.start]
    if len(between) > 6:
        return None
    gap = "".join(tokens.gap(at) for at in range(first.tail, second.start + 1))
    if any(sign in gap for sign in "!?;\n"):
        return None
    core = [w for w in between if w not in words.ARTICLES and w not in words.SPANISH_KINDS and w not in words.LINKERS]
    if second.role in (Role.CROSS, Role.BETWEEN):
        return second.role if len(core) <= 4 else None
    if len(core) == 1 and core[0] in words.JOINTS and "," not in gap and "." not in gap:
        return Role.BARE
    if len(core) == 1 and core[0] in words.CLOSE_TO:
        return Role.CROSS
    if not core and (not _WITH.isdisjoint(between) or gap in words.JOINT_SIGNS):
        return Role.BARE
    if between == ["c"] and gap == "/":  # "esq Tíber c/ Lerma": con, where it stands between two
        return Role.BARE
    return None


def _supported(mention: Mention) -> bool:
    """Whether the words around a name that means other things as well speak for the street."""
    if mention.number or mention.kind or mention.linked:
        return True
    if mention.area or (mention.misspelt and not mention.sure):
        return False
    said_as_a_place = mention.role in (Role.HERE, Role.HOME, Role.CROSS, Role.BETWEEN) and not mention.article
    capital = mention.role is Role.NEAR and mention.capital and not mention.article
    return mention.sure or mention.opening or said_as_a_place or capital


def _weight(mention: Mention) -> float:
    """How much speaks for a street being the place; of equals, the first is taken."""
    weight = 0.0
    crosses = mention.role in (Role.CROSS, Role.BETWEEN)
    if crosses:
        weight -= 10
    if mention.role is Role.HOME:
        weight -= 2
    if mention.number:
        weight += 4
    if mention.linked:
        weight += 3
    if mention.role is Role.HERE or (mention.kind and not crosses):
        weight += 2
    return weight


def _cross_of(chosen: Mention, streets: list[Mention]) -> str | None:
    """The second street that fixes the place: the next one after it that crosses, else one before it."""
    crossing = [m for m in streets if m.role in (Role.CROSS, Role.BETWEEN) and m.name != chosen.name]
    after = [m for m in crossing if m.start > chosen.start]
    return next((m.name for m in (*after, *crossing)), None)
