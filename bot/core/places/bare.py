"""Streets that only a capital letter or a house number gives away: "331 Euclid", "on Hastings", "Ash and Vine".

They are looked for only where nothing surer is found.
"""

from __future__ import annotations

from bot.core.places import vocabulary as words
from bot.core.places.mentions import Mention
from bot.core.places.no_streets import FIRST_NAMES, NO_STREETS
from bot.core.places.numbers import MONTHS, number_at
from bot.core.places.proper import properly
from bot.core.places.tokens import Tokens

_LONGEST_NAME = 3
_BEFORE_NUMBER = words.words_of("""
    at outside opposite from of inside near behind on in by to is it's its we're im i'm address past off
    en afuera frente al del el casa fuera
""")
_STREETWARD = words.words_of("on along across down up onto sobre en")
_ENGLISH_STREETWARD = frozenset({"on", "along", "across", "down", "up", "onto"})
_SAINTS = frozenset({"san", "santa", "santo", "saint"})
_AT_A_PLACE = words.words_of(
    "at in near by of off from behind outside opposite corner past through around entre between"
)
_OF_A_STREET = words.STANDING | frozenset({"los", "las", "toda", "todo"})
_AND = frozenset({"and", "y", "e", "n", "x", "con", "with"})
_WITH = frozenset({"con", "with", "x", "n"})
_AND_SIGNS = frozenset({"&", "/", "+", "@"})
_AFTER_NAME = words.FLATS | words.PLACE | words.CROSS | words.BETWEEN | frozenset({"spot", "basement", "ph", "rear"})
_NOT_INSIDE = (
    NO_STREETS | words.FUNCTION_WORDS | words.PERSONS | words.AREAS | words.FLATS | words.NAMED_PLACES | words.MARKS
)
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_SIDES = frozenset({"n", "s", "e", "w", "north", "south", "east", "west"})


def bare_streets(tokens: Tokens) -> list[Mention]:
    """The street, and the one that crosses it, if these words are all that speaks for them; or nothing."""
    text = tokens.text
    capitals = [at for at, start in enumerate(tokens.starts) if text[start].isupper() and _is_capital(tokens, at)]
    return _numbered(tokens) or (
        (_crossing(tokens, capitals) or _after_word_of_place(tokens, capitals)) if capitals else []
    )


def _numbered(tokens: Tokens) -> list[Mention]:
    for index, word in enumerate(tokens.raw):
        if not word[0].isdecimal() or (index and tokens.ends[index - 1] == tokens.starts[index]):
            continue  # "HOOD10"
        if (number := number_at(tokens, index)) is None:
            continue
        mention = _after_number(tokens, index, *number) or _plainly_before_number(tokens, index, *number)
        if mention is not None:
            return [mention]
    return []


def _after_number(tokens: Tokens, index: int, number: str, after: int) -> Mention | None:
    """The street of "331 Euclid", "10 Poppyfields", "6 The Paddock", "el 88 de Sadi Carnot"."""
    before = tokens.raw[index - 1] if index else ""
    opens = not index or bool(tokens.gap(index))
    if not (opens or before in _BEFORE_NUMBER or before in words.MARKS):
        return None
    start = after
    if start < len(tokens.raw) and tokens.raw[start] == "de" and before in {"el", "al", "del", "casa"}:
        start += 1
    the = start < len(tokens.raw) and tokens.raw[start] == "the" and tokens.capital(start)
    end = _end(tokens, start + the) if after < len(tokens.raw) and not tokens.gap(after) else start
    if end > start + the:
        return _mention(tokens, start, end, number) if _closes(tokens, end) or not opens else None
    # in small letters only with a flat, or where nothing else is said
    if not 0 < start < len(tokens.raw) or start != after or tokens.gap(start):
        return None
    word, following = tokens.raw[start], tokens.raw[start + 1] if start + 1 < len(tokens.raw) else ""
    if not _may_be_a_name(word) or word.endswith("s"):
        return None
    flat = following in words.FLATS and not tokens.gap(start + 1) and tokens.raw[start + 2 : start + 3] != []
    flat = flat and (tokens.raw[start + 2][0].isdecimal() or len(tokens.raw[start + 2]) == 1)
    alone = opens and index > 0 and sum(map(str.isdecimal, number)) > 2 and _ends(tokens, start + 1)
    return _mention(tokens, start, start + 1, number) if flat or alone else None


def _plainly_before_number(tokens: Tokens, index: int, number: str, after: int) -> Mention | None:
    """The street of ", crisantema 40", "guillermo prieto 33" in small letters, where they are the last words."""
    following = tokens.raw[after] if after < len(tokens.raw) else ""
    last = not following or following == "ph" or (following in words.FLATS and after + 1 < len(tokens.raw))
    if sum(map(str.isdecimal, number)) < 2 or not last or tokens.gap(index):
        return None
    start = index
    while (
        start > 0 and index - start < _LONGEST_NAME and not tokens.gap(start) and _may_be_a_name(tokens.raw[start - 1])
    ):
        start -= 1
        if tokens.gap(start):
            break
    while start < index and tokens.raw[start] in words.PARTICLES:
        start += 1
    if start == index or (number[:2] in {"19", "20"} and len(number) == 4):
        return None
    named = next((at for at in range(start, index - 1) if tokens.raw[at] in FIRST_NAMES), None)
    opens = start == 0 or bool(tokens.gap(start))
    if not opens and named is None:
        return None
    return _mention(tokens, start if opens or named is None else named, index, number)


def _crossing(tokens: Tokens, capitals: list[int]) -> list[Mention]:
    """Two names with "and" between them: "Yonge & Eglinton", "at Main and 4th"."""
    ordinals = [at for at, word in enumerate(tokens.raw[:-2]) if word[0].isdecimal() and word[-2:] in _ORDINAL]
    for start in (*ordinals, *capitals):
        end = _end(tokens, start, ordinal=True)
        if end == start or end >= len(tokens.raw) or not _begins_a_place(tokens, start):
            continue
        second = end
        cued = start > 0 and not tokens.gap(start) and tokens.raw[start - 1] in _AT_A_PLACE | _STREETWARD
        if tokens.raw[end] in _AND and not tokens.gap(end) and (cued or tokens.raw[end] not in _WITH):
            second += 1
        elif tokens.gap(end) not in (_AND_SIGNS if cued else "&"):
            continue
        if second >= len(tokens.raw) or (second > end and tokens.gap(second)):
            continue
        stop = _end(tokens, second, ordinal=True)
        if stop > second and (cued or _ends(tokens, stop)):
            return [_mention(tokens, start, end), _mention(tokens, second, stop)]
    return []


def _after_word_of_place(tokens: Tokens, capitals: list[int]) -> list[Mention]:
    """A name after "on", "across", "en", "el antro de"."""
    for start in capitals:
        if start == 0 or tokens.gap(start):
            continue
        before, earlier = tokens.raw[start - 1], tokens.raw[start - 2] if start > 1 else ""
        block = before == "block" or (before == "of" and earlier == "block")
        if not block and before not in _STREETWARD and not (before in {"de", "d"} and earlier in _OF_A_STREET):
            continue
        end = _end(tokens, start)
        if end == start or (end < len(tokens.raw) and len(tokens.raw[end]) == 1 and tokens.capital(end)):
            continue  # "on Measure K"
        if before not in _ENGLISH_STREETWARD and tokens.raw[start] in _SAINTS:
            continue  # neighbourhoods and churches
        return [_mention(tokens, start, end)]
    return []


def _begins_a_place(tokens: Tokens, start: int) -> bool:
    return not start or bool(tokens.gap(start)) or tokens.raw[start - 1] in _AT_A_PLACE | _STREETWARD


def _end(tokens: Tokens, start: int, *, ordinal: bool = False) -> int:
    """Where a name in capital letters that begins here ends; ``start`` itself if there is none."""
    end = at = start
    while at < len(tokens.raw) and at - start < _LONGEST_NAME and (at == start or tokens.gap(at) in ("", "-")):
        word = tokens.raw[at]
        if ordinal and word[0].isdecimal() and word[-2:] in _ORDINAL:
            return at + 1
        if tokens.capital(at) and word in _SIDES:
            pass
        elif _is_capital(tokens, at) and _may_be_a_name(word):
            end = at + 1
        elif not (at > start and word in words.PARTICLES and word != "y"):
            break
        at += 1
    if end > start and ((tokens.raw[start] in FIRST_NAMES and end - start == 1) or tokens.raw[end - 1] in MONTHS):
        return start
    return end


def _is_capital(tokens: Tokens, index: int) -> bool:
    """Whether a word begins with a capital letter and goes on in small ones."""
    start = tokens.starts[index]
    return tokens.text[start].isupper() and tokens.text[start + 1 : start + 2].islower()


def _may_be_a_name(word: str) -> bool:
    return len(word) > 2 and word not in _NOT_INSIDE and not word[0].isdecimal()


def _ends(tokens: Tokens, end: int) -> bool:
    return end >= len(tokens.raw) or bool(tokens.gap(end))


def _closes(tokens: Tokens, end: int) -> bool:
    return _ends(tokens, end) or tokens.raw[end] in _AFTER_NAME


def _mention(tokens: Tokens, start: int, end: int, number: str | None = None) -> Mention:
    name = properly(tokens, start, end)
    return Mention(name.removesuffix("'s").removesuffix("’s"), start, end, kind=True, number=number)
