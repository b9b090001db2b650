"""What of a message the model weighs: its words, and what the lexicon made of them.

The words carry what nobody thought of when the lexicon was written; the lexicon carries what a few thousand
labelled messages cannot teach: tense, denial, sayings, and that a hundred words mean the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log1p

from bot.core.model.kinds import Kind, Role
from bot.core.model.meaning import Place, Said
from bot.core.reading.events import Event, most_urgent
from bot.core.reading.scene import Scene
from bot.core.screening.topics import Objection

NUMBER = "#"
_LEAST, _MOST = -3.0, 6.0
_SCALE = 3.0  # so that a sign that is there and a weight that is high count alike
_LONGEST_STEP = 8


def is_weight(name: str) -> bool:
    """Whether a sign is what the lexicon's points add up to, rather than that a phrase was met."""
    return name.startswith(("sign:weight", "sign:alarm"))


@dataclass(frozen=True, slots=True)
class Signs:
    """The message as the model sees it: plain word forms in their order, and named signs with their strengths."""

    forms: list[str]
    strengths: dict[str, float]


def signs_of(said: Said, scene: Scene, found: list[Event], against: list[Objection], place: Place) -> Signs:
    """Gather all that is weighed. Their names are part of the weights' file: renaming one calls for learning anew."""
    text = scene.text
    forms = [NUMBER if form.isdigit() else form for form in text.forms]
    asks = "no" if not text.questions else "all" if len(text.questions) >= text.sentences else "some"
    strengths = dict.fromkeys(_of_author(said.kind, said.role, said.is_reply, said.forwarded), 1.0)
    strengths |= dict.fromkeys(_of_shape(text.shouted, asks, min(4, text.sentences), len(forms)), 1.0)
    strengths[_of_place(place)] = 1.0
    strengths["length"] = log1p(len(forms)) / _SCALE
    strengths |= dict.fromkeys(_phrases(scene), 1.0)
    if "stir" in scene.cues and (text.questions or "question" in scene.cues):
        # "what are those sirens?" has the words of small talk and of a report, and is neither
        strengths["asks of a stir"] = 1.0
        strengths[f"asks of a stir, tells of {'something' if found else 'nothing'}"] = 1.0
    _add_weights(strengths, found, against)
    return Signs(forms, strengths)


# Of all that follows there are few, and most messages are of the same: they are put into words once.


@cache
def _of_author(kind: Kind, role: Role, is_reply: bool, forwarded: bool) -> tuple[str, ...]:
    who = "staff" if role in (Role.OFFICER, Role.COMMANDER) else role.value
    return (
        f"kind={kind.value}",
        f"role={who}",
        f"reply={is_reply}",
        f"{who} reply={is_reply}",
        f"forwarded={forwarded}",
    )


@cache
def _of_shape(shouted: bool, asks: str, sentences: int, words: int) -> tuple[str, ...]:
    length = min(_LONGEST_STEP, words.bit_length() * 3 // 2)
    return f"shouted={shouted}", f"asks={asks}", f"sentences={sentences}", f"words={length}"


def _of_place(place: Place) -> str:
    shape = (
        "street" if place.street else "",
        "number" if place.number else "",
        "cross" if place.cross_street else "",
        "landmark" if place.landmark else "",
    )
    return f"place={'+'.join(filter(None, shape)) or place.known}"


def _phrases(scene: Scene) -> list[str]:
    names = []
    for hit in scene.hits:
        name = hit.entry.name
        names.append(name)
        if hit.tense is not None:
            names.append(f"{name}.{hit.tense}")
        if scene.denied(hit):
            names.append(f"no {name}")
    names += [f"cue {cue}" for cue in scene.cues]
    return names


def _add_weights(weights: dict[str, float], found: list[Event], against: list[Objection]) -> None:
    for event in found:
        weights[f"weight {event.category}"] = _within(event.weight)
        weights[f"alarm {event.category}"] = _within(event.alarm)
    if found:
        alarm = max([event.alarm for event in found])
        weights["alarm"] = _within(alarm)
        weights[f"alarm step {int(max(_LEAST, min(alarm, _MOST)))}"] = 1.0
        weights[f"weight first {found[0].category}"] = 1.0
    else:
        weights["weight of nothing"] = 1.0
    urgent = most_urgent(found)
    if urgent is not None:
        weights[f"alarm first {urgent.category}"] = 1.0
    for objection in against:
        weights[f"weight {objection.reason}"] = _within(objection.weight)
    weights[f"weight first {against[0].reason}" if against else "weight of no reason"] = 1.0


def _within(points: float) -> float:
    return max(_LEAST, min(points, _MOST)) / _SCALE
