"""The one entry of screening: emergencies first, then by who wrote, then the rules of the group."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.core.model import NOWHERE, Judgement, Place, Reason, Role, Said, Verdict
from bot.core.places import read_place
from bot.core.reading.events import Event, events
from bot.core.reading.scene import Scene, read_scene
from bot.core.reading.text import bounded
from bot.core.rules.model import Rules
from bot.core.screening import answers, local, media, wordless
from bot.core.screening.alarms import alarm_raised
from bot.core.screening.topics import Objection, objections, topic_of
from bot.core.screening.weighing import Leaning, lean

_PLAINLY = 2.5
_STAFF = frozenset({Role.OFFICER, Role.COMMANDER})


def judge(said: Said, rules: Rules) -> Judgement:
    """What a message is, and why. Pure, and never raises, whatever the text holds."""
    not_said = media.not_judged(said)
    if not_said is not None and not said.text.strip():
        return not_said
    scene = read_scene(said.text)
    found = local.with_own_words(events(scene), scene, rules)
    against = local.with_own_reasons(objections(said, scene), scene, rules)
    place = cache(lambda: _place(said, rules))  # most chat needs none
    urgent = alarm_raised(said, found, against, scene, rules, lambda: bool(place().street or place().number))
    if urgent is not None:
        return _report(urgent, scene, place(), emergency=True)
    if not_said is not None:
        return not_said
    if said.role in _STAFF:
        return _from_staff(said, scene, place())
    if not wordless.has_words(scene):
        return wordless.judge_wordless(said, scene, rules)
    return _from_neighbour(said, scene, found, against, rules, place)


def _from_staff(said: Said, scene: Scene, place: Place) -> Judgement:
    """An officer's or commander's words are never rejected, whatever form they take."""
    state, words = answers.state_in(scene)
    return Judgement(
        verdict=Verdict.PASS,
        rule="pass.response" if state else "pass.staff",
        evidence=words,
        response=state,
        certainty=0.9 if state else 0.75,
        place=place,
        understood=not media.is_beyond_reach(said),
    )


def _from_neighbour(
    said: Said,
    scene: Scene,
    found: list[Event],
    against: list[Objection],
    rules: Rules,
    read: Callable[[], Place],
) -> Judgement:
    custom = local.broken_custom_rule(scene, rules)
    if custom is not None and said.role is Role.NEIGHBOR:
        rule, words = custom
        return Judgement(verdict=Verdict.REJECT, rule=rule.rule, reason=rule.reason, evidence=words, certainty=0.95)
    breaks_form = media.is_rejected(said.kind, rules) and said.role is Role.NEIGHBOR
    if breaks_form and said.kind in media.REASON_OF_KIND:
        return media.rejected_for_kind(said, media.REASON_OF_KIND[said.kind], 0.95)
    place = NOWHERE if _is_mere_chat(said, found, against) else read()
    leaning = lean(said, scene, found, against, place)
    if breaks_form and leaning.verdict is not Verdict.REPORT:
        reason = leaning.objection.reason if leaning.objection else Reason.OFF_TOPIC
        return media.rejected_for_kind(said, reason, leaning.certainty)
    if leaning.verdict is Verdict.REJECT and leaning.objection is not None:
        return _rejected(said, leaning.objection, leaning, scene, rules)
    if leaning.verdict is Verdict.REPORT and leaning.event is not None:
        return _report(leaning.event, scene, place, emergency=False, certainty=leaning.certainty)
    return Judgement(
        verdict=Verdict.PASS,
        rule=f"pass.{leaning.why}",
        evidence=leaning.evidence,
        certainty=leaning.certainty,
        response=answers.state_in(scene)[0] if said.role is Role.ADMIN else None,
        place=place,
    )


def _is_mere_chat(said: Said, found: list[Event], against: list[Objection]) -> bool:
    """Whether nothing is told that could have a place, so that none need be looked for."""
    if found or said.links or said.pin is not None or said.role is not Role.NEIGHBOR or said.is_reply:
        return False
    return bool(against) and against[0].weight >= _PLAINLY and not any(map(str.isdecimal, said.text))


def _rejected(said: Said, objection: Objection, leaning: Leaning, scene: Scene, rules: Rules) -> Judgement:
    allowed = not rules.screening.topics.get(objection.reason, True)
    if said.role is not Role.NEIGHBOR or allowed:
        why = f"allowed.{objection.reason}" if allowed else "staff"
        return Judgement(
            verdict=Verdict.PASS, rule=f"pass.{why}", evidence=objection.evidence, certainty=leaning.certainty
        )
    return Judgement(
        verdict=Verdict.REJECT,
        rule=f"topics.{objection.reason}",
        reason=objection.reason,
        evidence=objection.evidence,
        certainty=leaning.certainty,
        topic=topic_of(objection.reason, scene),
    )


def _report(event: Event, scene: Scene, place: Place, *, emergency: bool, certainty: float | None = None) -> Judgement:
    if certainty is None:
        certainty = min(0.98, 0.6 + 0.08 * (event.alarm - 2.0) + 0.04 * event.weight)
    return Judgement(
        verdict=Verdict.REPORT,
        rule=f"{'emergency' if emergency else 'report'}.{event.category}",
        evidence=tuple(dict.fromkeys(scene.text.quote(hit.first, hit.last) for hit in event.hits[:4])),
        certainty=certainty,
        category=event.category,
        emergency=emergency,
        place=place,
    )


def _place(said: Said, rules: Rules) -> Place:
    return read_place(bounded(said.text), rules, links=said.links, pin=said.pin)
