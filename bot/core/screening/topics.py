"""How much speaks for each reason to reject a message, and which sister group it may be meant for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.core.model.kinds import Kind, Reason, SisterTopic
from bot.core.model.meaning import Said
from bot.core.reading.matching import Hit
from bot.core.reading.scene import Scene

REASONS_OF_WORDS = (
    Reason.CHAIN, Reason.ADVERTISING, Reason.POLITICS, Reason.RELIGION, Reason.HATE, Reason.DISCOURTESY,
    Reason.JOKE, Reason.MEME, Reason.GOSSIP, Reason.OFF_TOPIC,
)  # fmt: skip
"""The reasons that words can give; others are of a message's kind."""
_BY_TEXT = tuple((reason, reason.value) for reason in REASONS_OF_WORDS)
_PICTURES = frozenset({Kind.PHOTO, Kind.VIDEO, Kind.GIF, Kind.STICKER, Kind.DOCUMENT, Kind.VIDEO_NOTE, Kind.STORY})
_NEWS_FROM_AFAR = 2.5
_TOO_SHORT_TO_BE_A_JOKE = 6
_LAUGHS = frozenset(["lol", "lmao", "lmfao", "rofl", "xd", "xdd", "xddd", "😂", "🤣", "😆", "😹", "💀"])
_LAUGHS_BEGIN = ("jaja", "jeje", "haha", "hehe", "ajaj", "jsjs")


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason to reject a message, and how much speaks for it."""

    reason: Reason
    weight: float
    evidence: tuple[str, ...]


def objections(said: Said, scene: Scene) -> list[Objection]:
    """All reasons that have a sign in the message, the strongest first."""
    laughs = _laughs(scene)
    found = []
    for reason, group in _BY_TEXT:
        all_hits = scene.by_group.get(group)
        if all_hits is None:
            continue
        hits = [hit for hit in all_hits if hit.entry.kind != "hint"]
        if reason is Reason.HATE:
            hits = _contemptuous(hits)
        hints = [hit for hit in all_hits if hit.entry.kind == "hint"]
        if not hits and len(hints) < 2:
            continue
        weight = _sum(hits) + min(1.5, 0.5 * len(hints))
        weight += _from_circumstances(reason, said, laughs)
        found.append(Objection(reason, weight, _quotes(hits or hints, scene)))
    if laughs and not any(objection.reason in (Reason.JOKE, Reason.MEME) for objection in found):
        telling = len(scene.text.forms) > _TOO_SHORT_TO_BE_A_JOKE
        found.append(Objection(Reason.JOKE, (1.6 if telling else 0.4) * min(laughs, 2), ()))
    if "elsewhere" in scene.cues and not any(objection.reason is Reason.OFF_TOPIC for objection in found):
        found.append(Objection(Reason.OFF_TOPIC, _NEWS_FROM_AFAR, _quotes(scene.of("cue", "elsewhere"), scene)))
    return sorted(found, key=lambda objection: -objection.weight)


def _laughs(scene: Scene) -> int:
    return sum(map(_is_laugh, scene.text.forms))


@lru_cache(maxsize=20_000)
def _is_laugh(form: str) -> bool:
    return form in _LAUGHS or form.startswith(_LAUGHS_BEGIN)


def _contemptuous(hits: list[Hit]) -> list[Hit]:
    """Naming a group is no hate, nor is contempt for somebody's deed; the two together may be."""
    kinds = {hit.entry.kind for hit in hits}
    if "sign" in kinds or {"group", "contempt"} <= kinds:
        return hits
    return []


def _from_circumstances(reason: Reason, said: Said, laughs: int) -> float:
    picture = said.kind in _PICTURES
    match reason:
        case Reason.MEME:
            return (1.5 if picture else -2.0) + 0.8 * min(laughs, 2)
        case Reason.JOKE:
            return (-0.8 if picture else 0.5) + 0.8 * min(laughs, 2)
        case Reason.CHAIN:
            return 1.5 if said.forwarded else 0.0
        case Reason.GOSSIP:
            return 0.4 * min(laughs, 1)
        case _:
            return 0.0


def _sum(hits: list[Hit]) -> float:
    weights = sorted((hit.entry.weight * (0.8 if hit.last - hit.first == 1 else 1.0) for hit in hits), reverse=True)
    return sum(weight / (1 + 0.6 * place) for place, weight in enumerate(weights[:5]))


def _quotes(hits: list[Hit], scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scene.text.quote(hit.first, hit.last) for hit in hits[:4]))


_TOPIC_OF_REASON = {Reason.ADVERTISING: SisterTopic.BUSINESS}


def topic_of(reason: Reason, scene: Scene) -> SisterTopic | None:
    """The sister group that a message rejected for this reason may be meant for."""
    if reason in _TOPIC_OF_REASON:
        return _TOPIC_OF_REASON[reason]
    if reason is not Reason.OFF_TOPIC:
        return None
    for kind, topic in (
        ("pets", SisterTopic.PETS),
        ("services", SisterTopic.SERVICES),
        ("business", SisterTopic.BUSINESS),
    ):
        if scene.has("off_topic", kind):
            return topic
    return SisterTopic.GENERAL
