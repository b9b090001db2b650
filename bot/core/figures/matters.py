"""Matters finer than a category, told by the words of a report: what was stolen, and whether lamps failed."""

from __future__ import annotations

from enum import StrEnum

from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import find
from bot.core.reading.scene import Scene
from bot.core.reading.text import understand


class Theft(StrEnum):
    """What kind of theft, as far as the words say."""

    BURGLARY = "burglary"
    VEHICLE = "vehicle"
    OTHER = "other"


def theft_in(words: str) -> Theft:
    """Burglary before vehicle: who broke in and took the car key as well did both by breaking in."""
    scene = _scene(words, "thefts")
    if scene.has("burglary"):
        return Theft.BURGLARY
    return Theft.VEHICLE if scene.has("vehicle") else Theft.OTHER


def tells_of_failed_lights(words: str) -> bool:
    """Whether it says that a street is dark or its lamps do not work."""
    return _scene(words, "lights").has("lights")


def _scene(words: str, subject: str) -> Scene:
    understood = understand(words)
    return Scene(understood, find(understood, lexicon_of(subject, "matters")))
