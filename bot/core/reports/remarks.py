"""What neighbours say, without quoting it, around a report that somebody else has just made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.model.incoming import Message
from bot.core.model.kinds import Reason, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.places import read_place
from bot.core.reading.scene import Scene as Words
from bot.core.reading.scene import read_scene
from bot.core.reports.lifecycle import CLOSED
from bot.core.rules.model import Rules
from bot.core.scene import Scene

ABOUT_REPORT = "pass.about_report"

_IDLE = frozenset({Reason.OFF_TOPIC, Reason.GOSSIP, Reason.JOKE, Reason.EMOTICONS})
"""What a word without a report around it may be taken for."""

_CURIOUS = frozenset({Reason.OFF_TOPIC, Reason.GOSSIP})
"""What a question about a report may be taken for."""

BEYOND_DOUBT = 0.8
"""So sure of small talk that no report around it makes it anything else."""

_STIR = frozenset({"stir", "danger"})
"""The cues of what follows an incident: sirens and patrols, noise, the injured."""


def may_be_about_another(message: Message, judgement: Judgement) -> bool:
    """Whether it could be a word about what somebody else has just reported: no report of its own worth, no reply."""
    if message.reply_to is not None or message.private:
        return False
    if judgement.verdict is Verdict.REJECT:
        return judgement.reason in _IDLE
    return not judgement.place.known


def only_recent(message: Message, scene: Scene) -> Report | None:
    """The open report of these minutes in the group, where there is just one."""
    found = list(recent(message, scene))
    return found[0] if len(found) == 1 else None


def left_to_stand(message: Message, judgement: Judgement, scene: Scene) -> Judgement:
    """The judgement, unless it would remove for small talk what asks or remarks about a report of these minutes.

    A question that stays and was none costs nothing; a neighbour punished for asking about sirens asks no more.
    """
    if judgement.verdict is not Verdict.REJECT or judgement.reason not in _CURIOUS or message.forwarded:
        return judgement
    if judgement.certainty >= BEYOND_DOUBT or not judgement.rule.startswith("topics."):
        return judgement  # the administrators' own rules are theirs to bend
    for report in recent(message, scene):
        if words := _words_about(report, message.text, scene.rules):
            return replace(
                judgement,
                verdict=Verdict.PASS,
                rule=ABOUT_REPORT,
                reason=None,
                topic=None,
                evidence=(report.folio, *words),
                certainty=1 - judgement.certainty,
            )
    return judgement


def recent(message: Message, scene: Scene, within: timedelta | None = None) -> Iterator[Report]:
    """The open reports of the group of which something was said ``within`` this time, else that of follow-ups."""
    since = message.sent_at - (within or scene.rules.report.follow_up)
    for report in scene.world.reports.values():
        here = report.chat_id == message.chat_id and report.thread_id == message.thread_id
        if here and report.state not in CLOSED and since <= report.updated_at <= message.sent_at:
            yield report


def _words_about(report: Report, text: str, rules: Rules) -> tuple[str, ...]:
    """What in it may be about the report: its street, its kind, the stir around it, or a question what came of it."""
    words = read_scene(text)
    spoken = _spoken(words, "cue", _STIR) + (_spoken(words, report.category) if report.category else ())
    street = read_place(text, rules).street
    if street is not None and street in (report.place.street, report.place.cross_street):
        spoken += (street,)
    if not spoken and "off_topic" not in words.by_group:
        spoken = _spoken(words, "answer", frozenset({"question"}))
    return tuple(dict.fromkeys(spoken))


def _spoken(words: Words, group: str, kinds: frozenset[str] | None = None) -> tuple[str, ...]:
    hits = [hit for hit in words.by_group.get(group, ()) if kinds is None or hit.entry.kind in kinds]
    return tuple(words.text.quote(hit.first, hit.last) for hit in hits)
