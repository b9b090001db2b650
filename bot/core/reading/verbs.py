"""Verb forms and when they put things: enough Spanish and English morphology to read tense off a word."""

from __future__ import annotations

from enum import StrEnum


class Tense(StrEnum):
    """When a verb form, or a noun for an event, puts what it says."""

    ONGOING = "g"  # robando, breaking
    PRESENT = "p"  # roban, breaks
    DONE = "d"  # robaron, robado, broke
    BARE = "i"  # robar, roben: time comes from what stands before it
    USED_TO = "h"  # robaban
    FUTURE = "f"  # robarán
    NOUN = "n"  # robo, asalto


_CLITICS = ("me", "te", "lo", "la", "los", "las", "le", "les", "nos", "se", "melo", "mela", "selo", "sela", "telo")
_SPELLING = {"c": "qu", "g": "gu", "z": "c"}  # before e: atracar → atraque

# Preterites of the first person that are nouns as well, and the like: the noun's reading is the safer one.
_NOUNS = frozenset(
    {
        "asalto", "robo", "choque", "fuga", "pelea", "disparo", "golpe", "secuestro", "grito",
        "incendio", "tiro", "cristalazo", "ataque", "fuerza",
    }
)  # fmt: skip


def spanish(verb: str) -> dict[str, Tense]:
    """The forms of a regular verb, without accents. ``verb`` may name another present stem: ``cerrar/cierr``."""
    infinitive, _, present = verb.partition("/")
    stem, kind = infinitive[:-2], infinitive[-2:]
    present = present or stem
    forms = _first_conjugation(stem, present) if kind == "ar" else _other_conjugations(stem, present, kind)
    gerund = stem + ("ando" if kind == "ar" else "iendo")
    forms |= dict.fromkeys((gerund, *(gerund + clitic for clitic in _CLITICS)), Tense.ONGOING)
    forms |= dict.fromkeys((infinitive, *(infinitive + clitic for clitic in _CLITICS)), Tense.BARE)
    forms |= dict.fromkeys((infinitive + "a", infinitive + "an"), Tense.FUTURE)
    return forms | dict.fromkeys(forms.keys() & _NOUNS, Tense.NOUN)


def _first_conjugation(stem: str, present: str) -> dict[str, Tense]:
    soft, soft_present = _before_e(stem), _before_e(present)
    return (
        dict.fromkeys((soft_present + "e", soft_present + "en"), Tense.BARE)
        | dict.fromkeys((present + "a", present + "an", present + "as", stem + "amos"), Tense.PRESENT)
        | dict.fromkeys((soft + "e", stem + "o", stem + "aron", stem + "aste", stem + "o"), Tense.DONE)
        | dict.fromkeys((stem + "ado", stem + "ada", stem + "ados", stem + "adas"), Tense.DONE)
        | dict.fromkeys((stem + "aba", stem + "aban", stem + "abamos"), Tense.USED_TO)
    )


def _other_conjugations(stem: str, present: str, kind: str) -> dict[str, Tense]:
    return (
        dict.fromkeys((present + "a", present + "an"), Tense.BARE)
        | dict.fromkeys((present + "e", present + "en", present + "es", stem + kind[0] + "mos"), Tense.PRESENT)
        | dict.fromkeys((stem + "i", stem + "io", stem + "ieron", stem + "iste"), Tense.DONE)
        | dict.fromkeys((stem + "ido", stem + "ida", stem + "idos", stem + "idas"), Tense.DONE)
        | dict.fromkeys((stem + "ia", stem + "ian", stem + "iamos"), Tense.USED_TO)
    )


def _before_e(stem: str) -> str:
    return stem[:-1] + _SPELLING.get(stem[-1], stem[-1])


def english(verb: str) -> dict[str, Tense]:
    """The forms of a verb: ``attack``, ``rob!`` (doubles its last letter), ``steal/stole/stolen``."""
    base, *past = verb.split("/")
    doubled = base.endswith("!")
    base = base.rstrip("!")
    stem = base + base[-1] if doubled else base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    ending = "es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"
    third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeou" else base + ending
    done = past or [base[:-1] + "ied" if third.endswith("ies") and base.endswith("y") else stem + "ed"]
    return (
        {base: Tense.BARE, third: Tense.PRESENT}
        | {stem + "ing": Tense.ONGOING, stem + "in": Tense.ONGOING}
        | dict.fromkeys(done, Tense.DONE)
    )
