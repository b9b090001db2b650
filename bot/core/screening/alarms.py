"""Is this an emergency? How likely it must be for whom, and calls for help too short to be weighed."""

from __future__ import annotations

from bot.core.model.kinds import Category, Role
from bot.core.model.meaning import Said
from bot.core.reading.events import Event
from bot.core.reading.scene import PUTS_OFF, Scene
from bot.core.rules.model import Rules
from bot.core.screening import answers, wordless
from bot.core.screening.learned import Opinion
from bot.core.screening.media import REASON_OF_KIND
from bot.core.screening.topics import Objection

_LIKELY = 0.28  # a missed emergency is worse than an officer called in vain, so much less than half is enough
_OF_OTHER_KINDS = 0.6  # for a category that the rules do not list as an emergency
_WITH_A_VOICE = 0.15  # it would be removed otherwise: no moment for doubt
_CALLING_BACKUP = 0.12  # police who ask for help mean it
_WITH_AN_ANSWER = 0.97  # "R-12, asalto atendido": what police tell of is mostly in hand
_A_BARE_CRY = 8  # words
_PLAINLY_SOMETHING_ELSE = 2.5
_CRIES = frozenset({"urgent", "cry"})
_NOT_NOW = ("past", "long", "future", "idle", "chronic")
_DANGERS = frozenset(
    {
        Category.INJURY, Category.FIRE, Category.GAS_LEAK, Category.KIDNAPPING, Category.ACCIDENT, Category.COLLAPSE,
        Category.EXPLOSION, Category.VIOLENCE, Category.DEATH, Category.THEFT,
    }
)  # fmt: skip


def is_alarming(said: Said, scene: Scene, opinion: Opinion, rules: Rules) -> bool:
    """Whether the message is likely enough an emergency to be treated as one."""
    return wordless.has_words(scene) and opinion.emergency >= _needed(said, scene, opinion.category, rules)


def _needed(said: Said, scene: Scene, category: Category, rules: Rules) -> float:
    if said.role is not Role.NEIGHBOR:
        if "backup" in scene.cues and not said.is_reply:  # "voy para allá, solicito apoyo"
            return _CALLING_BACKUP
        if answers.state_in(scene)[0] is not None:
            return _WITH_AN_ANSWER
    if said.kind in REASON_OF_KIND and said.text.strip():
        return _WITH_A_VOICE
    return _LIKELY if category in rules.emergencies else _OF_OTHER_KINDS


def cry_for_help(said: Said, scene: Scene, found: list[Event], against: list[Objection]) -> Category | None:
    """What a cry ("auxilio!!", "🆘") is taken for, or None: one that says no more is taken for a threat.

    A longer one must say that there is danger, and nothing that puts it off.
    """
    cues = scene.cues
    if not cues & _CRIES or said.is_reply or said.role is not Role.NEIGHBOR:
        return None
    if "cry" not in cues and not wordless.has_words(scene):
        return None  # "🚨👮👍": the light alone is no call
    if _is_mere_awe(scene):
        return None
    if cues & PUTS_OFF or scene.has("time", *_NOT_NOW):
        return None
    if any(each.weight >= _PLAINLY_SOMETHING_ELSE for each in against):
        return None
    likely = next((event.category for event in found if event.category in _DANGERS), None)
    if len(scene.text.forms) <= _A_BARE_CRY:
        if scene.text.questions or found:
            return None
    elif not ("cry" in cues and ("danger" in cues or likely is not None) and "request" not in cues):
        return None
    return likely or Category.VIOLENCE


def _is_mere_awe(scene: Scene) -> bool:
    """Whether "dios mío" is all of it: whoever reads a report says so, too."""
    said = {at for hit in scene.of("cue", "awe") for at in range(hit.first, hit.last)}
    return bool(said) and len(said) == len(scene.text.forms)
