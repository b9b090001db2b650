"""A text cut into plain words that remember where they stood, so that what is read can be quoted as written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 4096
"""Characters that are looked at: as many as a message of Telegram can have."""

# "naranjo98" and "139casi" are two words, "45b", "3er" and "5th" are one
_WORD = re.compile(r"\d+(?:[^\W\d_]{1,2}(?![^\W_]))?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_ACCENTED = "áàâäãåéèêëíìîïóòôöõúùûüñçÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ"
_PLAIN = "aaaaaaeeeeiiiiooooouuuuncaaaaaaeeeeiiiiooooouuuunc"
_CYRILLIC, _LATIN = "аеорсухкмтвніАЕОРСУХКМТВНІ", "aeopcyxkmtbhiaeopcyxkmtbhi"
_FOLDED = str.maketrans(_ACCENTED + _CYRILLIC, _PLAIN + _LATIN)

# What a word stands for inside the name of a street; both the rules' names and messages are read so.
ABBREVIATIONS = {
    "sta": "santa", "sto": "santo", "ma": "maria", "dr": "doctor", "dra": "doctora", "gral": "general",
    "fco": "francisco", "gpe": "guadalupe", "ing": "ingeniero", "lic": "licenciado", "prof": "profesor",
    "nte": "norte", "pte": "poniente", "ote": "oriente", "av": "avenida", "ave": "avenida", "avda": "avenida",
    "avenue": "avenida", "calz": "calzada", "pso": "paseo", "cjon": "callejon", "priv": "privada",
    "cda": "cerrada", "blvd": "boulevard", "bulevar": "boulevard", "r": "rio", "clle": "calle", "cll": "calle",
    "rd": "road", "ln": "lane", "sq": "square", "terr": "terrace", "ter": "terrace", "ct": "court", "gdns": "gardens",
    "hwy": "highway", "pkwy": "parkway", "cres": "crescent", "gv": "grove", "esqn": "esquina",
}  # fmt: skip

# Words after which a full stop ends no sentence.
SHORTENED = ABBREVIATIONS.keys() | frozenset(
    [
        "esq",
        "c",
        "p",
        "s",
        "sr",
        "sra",
        "srta",
        "mr",
        "mrs",
        "ms",
        "st",
        "col",
        "no",
        "num",
        "nro",
        "int",
        "dep",
        "depto",
        "edif",
        "fracc",
        "prol",
        "jr",
        "hno",
        "of",
        "cte",
        "ext",
        "ej",
        "n",
        "a",
        "m",
        "e",
        "j",
        "l",
        "d",
    ]
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text.

    Attributes:
        text: what was written, without invisible characters.
        folded: the same, character by character, in lower case and without accents.
        raw: its words, folded. ``words``: the same with abbreviations spelt out.
        starts, ends: where each of them stands.
    """

    text: str
    folded: str
    raw: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def gap(self, index: int) -> str:
        """The signs between a word and the one before it, without the full stop of an abbreviation."""
        if index == 0:
            return self.folded[: self.starts[0]].strip(" ")
        gap = self.folded[self.ends[index - 1] : self.starts[index]]
        if gap == " ":
            return ""
        if gap[:1] == "." and self.raw[index - 1] in SHORTENED:
            gap = gap[1:]
        return gap.strip(" ")

    def shouts(self) -> bool:
        """Whether most of the text is in capitals, so that a capital letter says nothing."""
        return _shouts(self.text)

    def written(self, start: int, end: int) -> str:
        """The words from ``start`` up to ``end``, as written."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


@lru_cache(maxsize=8)  # asked again for each street of a text
def _shouts(text: str) -> bool:
    return sum(map(str.isupper, text)) * 2 > sum(map(str.isalpha, text))


def fold(text: str) -> str:
    """Lower case, no accents, look-alike letters as Latin ones; as long as the text itself."""
    folded = text.translate(_FOLDED).lower()
    if len(folded) == len(text):
        return folded
    # a few letters have a longer lower case (İ): those stay as they are
    return "".join(low if len(low := char.lower()) == 1 else char for char in text.translate(_FOLDED))


def tokenise(text: str) -> Tokens:
    """Cut a text (at most its first 4,096 characters) into words."""
    clean = text[:LONGEST]
    if not clean.isascii():
        clean = unicodedata.normalize("NFKC", clean).translate(_INVISIBLE)[:LONGEST]
    folded = fold(clean)
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(folded):
        raw.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    words = [ABBREVIATIONS.get(word, word) for word in raw]
    return Tokens(clean, folded, raw, words, starts, ends)


def plain_words(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: folded, abbreviations spelt out."""
    return tuple(tokenise(name).words)
