"""Neighbours who report what somebody has reported already: they are witnesses of one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.effects import Effect, SaveReport, Send
from bot.core.log_rows import happened
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report, Witness
from bot.core.reports import alerts, reporting
from bot.core.reports.following import with_witness, witness_in
from bot.core.reports.lifecycle import UNANSWERED
from bot.core.scene import Scene
from bot.core.witnesses.whereabouts import place_of
from bot.core.witnesses.witness_words import witness_line

RINGS_AFTER = timedelta(minutes=1)
"""From then on a witness of an emergency that nobody has answered rings, once; before, the alert is in their hands."""


def join(report: Report, message: Message, judgement: Judgement, before: list[Seen], scene: Scene) -> Iterator[Effect]:
    """Count the author as a witness: what they say completes the report, and stands as their own words.

    ``before``: pictures and points that they sent before the words.
    """
    standing = scene.standing_towards(report, message.author)
    yield happened(report, "witnessed", scene, message.text, by=message.author, standing=standing)
    witness = _with_words(witness_in(report, message.author.id), message)
    joined = reporting.with_attachments(with_witness(report, witness), [*before, message])
    pin = judgement.place.pin or next((seen.pin for seen in reversed(before) if seen.pin is not None), None)
    place = place_of(message.text, judgement.place, scene.rules)  # from where they see it, it is not
    judgement = replace(judgement, place=replace(place, pin=pin))
    effects = [*reporting.revise(report, joined, message, judgement, scene)]
    yield from effects
    after = next((each.report for each in reversed(effects) if isinstance(each, SaveReport)), joined)
    if report.emergency and report.state in UNANSWERED and scene.now - report.opened_at >= RINGS_AFTER:
        yield from alerts.ring(after, alerts.WITNESSED, scene)
    yield Send(witness_line(after, witness, scene, message.thread_id))


def reword(
    report: Report, witness: Witness, message: Message, before: str, judgement: Judgement, scene: Scene
) -> Iterator[Effect]:
    """A witness edited what they wrote: their words change; where the report is, its author says."""
    standing = scene.standing_towards(report, message.author)
    yield happened(report, "edited", scene, message.text, by=message.author, standing=standing)
    words = witness.words.replace(before, message.text, 1)[: reporting.MOST_WORDS]
    revised = reporting.with_attachments(with_witness(report, replace(witness, words=words)), [message])
    yield from reporting.revise(report, revised, message, judgement, scene)


def _with_words(known: Witness | None, message: Message) -> Witness:
    if known is not None:
        return replace(known, at=message.sent_at, words=reporting.more_words(known.words, message.text))
    return Witness(
        person_id=message.author.id,
        name=message.author.name,
        chat_id=message.chat_id,
        message_id=message.message_id,
        at=message.sent_at,
        words=message.text[: reporting.MOST_WORDS],
    )
