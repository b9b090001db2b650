"""English streets: the kind stands last ("14 Mill Lane", "on station road")."""

from __future__ import annotations

from bot.core.places import vocabulary as words
from bot.core.places.mentions import Mention
from bot.core.places.proper import properly
from bot.core.places.tokens import Tokens

_LONGEST_NAME = 4
_SIDES = frozenset({"north", "south", "east", "west", "n", "s", "e", "w", "upper", "lower"})
_AT_LAND = frozenset({"at", "from", "of", "off", "behind", "near", "outside", "opposite", "by", "in"})
_LIGHTS = frozenset({"light", "lights", "lamp", "lamps", "sign", "signs", "vendor", "vendors", "food"})
_CUES = words.PLACE | words.CROSS | words.BETWEEN | words.DIRECTION | frozenset({"and", "of", "from", "to", "is", "&"})


def before_kind(tokens: Tokens, index: int, reached: int) -> Mention | None:
    """The street whose kind this word is, if a name stands before it."""
    kind = tokens.raw[index]
    if kind == "st" and _is_saint(tokens, index):
        return None
    start = _start_of_capitals(tokens, index, reached)
    if start < index:
        numbered = start > 0 and tokens.raw[start - 1][0].isdecimal()
        before = tokens.raw[start - 1] if start else ""
        apart = start > 0 and tokens.gap(start) and (index + 1 == len(tokens.raw) or tokens.gap(index + 1))
        ordinal = tokens.raw[start][0].isdecimal() and index == start + 1
        along = before in {"on", "along", "up", "down", "across"} or (
            kind in words.LANDFORMS and bool(before in _AT_LAND or apart or ordinal)
        )
        proper = kind in words.SURE_KINDS or (kind in words.NAME_KINDS and tokens.capital(index))
        if kind == "main" and not ordinal:
            return None
        if not (proper or numbered or (along and tokens.capital(index))):
            return None
    else:
        start = _start_of_plain_name(tokens, index, reached)
        if start == index:
            return None
    end = index + 1
    if end < len(tokens.raw) and not tokens.gap(end) and _is_no_kind(tokens, index):
        return None
    if end < len(tokens.raw) and tokens.raw[end] in _SIDES and tokens.capital(end) and not tokens.gap(end):
        end += 1
    name = f"{properly(tokens, start, index, spanish=False)} {words.ENGLISH_KINDS[kind]}"
    return Mention(name + (f" {properly(tokens, index + 1, end)}" if end > index + 1 else ""), start, end, kind=True)


def _is_no_kind(tokens: Tokens, index: int) -> bool:
    """Of "Calton Hill Road" the hill, of "street lights" the street."""
    word, following = tokens.raw[index], tokens.raw[index + 1]
    if word == "street" and not tokens.capital(index) and following in _LIGHTS:
        return True
    return following in words.SURE_KINDS or (following in words.NAME_KINDS and tokens.capital(index + 1))


def _is_saint(tokens: Tokens, index: int) -> bool:
    """Whether this "St" begins a name, as in "St James Road"."""
    for at in range(index + 1, min(index + 4, len(tokens.raw))):
        if tokens.gap(at) or not tokens.capital(at):
            return False
        if at > index + 1 and tokens.raw[at] in words.SURE_KINDS:
            return True
    return False


def _start_of_capitals(tokens: Tokens, index: int, reached: int) -> int:
    start = index
    while start > reached and index - start < _LONGEST_NAME and tokens.gap(start) in ("", "-"):
        word = tokens.raw[start - 1]
        ordinal = (
            word[0].isdecimal() and not word.isdecimal() and len(word) > 2 and word[-2:] in {"st", "nd", "rd", "th"}
        )
        if not ordinal and (not tokens.capital(start - 1) or word in words.FUNCTION_WORDS or word[0].isdecimal()):
            break
        start -= 1
    return start


def _is_crossed(tokens: Tokens, index: int) -> bool:
    """Whether another street follows it: "maple avenue and third street" needs no word of place before it."""
    after = tokens.raw[index + 1 : index + 5]
    both_sure = tokens.raw[index] in words.SURE_KINDS and any(word in words.SURE_KINDS for word in after[2:])
    return both_sure and after[0] in {"and", "y", "x"} and not any(tokens.gap(at) for at in (index + 1, index + 2))


def _start_of_plain_name(tokens: Tokens, index: int, reached: int) -> int:
    """The start of a name in small letters: after a house number, or after a word of place for the surest kinds."""
    start = index
    while start > reached and index - start < 3 and tokens.gap(start) == "":
        word = tokens.raw[start - 1]
        if word[0].isdecimal() or word in words.FUNCTION_WORDS or word in words.NO_NAMES:
            break
        start -= 1
    if start == index:
        return index
    if _is_crossed(tokens, index):
        return start
    if start == 0:
        return index
    before = tokens.raw[start - 1]
    if before[0].isdecimal():
        return start
    return start if before in _CUES and tokens.raw[index] in words.SURE_KINDS else index
