"""Which of its words speak for what a message is taken for, quoted as they were written."""

from __future__ import annotations

from bot.core.model.kinds import Category, Reason
from bot.core.reading.events import Event
from bot.core.reading.lexicon import lexicon
from bot.core.reading.scene import Scene
from bot.core.screening.learned import Signs
from bot.core.screening.learned.model import model
from bot.core.screening.topics import Objection

_MOST = 4
_MOST_LEARNED = 3
_TELLING = 0.25  # what a word must add to be named


def evidence_for(
    what: Category | Reason, scene: Scene, found: list[Event], against: list[Objection], signs: Signs
) -> tuple[str, ...]:
    """The phrases of the lexicon that mean it; where there are none, the words that weigh most for it."""
    event = next((event for event in found if event.category is what), None)
    if event is not None:
        return tuple(dict.fromkeys(scene.text.quote(hit.first, hit.last) for hit in event.hits[:_MOST]))
    objection = next((each for each in against if each.reason is what and each.evidence), None)
    if objection is not None:
        return objection.evidence
    small = lexicon().words_named("small words")
    weighty = [at for weight, at in model().speaking_for(signs.forms, what) if weight >= _TELLING]
    places = sorted([at for at in weighty if signs.forms[at] not in small][:_MOST_LEARNED])
    return tuple(dict.fromkeys(scene.text.quote(at, at + 1) for at in places))
