"""Where no emergency is: report, reject or pass? Weighs what speaks for each, and says how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.model import Category, Kind, Place, Reason, Role, Said, Verdict
from bot.core.reading.events import Event
from bot.core.reading.scene import Scene
from bot.core.screening import answers, guessing
from bot.core.screening.topics import Objection

_ENOUGH = 2.0
_GUESS = 0.5  # below any sensible threshold: nothing is done against the author
_THINGS_THAT_HAPPEN = frozenset({"event", "acute", "lasting", "found", "state"})
_PICTURES = frozenset({Kind.PHOTO, Kind.VIDEO, Kind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a message rather is. ``why`` names the pass."""

    verdict: Verdict
    certainty: float
    event: Event | None = None
    objection: Objection | None = None
    why: str = ""
    evidence: tuple[str, ...] = ()


def lean(said: Said, scene: Scene, found: list[Event], against: list[Objection], place: Place) -> Leaning:
    """Weigh report, reject and pass against one another."""
    event = _told(found)
    report = _for_report(said, scene, event, place)
    objection = against[0] if against else None
    if objection is not None and objection.reason is Reason.OFF_TOPIC and len(against) > 1 and against[1].weight > 2.0:
        objection = against[1]
    reject = _for_reject(scene, objection, place)
    answer, kind, words = answers.neighbourly(scene, is_reply=said.is_reply or said.role is Role.ADMIN)
    passing = _for_pass(said, scene, answer, report, place)
    best = max(report, reject, passing)
    margin = best - sorted((report, reject, passing))[1]
    certainty = _certainty(margin)
    if best < _ENOUGH:
        return _without_a_sign(said, scene, event, place, against)
    if passing == best:
        return Leaning(Verdict.PASS, certainty, why=kind or "reply", evidence=words)
    if best == reject and objection is not None:
        return Leaning(Verdict.REJECT, certainty, objection=objection)
    return Leaning(Verdict.REPORT, certainty, event=event or _request(scene))


def _told(found: list[Event]) -> Event | None:
    """What the report is about: wishing for more rounds is it only where nothing has happened."""
    if not found:
        return None
    if found[0].category is Category.NOTICE and any(hit.entry.kind == "request" for hit in found[0].hits):
        for other in found[1:]:
            if any(hit.entry.kind in _THINGS_THAT_HAPPEN for hit in other.hits):
                return other
    return found[0]


def _certainty(margin: float) -> float:
    return min(0.97, 0.55 + 0.12 * margin)


def _for_report(said: Said, scene: Scene, event: Event | None, place: Place) -> float:
    """Whoever reports names a street; what names none, asks nothing and laughs is seldom a report."""
    weight = event.weight if event is not None else 0.0
    asks = "request" in scene.cues
    if place.number and (place.street or place.landmark):
        weight += 3.2
    elif place.street or place.cross_street:
        weight += 2.8
    elif place.known or "place" in scene.cues:
        weight += 0.8
    elif not asks:
        weight -= 1.0
    if asks:
        weight += 1.2
    if "elsewhere" in scene.cues and not place.street:
        weight -= 2.0
    if event is not None and scene.times:
        weight += 0.6
    if said.kind in _PICTURES and event is not None:
        weight += 0.4
    if said.role is Role.ADMIN and not said.is_reply:
        weight += 0.5
    return weight if event is not None else min(weight, 2.9)


def _for_reject(scene: Scene, objection: Objection | None, place: Place) -> float:
    if objection is None:
        return 0.0
    weight = objection.weight
    located = bool(place.street or (place.number and place.known))
    match objection.reason:
        case Reason.OFF_TOPIC:
            return weight * (0.35 if located or scene.has("cue", "request") else 0.9)
        case Reason.DISCOURTESY:
            return weight * (0.6 if located else 1.3)
        case Reason.HATE:
            return weight * (0.8 if located else 1.6)
        case Reason.CHAIN:
            return weight * (0.8 if located else 1.5)
        case Reason.GOSSIP:
            return weight * (0.6 if located else 1.2)
        case Reason.JOKE | Reason.MEME:
            return weight * (0.7 if located else 1.4)
        case _:
            return weight * (0.9 if located else 1.4)


def _for_pass(said: Said, scene: Scene, answer: float, report: float, place: Place) -> float:
    located = bool(place.street and place.number)
    if said.is_reply:
        return 4.5 + answer * 0.6
    if said.role is Role.ADMIN:
        return 1.0 + answer
    if scene.has("answer", "thanks") and scene.has("cue", "request") and not located:
        answer += 2.5  # "gracias a los oficiales que vinieron"
    return answer * (0.4 if located else 0.8 if report > _ENOUGH else 1.2)


def _without_a_sign(said: Said, scene: Scene, event: Event | None, place: Place, against: list[Objection]) -> Leaning:
    if said.is_reply:
        return Leaning(Verdict.PASS, 0.8, why="reply")
    if event is not None and event.weight >= 1.0:
        return Leaning(Verdict.REPORT, 0.5, event=event)
    if said.role is not Role.NEIGHBOR:
        return Leaning(Verdict.PASS, 0.5, why="unclear")
    if not against and guessing.sounds_like_a_report(scene, place):
        return Leaning(Verdict.REPORT, _GUESS, event=event or guessing.guessed(scene))
    objection = against[0] if against else Objection(Reason.OFF_TOPIC, 1.0, ())
    spoken_of_the_street = place.known or bool(scene.times) or scene.has("cue", "request", "place")
    return Leaning(Verdict.REJECT, _GUESS if spoken_of_the_street else 0.75, objection=objection)


def _request(scene: Scene) -> Event:
    return Event(Category.NOTICE, 1.0, -9.0, scene.of("cue", "request"))
