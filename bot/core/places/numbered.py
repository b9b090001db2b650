"""Streets that the rules do not know and that only a house number gives away: "en Tabachines 45"."""

from __future__ import annotations

from bot.core.places import vocabulary as words
from bot.core.places.mentions import Mention
from bot.core.places.numbers import number_at
from bot.core.places.proper import properly
from bot.core.places.tokens import Tokens

_LONGEST_NAME = 6
_ROADS = {"route": "Route", "highway": "Highway", "hwy": "Highway", "concession": "Concession"}
_NO_NAME_ENDS = (
    words.PARTICLES
    | words.NUMBERED_THINGS
    | words.words_of("""
    tram lock boat pole mailbox permit licence license day dia page room bay flight chapter psalm salmo capitulo part
    fire parte step level nivel gate exit pier precio total oct sept dec nov numbers numeros count bed beds
""")
)
_VERB_ENDINGS = ("ando", "iendo", "aron", "ieron", "mente", "amos")
_CUES = words.PLACE | words.CROSS | words.BETWEEN
_CLOSING = words.FLATS | words.CROSS | words.BETWEEN
_STOPS = _CUES | words.NOT_STREETS | words.FLATS | words.DIRECTION | words.AREAS | words.NAMED_PLACES | words.PERSONS


def before_number(tokens: Tokens, index: int, reached: int) -> Mention | None:
    """A street before its number: "Tabachines 45", "frente a tabachines no. 45"."""
    number = number_at(tokens, index)
    glued = index > 0 and tokens.ends[index - 1] == tokens.starts[index]  # a plate, "ABC123"
    if number is None or glued or tokens.gap(index) not in ("", ",", "#", "°", "º"):
        return None
    if index > reached and tokens.raw[index - 1] in _ROADS and tokens.capital(index - 1) and not tokens.gap(index):
        road = f"{_ROADS[tokens.raw[index - 1]]} {tokens.raw[index]}"
        return Mention(road, index - 1, number[1], kind=True)
    end = index
    while end > reached and tokens.raw[end - 1] in words.MARKS:
        end -= 1
    if end == 0 or tokens.raw[end - 1] in _NO_NAME_ENDS:
        return None
    if tokens.gap(index) == "," and _begins_a_name(tokens, number[1]):
        return None  # "at Velvet, 14 Cowgate"
    if tokens.gap(index) and _begins_an_english_street(tokens, number[1]):
        return None  # "at a party, 40 Fitzgerald Avenue"
    low = _start_of_name(tokens, end, reached)
    start = low
    while start < end and tokens.raw[start] in words.PARTICLES:
        start += 1
    if len("".join(tokens.raw[start:end])) < 3 or not _is_a_street(tokens, low, start, end, number):
        return None
    return Mention(properly(tokens, start, end), start, end)


def _begins_a_name(tokens: Tokens, start: int) -> bool:
    if start >= len(tokens.raw) or tokens.gap(start) or not tokens.capital(start) or tokens.shouts():
        return False
    return tokens.raw[start] not in _STOPS and len(tokens.raw[start]) > 2


def _begins_an_english_street(tokens: Tokens, start: int) -> bool:
    for at in range(start + 1, min(start + 4, len(tokens.raw))):
        if tokens.gap(at):
            return False
        if tokens.raw[at] in words.ENGLISH_KINDS:
            return True
    return False


def _start_of_name(tokens: Tokens, end: int, reached: int) -> int:
    """Walks back from a number over everything that can be part of a street's name."""
    start = end
    while start > reached and end - start < _LONGEST_NAME and (start == end or not tokens.gap(start)):
        word = tokens.raw[start - 1]
        inside = word in words.PARTICLES or (start < end and word in words.ORDINARY_NAMES)
        if not inside and (
            word[0].isdecimal() or word in _STOPS or word in words.LINKERS or word.endswith(_VERB_ENDINGS)
        ):
            break
        start -= 1
    return max(start, _after_a_thing(tokens, start, end))


def _after_a_thing(tokens: Tokens, start: int, end: int) -> int:
    """Where the street begins in "bodega de Mirto 70", "antro de genova 40"."""
    capital = tokens.capital(end - 1)
    for at in range(end - 2, start, -1):
        if tokens.raw[at] in words.PARTICLES and (
            (tokens.raw[at - 1] in words.STANDING and tokens.raw[at] in {"de", "del"})
            or (capital and not tokens.capital(at - 1) and tokens.raw[at] != "y")
        ):
            return at if tokens.raw[at - 1] not in words.PARTICLES else start
    return start


def _is_a_street(tokens: Tokens, low: int, start: int, end: int, number: tuple[str, int]) -> bool:
    """Whether these words before a number are a street: by the words before them, by their capital letters."""
    clause = low == 0 or tokens.gap(low) not in ("", ":")
    cue = "" if clause else tokens.raw[low - 1]
    linked = low > 1 and cue in words.LINKERS and tokens.raw[low - 2] in _CUES
    here = cue in _CUES or linked or (cue in words.STANDING and tokens.raw[low] in {"de", "del"})
    digits = sum(map(str.isdecimal, number[0]))
    year = digits == 4 and number[0][:2] in {"19", "20"}
    if tokens.capital(start) and not tokens.shouts():
        following = tokens.raw[number[1]] if number[1] < len(tokens.raw) else ""
        closed = not following or bool(tokens.gap(number[1])) or following in _CLOSING
        named = (clause and (closed or end - start > 1)) or (not clause and start > low) or cue in {"de", "a"}
        last = number[1] == len(tokens.raw) and low > 3 and clause and end - start == 1 and not tokens.gap(end)
        return here or ((digits > 1 or last) and not year and named and cue not in words.PERSONS)
    marked = tokens.gap(end) == "#" or tokens.raw[end] in words.MARKS
    return digits > 1 and not year and (here or (marked and clause))
