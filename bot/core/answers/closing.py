"""Closing a report: the officer is asked for one line of what resulted; what they write is the report's outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.answers import closing_words
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.incoming import Message, Person
from bot.core.model.kinds import State
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.reading.replies import beyond_the_state
from bot.core.reports import following
from bot.core.reports.lifecycle import CLOSED
from bot.core.reports.telling import show
from bot.core.scene import Scene, Standing
from bot.core.wording import quoted

LONGEST_OUTCOME = 300
OUTCOME_WITHIN = timedelta(minutes=10)
"""So long the officer's next words to the bot are taken for the outcome, if they can be nothing else."""

_ON_THE_WAY = frozenset({State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE})


def close(report: Report, by: Person, standing: Standing, words: str, scene: Scene) -> Iterator[Effect]:
    """What follows once it is closed: what was said beyond the bare state is the outcome; else that is asked for."""
    outcome = one_line(beyond_the_state(words))
    report = replace(report, outcome=outcome)
    if outcome:
        yield happened(report, "outcome", scene, outcome, by=by, standing=standing)
    yield from show(report, scene)
    if not outcome and report.state is not State.REFERRED and scene.can_write(by.id):  # the agency is the outcome
        yield Send(closing_words.question(report, by.id, scene))
    yield from (Send(word) for word in closing_words.words_to_who_reported(report, by.id, scene))


def awaiting_outcome(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    """The closed report whose outcome these words are: they reply to the question, or follow it within minutes."""
    if not message.text.strip() or message.edited:
        return None
    replied_to = following.replied_to(message, scene)
    if message.reply_to is not None and replied_to is not None:
        post = scene.world.post_at(message.chat_id, message.reply_to)
        if post is not None and closing_words.asks_for_outcome(post, replied_to):
            return replied_to
    if judgement.emergency or not beyond_the_state(message.text):
        return None
    if message.reply_to is not None:
        return replied_to if replied_to is not None and _asked_of(message.author, replied_to, scene) else None
    waiting = [report for report in scene.world.reports.values() if _asked_of(message.author, report, scene)]
    latest = max(waiting, key=lambda report: report.closed_at or report.opened_at, default=None)
    if latest is None:
        return None
    if judgement.response in _ON_THE_WAY and following.answered_by_police(message, judgement, scene) is not None:
        return None  # they speak of another one
    return latest


def take_outcome(report: Report, words: str, by: Person, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """The officer's line is the outcome; a second one takes its place."""
    report = replace(report, outcome=one_line(words), updated_at=scene.now)
    yield happened(report, "outcome", scene, report.outcome, by=by, standing=standing)
    yield from show(report, scene)
    yield Send(closing_words.answered_question(report, by.id, scene))


def one_line(words: str) -> str:
    """Words as one line of the length that an outcome has."""
    return quoted(" ".join(words.split()), LONGEST_OUTCOME)


def _asked_of(person: Person, report: Report, scene: Scene) -> bool:
    """Whether they closed it minutes ago, and have not yet said what resulted."""
    if report.state not in CLOSED or report.closed_at is None or scene.now - report.closed_at > OUTCOME_WITHIN:
        return False
    post = scene.world.posts.get(closing_words.question_key(report, person.id))
    return post is not None and closing_words.awaits_outcome(post, report)
