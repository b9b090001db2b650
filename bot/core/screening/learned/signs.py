"""What of a message the model weighs: its words, and what the lexicon made of them.

The words carry what nobody thought of when the lexicon was written; the lexicon carries what a few thousand
labelled messages cannot teach: tense, denial, sayings, and that a hundred words mean the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

from bot.core.model import Place, Role, Said
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
    forms = [NUMBER if token.form.isdigit() else token.form for token in scene.text.tokens]
    strengths = dict.fromkeys(_circumstances(said, scene, place, len(forms)), 1.0)
    strengths["length"] = log1p(len(forms)) / _SCALE
    strengths.update(dict.fromkeys(_phrases(scene), 1.0))
    strengths.update(_weights(found, against))
    return Signs(forms, strengths)


def _circumstances(said: Said, scene: Scene, place: Place, words: int) -> list[str]:
    text = scene.text
    shape = (
        "street" if place.street else "",
        "number" if place.number else "",
        "cross" if place.cross_street else "",
        "landmark" if place.landmark else "",
    )
    asks = "no" if not text.questions else "all" if len(text.questions) >= text.sentences else "some"
    role = "staff" if said.role in (Role.OFFICER, Role.COMMANDER) else said.role.value
    return [
        f"kind={said.kind.value}",
        f"role={role}",
        f"reply={said.is_reply}",
        f"{role} reply={said.is_reply}",
        f"forwarded={said.forwarded}",
        f"shouted={text.shouted}",
        f"asks={asks}",
        f"sentences={min(4, text.sentences)}",
        f"words={min(_LONGEST_STEP, words.bit_length() * 3 // 2)}",
        f"place={'+'.join(part for part in shape if part) or place.known}",
    ]


def _phrases(scene: Scene) -> list[str]:
    names = []
    for hit in scene.hits:
        name = hit.entry.name
        names.append(name)
        if hit.tense is not None:
            names.append(f"{name}.{hit.tense.value}")
        if scene.denied(hit):
            names.append(f"no {name}")
    names += (f"cue {cue}" for cue in scene.cues)
    return names


def _weights(found: list[Event], against: list[Objection]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for event in found:
        weights[f"weight {event.category}"] = _within(event.weight)
        weights[f"alarm {event.category}"] = _within(event.alarm)
    alarm = max((event.alarm for event in found), default=None)
    if alarm is not None:
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
    return weights


def _within(points: float) -> float:
    return max(_LEAST, min(points, _MOST)) / _SCALE
