"""A suspicious person of whom nothing is told but looks: the author is asked what they do, before officers hear of it.

Looks alone are no matter for the police, and most such reports are prejudice; but whoever was uneasy is not sent away.
The report has its folio, its line and its place in the log, and goes to the officers the moment that anybody names a
deed. An emergency is never held back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.effects import Effect
from bot.core.log_rows import happened
from bot.core.model.incoming import Message
from bot.core.model.report import Report
from bot.core.reading.conduct import tells_only_of_looks
from bot.core.reports.lifecycle import CONDUCT, is_kept
from bot.core.reports.telling import show
from bot.core.scene import Scene


def ask(report: Report, scene: Scene) -> Iterator[Effect]:
    """Hold the report back and ask; the deadline is the column that escalation has for an emergency."""
    yield happened(report, "asked", scene, CONDUCT)
    yield from show(replace(report, escalate_at=report.opened_at + scene.rules.report.follow_up), scene)


def keep(report: Report, scene: Scene) -> Iterator[Effect]:
    """No answer in time, or one that tells of looks again: the log keeps it, and its line says why."""
    yield happened(report, "kept", scene, CONDUCT)
    yield from show(replace(report, escalate_at=None), scene)


def after_more_words(report: Report, message: Message, scene: Scene) -> Iterator[Effect]:
    """What was added says nothing of a deed: a place or a picture leaves the author time, more looks do not."""
    by_author = message.author.id == report.reporter_id
    if by_author and not is_kept(report) and tells_only_of_looks(message.text):
        yield from keep(report, scene)
    else:
        yield from show(report, scene)
