"""House numbers, and the many numbers that are none: times, flats, phones, plates, money, people."""

from __future__ import annotations

import re

from bot.core.places.tokens import Tokens
from bot.core.places.vocabulary import (
    AFTER_NO_HOUSE,
    FLATS,
    HOME,
    MARKS,
    NOT_COUNTED,
    NUMBER_BRIDGE,
    NUMBERED_THINGS,
    PLACE,
    words_of,
)

_NUMBER = re.compile(
    r"([1-9]\d{0,4})(?:(?:([a-z])|\s?-\s?([a-z]|\d{1,4})|\s(bis)|\s([b-h]))(?![^\W_]))?(?!\d|[^\W\d_]{1,2}(?![^\W_]))"
)
_NOT_BEFORE = re.compile(r"[$€£+*]\s?$|\d[.,:/]$|(?:\d|\b[^\W\d_]{1,2})-$")
_NOT_AFTER = re.compile(r"\s?(?:[:/]\s?\d|[.,]\d|%|[º°ª]|[ap]\.\s?m|-\s?\d|['’]\s?\d)")
_MANY = 30  # as many people or things as are ever counted
_HOURS = 12
_DAYS = 31
_FLAT_WITH_FLOOR = 3  # digits
_FEET = 10  # 6' is somebody's height, 145' is a house before a stray sign
_MORE_DIGITS = re.compile(r"\s(?!0\d{4}\b)\d{3,}")  # a phone; what begins with 0 and has five is a postcode
_MARKED = re.compile(r"(?:#|\bn[o°º]\.|\bn[°º]|\bnum\.?|\bnumero|\bnro\.?|\bnumber)\s?(?=\d)")
_FROM_NUMBER_TO_STREET = frozenset({"de", "la", "calle", "c", "on", "in", "of", "av", "avenida"})
_BEFORE_NUMBER = frozenset({"al", "del", "el", "ext", "exterior", "at", "altura", "outside", "opposite"})
_TIMES = frozenset({"las", "since", "around", "about"})
_INSIDE = frozenset({"int", "interior", "depto", "depa", "dpto", "flat", "apt", "local"})
_WHOLE = frozenset({"unit", "house", "floor"})  # "unit 9 Foundry Lane"
_PAUSES = frozenset(",.;")
_PARTS = frozenset({"azotea", "techo", "humo", "fachada", "barda", "zaguan", "porton", "cochera", "patio"})
_AT_THE = frozenset({"frente", "afuera", "fuera", "junto", "altura", "enfrente", "en", "es", "entre"})


def number_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The house number that begins with this word, as written, and the index of the word after it."""
    word = tokens.raw[index] if index < len(tokens.raw) else ""
    if not word[:1].isdecimal() or not word.isascii():
        return None
    start = tokens.starts[index]
    match = _NUMBER.match(tokens.folded, start)
    if match is None:
        return None
    end = match.end()
    if match[5] and not tokens.text[end - 1].isupper():  # "45 B" is a house, "45 e hijos" is not
        end = match.end(1)
    if _follows_a_sign(tokens, index) or _NOT_AFTER.match(tokens.folded, end):
        return None
    if _MORE_DIGITS.match(tokens.folded, end) or _is_measure(tokens, start, end, int(match[1])):
        return None
    after = index + 1
    while after < len(tokens.starts) and tokens.starts[after] < end:
        after += 1
    marked = tokens.gap(index).endswith("#") or (index > 0 and tokens.raw[index - 1] in MARKS)
    if not marked and _counts_something(tokens, int(match[1]), after):
        return None
    if match[3] and match[3].isdecimal() and _is_a_flat(int(match[1]), match[3]):
        end = match.end(1)  # "19-3" is flat 3 of number 19, "20-301" flat 301, "20-22" are two houses
    return re.sub(r"\s*-\s*", "-", tokens.text[start:end]).upper().replace("BIS", "bis"), after


def _is_a_flat(number: int, second: str) -> bool:
    return int(second) <= number or len(second) >= _FLAT_WITH_FLOOR > len(str(number))


def _is_measure(tokens: Tokens, start: int, end: int, value: int) -> bool:
    """Feet and inches: 6', 45", but not a number in quotation marks."""
    sign = tokens.folded[end : end + 1]
    if sign in ("'", "’"):
        return value < _FEET
    return sign == '"' and tokens.folded[max(0, start - 1) : start] != '"'


def _follows_a_sign(tokens: Tokens, index: int) -> bool:
    """Of "$45", "3:45", "1.45": part of something else."""
    start = tokens.starts[index]
    return _NOT_BEFORE.search(tokens.folded[max(0, start - 4) : start]) is not None


def _counts_something(tokens: Tokens, value: int, after: int) -> bool:
    """For instance "3 sujetos", "15 min": the next word says what there are so many of."""
    if after >= len(tokens.raw) or tokens.gap(after) not in ("", "-"):
        return False
    noun = tokens.raw[after]
    if noun in FLATS and after + 1 < len(tokens.raw) and tokens.raw[after + 1][0].isdecimal():
        return False  # "145 piso 3"
    if noun in AFTER_NO_HOUSE:
        return True
    plural = len(noun) > 4 and noun.endswith("s") and not noun.endswith(("amos", "emos", "imos", "'s", "’s"))
    if plural and tokens.capital(after) and not tokens.shouts():
        return False  # "10 Poppyfields"
    return value < _MANY and plural and noun not in NOT_COUNTED


def number_after(tokens: Tokens, end: int) -> tuple[str, int] | None:
    """The house number that follows a street: "Fresno #45", "Fresno, frente al 45"."""
    last = ""
    for index in range(end, min(end + 7, len(tokens.raw))):
        gap = tokens.gap(index)
        if any(sign in gap for sign in "!?;…") or "." in gap:
            return None
        word = tokens.raw[index]
        if word[0].isdecimal():
            if last and last not in MARKS and last not in _BEFORE_NUMBER:
                return None
            if (
                last in {"del", "el"} and index - 1 == end and tokens.raw[index + 1 : index + 2] != ["al"]
            ):  # "Fresno, la del 4"
                return None
            hour = last == "at" and word.isdecimal() and int(word) <= _HOURS  # "was on Río Lerma at 6"
            return None if hour or _is_date(tokens, index, last) else number_at(tokens, index)
        if word not in NUMBER_BRIDGE:
            return None
        last = word
    return None


def _is_marked(tokens: Tokens, index: int) -> bool:
    """Whether "no. 12" or "#12" stands there."""
    marked = tokens.gap(index).endswith("#") or (index > 0 and tokens.raw[index - 1] in MARKS)
    return marked and tokens.raw[index].isdecimal()


def number_before(tokens: Tokens, start: int, *, alone: bool) -> str | None:
    """The house number before a street: "17 Alma Terrace", "el 45 de Fresno".

    ``alone``: a bare number in front is enough (as it is in English), no "el … de" needed.
    """
    index = start - 1
    while index >= 0 and tokens.raw[index] in _FROM_NUMBER_TO_STREET:
        index -= 1
    if (
        index > 1
        and tokens.raw[index][0].isdecimal()
        and tokens.raw[index - 1] in _INSIDE
        and _is_marked(tokens, index - 2)
    ):
        return tokens.raw[index - 2]  # "no. 12 int 3 de Fresno"
    if index < 0 or tokens.gap(index + 1) not in ("", ","):
        return None
    found = _NUMBER.match(tokens.folded, tokens.starts[index])
    if index > 0 and tokens.ends[index - 1] == tokens.starts[index]:
        return None  # a plate, "ABC123"
    paired = index > 0 and tokens.gap(index) == "-" and tokens.raw[index - 1].isdecimal()
    if found is None or (_follows_a_sign(tokens, index) and not paired):
        return None
    before = tokens.raw[index - 1] if index else ""
    of_house = before in {"casa", "edificio"} and tokens.raw[index + 1] in {"de", "of"}  # "la casa 14 de Fresno"
    of_house = of_house or (before in _WHOLE and not tokens.gap(index + 1) and len(found[1]) > (before == "floor"))
    if before in _TIMES or (not tokens.gap(index) and not of_house and (before in FLATS or before[-1:].isdecimal())):
        return None
    if not (before in MARKS or tokens.gap(index).endswith("#")):
        between = tokens.raw[index + 1 : start]
        opens = index == 0 or bool(tokens.gap(index).strip("-"))
        named = "calle" in between or (between == ["de"] and len(found[1]) > 1)  # "145 de Río Lerma"
        told = of_house or (opens and named)
        if between and before not in {"el", "al", "del"} and not told:
            return None
        if not between and not alone and before not in PLACE and before != "from":  # "across from 142 Sabino"
            return None
    text = tokens.text[tokens.starts[index] : tokens.ends[index]].upper()
    return f"{before}-{text}" if paired else text


def number_apart(tokens: Tokens, emergency_number: str) -> str | None:
    """A number that says by itself that it is a house: "#45", "número 45", "frente al 45"; or nothing but a number."""
    for index, word in enumerate(tokens.raw):
        if not word[0].isdecimal() or word == emergency_number or not _says_house(tokens, index):
            continue
        if (found := number_at(tokens, index)) is not None:
            return found[0]
    return None


def _says_house(tokens: Tokens, index: int) -> bool:
    """Whether the words before a number make it the number of a house."""
    word, start = tokens.raw[index], tokens.starts[index]
    owner, before = ["", "", *tokens.raw[max(0, index - 2) : index]][-2:]
    glued = index > 0 and tokens.ends[index - 1] == start  # a plate, "ABC123"
    if not HOME.isdisjoint(tokens.raw[max(0, index - 3) : index]):  # "vivo en el 12"
        return False
    if glued or owner in NUMBERED_THINGS or before in NUMBERED_THINGS or _is_date(tokens, index, before):
        return False
    if index + 1 == len(tokens.raw) and before in {"", "el", "al", "es"} and index < 2:
        return True  # all that was said
    year = len(word) == 4 and word[:2] in {"19", "20"}
    at_the = not year and before in {"al", "el", "del"} and (owner in _AT_THE or (before == "del" and owner in _PARTS))
    return (
        at_the
        or (not year and _is_at_a_house(tokens, index))
        or _MARKED.search(tokens.folded[max(0, start - 8) : tokens.ends[index]]) is not None
    )


def _is_at_a_house(tokens: Tokens, index: int) -> bool:
    """For instance "outside 51", "all of us at 99"; what may be an hour is none."""
    before, word = tokens.raw[index - 1] if index else "", tokens.raw[index]
    if before in {"outside", "opposite"}:
        return not tokens.gap(index)
    hour = not word.isdecimal() or int(word) <= 2 * _HOURS or len(word) > 3  # "again at 2200"
    return before == "at" and not hour and _rests(tokens, index + 1)


def _rests(tokens: Tokens, end: int) -> bool:
    """Whether what was said ends here, or goes on with the next thing."""
    return (
        end >= len(tokens.raw)
        or tokens.gap(end)[:1] in _PAUSES
        or tokens.raw[end] in {"and", "with", "has", "have", "are"}
    )


MONTHS = words_of("""enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    january february march april may june july august september october november december""")


def _is_date(tokens: Tokens, index: int, before: str) -> bool:
    following = [*tokens.raw[index + 1 : index + 3], "", ""]
    if index + 1 < len(tokens.raw) and tokens.gap(index + 1) == ",":
        return False
    if before == "el" and following[0] == "y" and not MONTHS.isdisjoint(tokens.raw[index + 1 : index + 6]):
        return True  # "entre el 5 y el 10 de mayo"
    if following[0] in MONTHS or (following[0] in {"de", "of"} and following[1] in MONTHS):
        return True
    return (
        before in {"del", "el"}
        and following[0] == "al"
        and tokens.raw[index].isdecimal()
        and (int(tokens.raw[index]) <= _DAYS)
    )
