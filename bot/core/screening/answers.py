"""Answers: what an officer's words mean for a report, and what neighbours add to one."""

from __future__ import annotations

from bot.core.model.kinds import State
from bot.core.reading.lexicon import lexicon_of
from bot.core.reading.matching import Hit, find
from bot.core.reading.scene import Scene

# Where several states are spoken of, the later in this list is what has come of it.
_STATES = (
    State.ACKNOWLEDGED,
    State.REFERRED,
    State.EN_ROUTE,
    State.ON_SCENE,
    State.RESOLVED,
    State.UNRESOLVED,
    State.FALSE_ALARM,
)
_CLOSING = frozenset({State.REFERRED, State.RESOLVED, State.UNRESOLVED, State.FALSE_ALARM})
_LEADS_TO = 5  # words
_NO = frozenset({"no", "not", "nadie", "nobody"})

DECLINED = "pass.declined"
"""The rule of words with which an officer says that they cannot come."""

_NEIGHBOURLY = ("follow_up", "question", "thanks")


def state_in(scene: Scene) -> tuple[State | None, tuple[str, ...]]:
    """The state of a report that an officer's words mean, or None, and those words.

    What is asked, denied, supposed or still to come is no state: a closing that is not true leaves somebody alone.
    """
    said, delays = _said_by_police(scene)
    hits = [hit for hit in said if hit.entry.kind in _STATES and _is_so(hit, scene, delays)]
    if not hits:
        return None, ()
    spoken = {hit.entry.kind for hit in hits}
    state = next(state for state in reversed(_STATES) if state.value in spoken)
    return state, _quotes([hit for hit in hits if hit.entry.kind == state.value], scene)


def declines(scene: Scene) -> bool:
    """Whether an officer says that they cannot come, or that it is not theirs."""
    return any(hit.entry.kind == "declined" for hit in _said_by_police(scene)[0])


def _said_by_police(scene: Scene) -> tuple[list[Hit], list[Hit]]:
    """What may name a state, and what puts off the words around it."""
    found = find(scene.text, lexicon_of("states", "replies"))
    own = [hit for hit in found if hit.entry.group == "state"]
    taken = {at for hit in own for at in range(hit.first, hit.last)}
    others = [
        hit
        for hit in scene.of("answer")
        if hit.entry.kind not in _NEIGHBOURLY and taken.isdisjoint(range(hit.first, hit.last))
    ]
    return [*own, *others], [hit for hit in found if hit.entry.group == "delay"]


def _is_so(hit: Hit, scene: Scene, delays: list[Hit]) -> bool:
    """Whether it is said as a fact. That it was read is one in any case, also of who asks for the number."""
    if hit.entry.kind == State.ACKNOWLEDGED:
        return True
    nearly_there = hit.entry.kind == State.EN_ROUTE and "casi" in scene.text.forms[hit.first : hit.last]
    if hit.entry.kind == State.RESOLVED and not _NO.isdisjoint(scene.text.forms[hit.first + 1 : hit.last]):
        return False  # "scene not safe"
    if hit.entry.kind in _CLOSING and not _NO.isdisjoint(_before(hit, scene)):
        return False
    if (scene.denied(hit) and not nearly_there) or _is_asked(hit, scene):
        return False
    return not any(
        delay.sentence == hit.sentence
        and (delay.entry.kind == "whole" or (delay.entry.kind == "after" and delay.first <= hit.first))
        for delay in delays
    )


def _before(hit: Hit, scene: Scene) -> list[str]:
    """The words that lead to it, back to a comma or the sentence's beginning: "no han quedado todavía detenidos"."""
    first = hit.first
    while first > max(0, hit.first - _LEADS_TO) and scene.text.sentence_of[first - 1] == hit.sentence:
        if scene.text.parted(first - 1):
            break
        first -= 1
    return scene.text.forms[first : hit.first]


def _is_asked(hit: Hit, scene: Scene) -> bool:
    """Whether it is part of a question: "voy, ¿en qué número?" is none of going."""
    if hit.sentence not in scene.text.questions:
        return False
    if hit.entry.kind in _CLOSING:
        return "¿" not in scene.text.clean[scene.text.spans[hit.last - 1][1] :]
    last = max(at for at, sentence in enumerate(scene.text.sentence_of) if sentence == hit.sentence)
    return not any(scene.text.parted(at) for at in range(hit.last - 1, last))


def neighbourly(scene: Scene, *, is_reply: bool = True) -> tuple[float, str | None, tuple[str, ...]]:
    """How much speaks for an answer, a follow-up or a question of a neighbour's; which of these; its words."""
    hits = [hit for hit in scene.of("answer") if is_reply or hit.entry.kind in _NEIGHBOURLY]
    if not hits:
        return 0.0, None, ()
    weights: dict[str, float] = {}
    for hit in hits:
        kind = hit.entry.kind if hit.entry.kind in _NEIGHBOURLY else "answer"
        share = 0.3 if kind == "answer" or (kind == "follow_up" and not is_reply) else 1.0
        weights[kind] = weights.get(kind, 0.0) + hit.entry.weight * share
    kind = max(weights, key=lambda each: weights[each])
    return weights[kind], kind, _quotes(hits, scene)


def _quotes(hits: list[Hit], scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scene.text.quote(hit.first, hit.last) for hit in hits[:4]))
