"""Is this an emergency? What speaks for danger now, against what makes the words mean something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.model import Category, Reason, Role, Said
from bot.core.reading.events import ALARM, Event, most_urgent
from bot.core.reading.scene import Scene
from bot.core.rules.model import Rules
from bot.core.screening import answers
from bot.core.screening.media import REASON_OF_KIND
from bot.core.screening.topics import Objection

# How far a reason to doubt that anybody means it takes the alarm down, for each point of its weight.
_DOUBT = {
    Reason.JOKE: 0.55,
    Reason.MEME: 0.5,
    Reason.CHAIN: 0.5,
    Reason.ADVERTISING: 0.5,
    Reason.POLITICS: 0.45,
    Reason.RELIGION: 0.4,
    Reason.GOSSIP: 0.35,
    Reason.OFF_TOPIC: 0.15,
    Reason.HATE: 0.1,
}
_OTHERS_NEED = 0.4  # a category that the rules do not list as an emergency needs that much more
_STAFF_NEEDS = 1.6
_REPLY_NEEDS = 0.9
_WORTH_A_LOOK = 0.3
_SAID_ON_A_GIF = 0.8
_A_BARE_CRY = 8  # words
_IN_A_WORD = 8  # words
_LAUGHING = frozenset({Reason.JOKE, Reason.MEME})
_CRIES = frozenset({"urgent", "cry"})
_OF_WHAT = frozenset({"de", "del", "of", "a"})
_PUTS_OFF = frozenset({"if", "over", "elsewhere"})
_DANGERS = frozenset(
    {
        Category.INJURY, Category.FIRE, Category.GAS_LEAK, Category.KIDNAPPING, Category.ACCIDENT, Category.COLLAPSE,
        Category.EXPLOSION, Category.VIOLENCE, Category.DEATH, Category.THEFT,
    }
)  # fmt: skip


def alarm_raised(
    said: Said,
    found: list[Event],
    against: list[Objection],
    scene: Scene,
    rules: Rules,
    is_located: Callable[[], bool],
) -> Event | None:
    """The emergency that the message reports, or None; ``is_located`` is asked only where that decides."""
    most = max((event.alarm for event in found), default=-9.0)
    terse = len(scene.text.tokens) <= _IN_A_WORD
    if most < ALARM - _SAID_ON_A_GIF and not scene.cues & _CRIES and not terse:
        return None
    needed = _margin(said, against, scene, is_located)
    alarming = []
    for event in found:
        alarm = event.alarm - needed - (_OTHERS_NEED if event.category not in rules.emergencies else 0.0)
        if alarm >= ALARM:
            alarming.append(replace(event, alarm=alarm))
    urgent = most_urgent(alarming)
    if urgent is not None:
        return urgent
    if needed >= ALARM:
        return None
    return _cry_for_help(said, found, against, scene, is_located) or _told_in_a_word(said, found, scene, is_located)


def _margin(said: Said, against: list[Objection], scene: Scene, is_located: Callable[[], bool]) -> float:
    doubt = max((_DOUBT.get(each.reason, 0.0) * max(0.0, each.weight - 1.0) for each in against), default=0.0)
    if doubt >= _WORTH_A_LOOK:
        if is_located():
            doubt *= 0.4
        else:
            doubt += 1.0 * any(each.reason in _LAUGHING for each in against)
            if scene.has("cue", "urgent", "danger") and scene.has("cue", "place"):
                doubt *= 0.5
    if said.kind in REASON_OF_KIND and said.text.strip():
        doubt -= _SAID_ON_A_GIF  # it would be removed otherwise: no moment for doubt
    if said.role in (Role.OFFICER, Role.COMMANDER, Role.ADMIN):
        doubt += _STAFF_NEEDS + (3.0 if answers.state_in(scene)[0] is not None else 0.0)
    if said.is_reply:
        weight, _, _ = answers.neighbourly(scene)
        doubt += _REPLY_NEEDS + min(1.5, 0.3 * weight)
    return doubt


def _cry_for_help(
    said: Said, found: list[Event], against: list[Objection], scene: Scene, is_located: Callable[[], bool]
) -> Event | None:
    """A bare cry ("auxilio!!", "🆘") says no category: whoever cries is taken to be threatened.

    A longer one must say where, or that there is danger, and nothing that puts it off.
    """
    cues = scene.cues
    if not cues & _CRIES or said.is_reply or said.role is not Role.NEIGHBOR:
        return None
    if cues & _PUTS_OFF or scene.has("time", "past", "long", "future", "idle", "chronic"):
        return None
    if any(each.weight >= 2.5 for each in against):
        return None
    likely = next((event for event in found if event.category in _DANGERS), None)
    if len(scene.text.tokens) <= _A_BARE_CRY:
        if scene.text.questions or found:
            return None
    elif not ("cry" in cues and ("danger" in cues or likely is not None) and "request" not in cues):
        return None
    category = likely.category if likely is not None else Category.VIOLENCE
    return Event(category, 2.0, ALARM, scene.of("cue", "urgent") or scene.of("cue", "cry"))


def _told_in_a_word(said: Said, found: list[Event], scene: Scene, is_located: Callable[[], bool]) -> Event | None:
    """A danger and a place, and no word more ("asalto Río Lerma 20"): there is no time for one."""
    if len(scene.text.tokens) > _IN_A_WORD or said.is_reply or said.role is not Role.NEIGHBOR or scene.text.questions:
        return None
    event = next((event for event in found if event.category in _DANGERS), None)
    if event is None or event.hits[0].first > 0 or scene.denied(event.hits[0]):
        return None
    if scene.cues & _PUTS_OFF or scene.cues & {"hearsay", "minor", "parked"} or scene.by_group.get("time"):
        return None
    after = event.hits[0].last
    named = scene.text.tokens[after].form if after < len(scene.text.tokens) else ""
    if named in _OF_WHAT or not is_located():  # "robo de autopartes" is found afterwards
        return None
    return replace(event, alarm=ALARM)
