"""Answers: what an officer's words mean for a report, and what neighbours add to one."""

from __future__ import annotations

from bot.core.model.kinds import State
from bot.core.reading.matching import Hit
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
_NEIGHBOURLY = ("follow_up", "question", "thanks")


def state_in(scene: Scene) -> tuple[State | None, tuple[str, ...]]:
    """The state of a report that an officer's words mean, or None, and those words."""
    hits = [hit for hit in scene.of("answer") if hit.entry.kind not in _NEIGHBOURLY]
    if not hits:
        return None, ()
    spoken = {hit.entry.kind for hit in hits}
    state = next(state for state in reversed(_STATES) if state.value in spoken)
    return state, _quotes([hit for hit in hits if hit.entry.kind == state.value], scene)


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
