"""Finds every mention of a street or landmark in a text, known and unknown."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from bot.core.places import vocabulary as words
from bot.core.places.english import before_kind
from bot.core.places.gazetteer import Gazetteer, Named
from bot.core.places.mentions import Mention
from bot.core.places.numbered import before_number
from bot.core.places.spelling import ALMOST_RIVER
from bot.core.places.tokens import Tokens
from bot.core.places.unknown import after_cue, after_kind, before_joint

_CUES = words.PLACE | words.CROSS | words.BETWEEN | words.JOINTS | words.LINKERS
_KINDS = words.SPANISH_KINDS.keys() | words.ENGLISH_KINDS.keys()
_HINTS = _CUES | _KINDS
_JOINING = frozenset({"y", "e", "and", "entre", "between", "with"})
_MOST_MENTIONS = 12
_MOST_SKIPPED = 6  # "en la esquina de la de los"
_HARD_SIGNS = frozenset(',;:!?()\n/&@+"')
_SKIPPED = words.ARTICLES | words.LINKERS


def find_mentions(tokens: Tokens, gazetteer: Gazetteer) -> list[Mention]:
    """Every mention, in order, none overlapping another; at most a dozen."""
    found: list[Mention] = []
    first_words = gazetteer.by_first_word
    reached = 0
    for index, word in enumerate(tokens.words):
        if index < reached:
            continue
        mention = _known(tokens, gazetteer, index, reached) if word in first_words or word in ALMOST_RIVER else None
        raw = tokens.raw[index]
        if raw in words.CROSS and (before := _misspelt_up_to(tokens, gazetteer, index, reached)) is not None:
            found.append(before)
        elif raw in _JOINING and (other := _joined(tokens, gazetteer, index, reached)) is not None:
            found.append(other)
        if mention is None and (raw in _HINTS or raw[0].isdecimal()):
            mention = _hinted(tokens, gazetteer, index, found)
        if mention is not None:
            found.append(mention)
            reached = mention.end
            if len(found) == _MOST_MENTIONS:
                break
    return found


def _joined(tokens: Tokens, gazetteer: Gazetteer, index: int, reached: int) -> Mention | None:
    """An unknown street that this "y" joins to one of the rules."""
    if index == reached or index + 1 >= len(tokens.words) or tokens.gap(index + 1):
        return None
    found = gazetteer.at(tokens.words, index + 1)
    return before_joint(tokens, index, reached) if found is not None and found[1].is_street else None


def _known(tokens: Tokens, gazetteer: Gazetteer, index: int, reached: int) -> Mention | None:
    """A name of the rules that begins here; misspelt only if it has several words, or a cue stands before it."""
    found = gazetteer.at(tokens.words, index)
    if found is not None and _in_one_piece(tokens, index, found[0]):
        mention = _mention(tokens, index, *found)
        if not mention.sure and index > reached and _is_almost_river(tokens, gazetteer, index):
            mention.start, mention.sure = index - 1, True
        return mention
    return _misspelt(tokens, gazetteer, index, at_least=2)


def _is_almost_river(tokens: Tokens, gazetteer: Gazetteer, index: int) -> bool:
    """Whether the word before "Lerma" is a mistyped "río"."""
    before = tokens.words[index - 1]
    if not 1 < len(before) < 5 or ("rio", tokens.words[index]) not in gazetteer.by_name or tokens.gap(index):
        return False
    return before not in words.ORDINARY_WORDS and OSA.distance(before, "rio") <= 1


def _misspelt(tokens: Tokens, gazetteer: Gazetteer, index: int, at_least: int = 1) -> Mention | None:
    found = gazetteer.nearly_at(tokens.words, index)
    if found is None or found[0] - index < at_least or not _in_one_piece(tokens, index, found[0]):
        return None
    return _mention(tokens, index, *found, misspelt=True)


def _mention(tokens: Tokens, start: int, end: int, named: Named, *, misspelt: bool = False) -> Mention:
    kind = end - start > 1 and tokens.raw[end - 1] in words.ENGLISH_KINDS  # "harbour st"
    return Mention(named.name, start, end, named.is_street, named.sure, named.area, misspelt=misspelt, kind=kind)


def _in_one_piece(tokens: Tokens, start: int, end: int) -> bool:
    return not any(sign in _HARD_SIGNS for at in range(start + 1, end) for sign in tokens.gap(at))


def _hinted(tokens: Tokens, gazetteer: Gazetteer, index: int, found: list[Mention]) -> Mention | None:
    """A misspelt or unknown street that this word hints at."""
    raw = tokens.raw[index]
    reached = found[-1].end if found else 0
    mention = None
    if raw[0].isdecimal():
        return _before_number(tokens, gazetteer, index, reached)
    if raw in words.SPANISH_KINDS:
        start = _name_after(tokens, index)
        if start is not None and not _begins(tokens, gazetteer, index, start):
            mention = _misspelt(tokens, gazetteer, start) or after_kind(tokens, index)
    elif raw in _CUES:
        start = _name_after(tokens, index)
        if start is not None and not _begins(tokens, gazetteer, index, start):
            beside = bool(found) and index - found[-1].end <= (0 if raw in words.JOINTS else 3)
            beside = beside and "." not in tokens.gap(index)
            mention = _misspelt(tokens, gazetteer, start) or after_cue(tokens, index, start, beside_a_street=beside)
    if mention is None and raw in words.ENGLISH_KINDS:
        mention = before_kind(tokens, index, reached)
        if mention is not None and (known := _misspelt(tokens, gazetteer, mention.start)) and known.end == mention.end:
            return known
    return mention


def _name_after(tokens: Tokens, index: int) -> int | None:
    """Where a name after this word would begin."""
    for start in range(index + 1, min(index + 2 + _MOST_SKIPPED, len(tokens.raw))):
        if tokens.raw[start] not in _SKIPPED:
            return start
    return None


def _begins(tokens: Tokens, gazetteer: Gazetteer, cue: int, start: int) -> bool:
    """Whether a name of the rules or a kind of street begins after a cue: it is found when its own turn comes."""
    soon = start + 2 if len(tokens.words[start]) < 5 and start + 1 < len(tokens.words) else start + 1  # "roi lerma"
    known = any(gazetteer.at(tokens.words, at) is not None for at in range(cue + 1, soon))
    return known or tokens.raw[start] in words.SPANISH_KINDS


def _before_number(tokens: Tokens, gazetteer: Gazetteer, index: int, reached: int) -> Mention | None:
    end = index
    while end > reached and tokens.raw[end - 1] in words.MARKS:
        end -= 1
    return _misspelt_up_to(tokens, gazetteer, end, reached) or before_number(tokens, index, reached)


def _misspelt_up_to(tokens: Tokens, gazetteer: Gazetteer, end: int, reached: int) -> Mention | None:
    """A misspelt name that ends right before this word: "frezno 45", "frezno esq. …"."""
    for start in range(max(reached, end - 4), end):
        mention = _misspelt(tokens, gazetteer, start)
        if mention is not None and mention.end == end:
            return mention
    return None
