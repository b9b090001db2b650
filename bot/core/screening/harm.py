"""What was done to its author or to their own, told in so few words that there is nothing to weigh."""

from __future__ import annotations

from bot.core.model.kinds import Category
from bot.core.reading.lexicon import lexicon, lexicon_of
from bot.core.reading.matching import Hit, find
from bot.core.reading.scene import Scene

_FEW = 12
"""Words; a longer message says enough to be weighed."""

_PRESENT = frozenset({"just", "now", "still"})


def bare_harm(scene: Scene) -> tuple[Category, tuple[str, ...]] | None:
    """What "secuestraron a mi hija" tells of, in its words; None where more is said, asked or denied.

    Weights learned from long messages take so short a one for talk about the family, and no cry for help may hang on
    its length. What "se llevaron a mi hija de campamento" says besides leaves it to them.
    """
    text = scene.text
    if not text.forms or len(text.forms) > _FEW or text.questions:
        return None
    hits = [hit for hit in find(text, lexicon_of("harm")) if hit.entry.group == "harm"]
    if not hits or any(scene.denied(hit) for hit in hits) or _is_of_another_time(scene):
        return None
    told = {at for hit in (*hits, *_calls(scene)) for at in range(hit.first, hit.last)}
    small = lexicon().words_named("small words")
    if any(at not in told and form not in small and form[0].isalnum() for at, form in enumerate(text.forms)):
        return None
    words = dict.fromkeys(text.quote(hit.first, hit.last) for hit in hits)
    return Category(hits[0].entry.kind), tuple(words)


def _calls(scene: Scene) -> list[Hit]:
    """What may stand beside it: that it is urgent, that it is now."""
    urgent = [hit for kind in ("urgent", "cry", "danger") for hit in scene.of("cue", kind)]
    return urgent + [hit for kind in _PRESENT for hit in scene.of("time", kind)]


def _is_of_another_time(scene: Scene) -> bool:
    return any(hit.entry.kind not in _PRESENT for hit in scene.of("time"))
