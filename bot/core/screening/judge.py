"""The one entry of screening: emergencies first, then by who wrote, then the rules of the group.

The lexicon says what the words mean, the learned weights how that adds up, and this file what follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.model.kinds import Category, Reason, Role, Verdict
from bot.core.model.meaning import Judgement, Place, Said
from bot.core.places import read_place
from bot.core.reading.events import Event, events
from bot.core.reading.scene import Scene, read_scene
from bot.core.reading.text import bounded
from bot.core.rules.model import Rules
from bot.core.screening import alarms, answers, local, media, wordless
from bot.core.screening.evidence import evidence_for
from bot.core.screening.harm import bare_harm
from bot.core.screening.learned import Opinion, Signs, signs_of
from bot.core.screening.learned.model import model
from bot.core.screening.topics import Objection, objections, topic_of

_CERTAIN_CRY = 0.7
_STAFF = frozenset({Role.OFFICER, Role.COMMANDER})


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a message's words say: the phrases, what they tell of, what speaks against them, where, and the sum."""

    said: Said
    scene: Scene
    found: list[Event]
    against: list[Objection]
    place: Place
    signs: Signs


def read(said: Said, rules: Rules) -> Reading:
    """Read a message, without deciding anything."""
    scene = read_scene(said.text)
    found = events(scene)
    against = objections(said, scene)
    place = read_place(bounded(said.text), rules, links=said.links, pin=said.pin)
    return Reading(said, scene, found, against, place, signs_of(said, scene, found, against, place))


def signs_in(said: Said, rules: Rules) -> Signs:
    """What the model weighs of a message; how it is taught."""
    return read(said, rules).signs


def judge(said: Said, rules: Rules) -> Judgement:
    """What a message is, and why. Pure, and never raises, whatever the text holds."""
    not_said = media.not_judged(said)
    if not_said is not None and not said.text.strip():
        return not_said
    reading = read(said, rules)
    own = local.own_words(reading.scene, rules)
    opinion = model().opinion(reading.signs, {each: words.points for each, words in own.items()})
    urgent = _emergency(reading, opinion, own, rules)
    if urgent is not None:
        return urgent
    if not_said is not None:
        return not_said
    if said.role in _STAFF:
        return _from_staff(reading)
    if not wordless.has_words(reading.scene):
        return wordless.judge_wordless(said, reading.scene, rules)
    return _from_neighbour(reading, opinion, own, rules)


def _emergency(reading: Reading, opinion: Opinion, own: local.OwnWords, rules: Rules) -> Judgement | None:
    if alarms.is_alarming(reading.said, reading.scene, opinion, rules):
        certainty = max(opinion.emergency, opinion.report)
        return _report(reading, opinion.urgent_category, own, emergency=True, certainty=certainty)
    if reading.said.role is Role.NEIGHBOR and not reading.said.is_reply and (harm := bare_harm(reading.scene)):
        category, words = harm
        urgent = category in rules.emergencies
        certainty = max(opinion.emergency, _CERTAIN_CRY)
        return replace(_report(reading, category, own, emergency=urgent, certainty=certainty), evidence=words)
    cry = alarms.cry_for_help(reading.said, reading.scene, reading.found, reading.against)
    if cry is None:
        return None
    return _report(reading, cry, own, emergency=True, certainty=max(opinion.emergency, _CERTAIN_CRY))


def _from_staff(reading: Reading) -> Judgement:
    """An officer's or commander's words are never rejected, whatever form they take."""
    state, words = answers.state_in(reading.scene)
    without_state = answers.DECLINED if answers.declines(reading.scene) else "pass.staff"
    return Judgement(
        verdict=Verdict.PASS,
        rule="pass.response" if state else without_state,
        evidence=words,
        response=state,
        certainty=0.9 if state else 0.75,
        place=reading.place,
        understood=not media.is_beyond_reach(reading.said),
    )


def _from_neighbour(reading: Reading, opinion: Opinion, own: local.OwnWords, rules: Rules) -> Judgement:
    said = reading.said
    custom = local.broken_custom_rule(reading.scene, rules)
    if custom is not None and said.role is Role.NEIGHBOR:
        rule, words = custom
        return Judgement(verdict=Verdict.REJECT, rule=rule.rule, reason=rule.reason, evidence=words, certainty=0.95)
    breaks_form = media.is_rejected(said.kind, rules) and said.role is Role.NEIGHBOR
    if breaks_form and said.kind in media.REASON_OF_KIND:
        return media.rejected_for_kind(said, media.REASON_OF_KIND[said.kind], 0.95)
    best = opinion.verdict
    if breaks_form and best is not Verdict.REPORT:
        return media.rejected_for_kind(said, opinion.reason, 1 - opinion.report)
    if best is Verdict.REPORT:
        return _report(reading, opinion.category, own, emergency=False, certainty=opinion.report)
    if best is Verdict.REJECT:
        return _rejected(reading, opinion, own, rules)
    _, kind, words = answers.neighbourly(reading.scene, is_reply=said.is_reply or said.role is Role.ADMIN)
    return Judgement(
        verdict=Verdict.PASS,
        rule=f"pass.{kind or 'reply'}",
        evidence=words,
        certainty=opinion.passing,
        response=answers.state_in(reading.scene)[0] if said.role is Role.ADMIN else None,
        place=reading.place,
    )


def _rejected(reading: Reading, opinion: Opinion, own: local.OwnWords, rules: Rules) -> Judgement:
    reason = opinion.reason
    allowed = not rules.screening.topics.get(reason, True)
    evidence = _evidence(reading, reason, own)
    if reading.said.role is not Role.NEIGHBOR or allowed:
        why = f"allowed.{reason}" if allowed else "staff"
        return Judgement(
            verdict=Verdict.PASS, rule=f"pass.{why}", evidence=evidence, certainty=opinion.reject, place=reading.place
        )
    return Judgement(
        verdict=Verdict.REJECT,
        rule=f"topics.{reason}",
        reason=reason,
        evidence=evidence,
        certainty=opinion.reject,
        topic=topic_of(reason, reading.scene),
    )


def _report(
    reading: Reading, category: Category, own: local.OwnWords, *, emergency: bool, certainty: float
) -> Judgement:
    return Judgement(
        verdict=Verdict.REPORT,
        rule=f"{'emergency' if emergency else 'report'}.{category}",
        evidence=_evidence(reading, category, own),
        certainty=certainty,
        category=category,
        emergency=emergency,
        place=reading.place,
    )


def _evidence(reading: Reading, what: Category | Reason, own: local.OwnWords) -> tuple[str, ...]:
    """The administrators' own words first, then the lexicon's, else those that weigh most."""
    spoken = own[what].evidence if what in own else ()
    return tuple(
        dict.fromkeys((*spoken, *evidence_for(what, reading.scene, reading.found, reading.against, reading.signs)))
    )
