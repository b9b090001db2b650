"""How people say what time it was, in Spanish and English: patterns over one sentence, plain and in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_UNITS = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "veinticinco": 25, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50,
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "couple": 2, "par": 2,
}  # fmt: skip
_FRACTIONS = {"media": 30, "cuarto": 15, "half": 30, "quarter": 15}
_HOUR_WORDS = "una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce"
_ENGLISH_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTE_WORDS = "cinco|diez|quince|veinte|veinticinco"

NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(_UNITS, key=len, reverse=True))}"
_ABOUT = r"(?:(?:como|unos|unas|aprox\w*\.?|mas o menos|casi|apenas|ya|about|around|like|some|only|just|maybe)\s+)*"
_MINUTES = r"min(?:s|utos?|utes?|utitos?)?\b"
_HOURS = r"(?:h|hs|hrs?|horas?|hours?)\b"
_RANGE = r"(?:\s*(?:a|o|-|or|to)\s*(?P<upto>\d{1,3}))?"

# "hace 10 minutos que llamé" tells of the call
_OF_SOMETHING_ELSE = r"(?!\s+que\s+(?:ya\s+)?(?:no\b|llam|marqu|marc|report|habl|avis|esper))"
AGO = (
    re.compile(
        rf"\bh?a[cs]e\s*{_ABOUT}(?:(?P<half>media)\s+hora\b|(?P<quarter>un cuarto) de hora\b){_OF_SOMETHING_ELSE}"
    ),
    re.compile(
        rf"\bh?a[cs]e\s*{_ABOUT}(?:(?:un )?(?P<n>{NUMBER}){_RANGE}\s*(?:de )?)?"
        rf"(?:(?P<minutes>{_MINUTES})|(?P<hours>{_HOURS})"
        rf"(?:\s+(?:y|con)\s+(?P<more>media|cuarto|\d{{1,2}})(?:\s+{_MINUTES})?)?){_OF_SOMETHING_ELSE}"
    ),
    re.compile(r"\b(?P<half>half) an? hour ago\b|\ba (?P<quarter>quarter) of an hour ago\b"),
    re.compile(
        rf"\b(?:a )?(?P<n>{NUMBER})(?: of)?{_RANGE}\s*(?:(?P<minutes>{_MINUTES})"
        rf"|(?P<hours>{_HOURS})(?: and an? (?P<more>half|quarter))?) ago\b"
    ),
)  # fmt: skip

_PART_AFTER = (
    r"(?:\s*(?:(?P<m>[ap])\s?m\b|(?P<exact>hrs?|horas|h)\b|(?:de|en|por) la (?P<part>manana|tarde|noche|madrugada)"
    r"|(?P<noon>del (?:medio ?)?dia)|in the (?P<inthe>morning|afternoon|evening)|at (?P<atnight>night)))?"
)
_EXACT_MINUTES = r"(?:[:.](?P<min>[0-5]\d)(?!\d))?"
# a number between "a las" and a noun in the plural counts things: "asaltaron a las 2 mujeres", "a las 3 de la esquina"
_NO_COUNT = (
    r"(?![\w:%°]|[.,]\d|\s+del? l[ao]s?\b"
    r"|\s*(?!hrs\b|horas\b|las\b|los\b|nos\b|les\b|unos\b|unas\b|dos\b|tres\b|\w+mos\b)[a-z]+s\b)"
)
_NO_SPAN = r"(?<!\bhasta )(?<!\bpartir de )(?<!\bantes de )(?<!\bentre )(?<!\bdespues de )(?<!\bfrente )(?<!\bjunto )"
_STANDS_ALONE = (
    r"(?=\s*(?:$|[,;)!?]|\.(?!\d)|\b(?:yesterday|today|last night|this|tonight|on|when|and|i|we|somebody|someone)\b"
    r"|o'?clock|in the|at night))"
)
CLOCK = (
    # a las 8, desde las 8:20, como a las ocho y media, a la 1 de la tarde
    re.compile(
        rf"{_NO_SPAN}\b(?:(?:a|desde|eran|tipo|sobre|hacia|serian|como) +(?:de )?(?:eso de )?las?|alrededor de las?"
        rf"|cerca de las?) +(?P<h>\d{{1,2}}|{_HOUR_WORDS})\b{_EXACT_MINUTES}"
        rf"(?:\s+(?:y|con)\s+(?P<plus>media|cuarto|\d{{2}}|{_MINUTE_WORDS})\b(?:\s+minutos)?)?{_PART_AFTER}{_NO_COUNT}"
    ),
    # cuarto para las 8, a diez para las ocho
    re.compile(
        rf"\b(?P<before>cuarto|\d{{1,2}}|{_MINUTE_WORDS})\s+(?:minutos )?para las? "
        rf"(?P<h>\d{{1,2}}|{_HOUR_WORDS})\b{_PART_AFTER}"
    ),
    # half past eight, quarter to nine pm
    re.compile(
        rf"\b(?:(?P<plus>half|quarter) past|(?P<before>quarter) to) (?P<h>\d{{1,2}}|{_ENGLISH_HOURS})\b{_PART_AFTER}"
    ),
    # 8 pm, 11:30 pm, 8 de la noche, 20:15 hrs, 9 in the morning
    re.compile(
        rf"(?<![\d:./$#-])(?<!\d a )(?<!\d y )(?<!\d to )\b(?P<h>\d{{1,2}}){_EXACT_MINUTES}"
        r"\s*(?:(?P<m>[ap])\s?m\b|de la (?P<part>manana|tarde|noche|madrugada)"
        r"|in the (?P<inthe>morning|afternoon|evening)|at (?P<atnight>night))"
    ),
    # 21:30
    re.compile(
        r"(?<![\d:./$#-])\b(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?![\d:]|\s*(?:-|a|to)\s*\d)"
        r"(?:\s*(?P<exact>hrs?|horas|h)\b)?"
    ),
    # at 9, since 5, around eight o'clock
    re.compile(
        rf"\b(?:at|since|around|about) (?P<h>\d{{1,2}}|{_ENGLISH_HOURS})\b{_STANDS_ALONE}"
        rf"(?:\s*o'?clock)?{_PART_AFTER}"
    ),
    re.compile(r"\b(?P<midday>al? medio ?dia|at noon)\b|\b(?P<midnight>a (?:la )?media ?noche|at midnight)\b"),
)  # fmt: skip

NOT_TOLD = re.compile(
    r"(?<!la )(?<!esta )(?<!por )\bmanana\b|\btomorrow\b|\bproxim[oa]|\bnext\b"
    r"|\b(?:todos los|todas las|cada|every|each|diario|siempre|always|suelen|usually)\b"
    r"|\b(?:abren?|cierran?|abrimos|cerramos|opens?|closes?)\b"
)
"""What is told is to come, or comes again and again."""


class Told(NamedTuple):
    """A time of day as somebody said it. ``exact``: the hour is one of 24. ``part``: of the day, where it was said."""

    hour: int
    minute: int
    exact: bool
    part: str | None


def times_told(sentence: str) -> Iterator[tuple[int, Told]]:
    """Every time of day in a sentence, with where it stands."""
    for pattern in CLOCK:
        for found in pattern.finditer(sentence):
            told = _told({name: value for name, value in found.groupdict().items() if value})
            if told is not None:
                yield found.start(), told


def _told(said: dict[str, str]) -> Told | None:
    if "midday" in said or "midnight" in said:
        return Told(12 if "midday" in said else 0, 0, True, None)
    hour = number(said["h"])
    minute = int(said["min"]) if "min" in said else number(said.get("plus", "0"))
    if "before" in said:
        hour, minute = hour - 1, 60 - number(said["before"])
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    part = said.get("part") or said.get("inthe") or said.get("atnight") or ("noon" if "noon" in said else None)
    if "m" in said:
        if not 1 <= hour <= 12:
            return Told(hour, minute, True, None) if said["m"] == "p" and hour > 12 else None
        return Told(hour % 12 + (12 if said["m"] == "p" else 0), minute, True, None)
    return Told(hour, minute, "exact" in said or hour == 0 or hour > 12, part)


def number(word: str) -> int:
    """The number that is written in figures or letters; ``media`` and ``cuarto`` are minutes."""
    return int(word) if word.isdigit() else _FRACTIONS.get(word, _UNITS.get(word, 0))
