"""Matters finer than a category, told by the words of a report: what was stolen, and whether lamps failed."""

from __future__ import annotations

from enum import StrEnum

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import find
from bot.core.reading.text import understand


class Theft(StrEnum):
    """What kind of theft, as far as the words say."""

    BURGLARY = "burglary"
    VEHICLE = "vehicle"
    OTHER = "other"


def theft_in(words: str) -> Theft:
    """Burglary before vehicle: who broke in and took the car key as well did both by breaking in."""
    told = _told(words, "thefts")
    return next((each for each in (Theft.BURGLARY, Theft.VEHICLE) if each in told), Theft.OTHER)


def tells_of_failed_lights(words: str) -> bool:
    """Whether it says that a street is dark or its lamps do not work."""
    return "lights" in _told(words, "lights")


def _told(words: str, subject: str) -> set[str]:
    """The groups of phrases that are there."""
    return {hit.entry.group for hit in find(understand(words), lexicon_of(subject, "matters"))}
