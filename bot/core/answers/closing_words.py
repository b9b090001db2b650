"""What is said once a report is closed: the officer is asked for a line of outcome, who reported it is told.

Who reported hears of it a minute later, so that a wrong tap is taken back before, and the outcome is in it. It can
be told that it goes on for some days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.core import buttons
from bot.core.masking import masked_for_neighbors
from bot.core.model.report import Report
from bot.core.outgoing import Button, Keyboard, Outgoing, Priority, Purpose, Say
from bot.core.reports.lifecycle import CLOSED
from bot.core.scene import Scene
from bot.core.wording import in_words, name_of
from bot.core.world import Posted
from bot.locales import Sentences

TOLD_AFTER = timedelta(minutes=1)
DISPUTED_WITHIN = timedelta(days=3)
STANDS_IN_GROUP = timedelta(days=1)
"""A word in the group goes again before Telegram forbids to delete it; what became of the report stays in its line."""

_ASKED, _TOLD = "outcome", "closed"


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who reported, and where they hear of it."""

    name: str
    chat_id: int
    in_private: bool


def may_still_be_disputed(report: Report, scene: Scene) -> bool:
    """Whether it is closed, and not for so long that a new report would say more."""
    closed_at = report.closed_at
    return report.state in CLOSED and closed_at is not None and scene.now - closed_at <= DISPUTED_WITHIN


def question_key(report: Report, person_id: int) -> str:
    """The name of the question for this closing's outcome, to one officer."""
    return f"{_ASKED}:{report.id}:{_moment(report)}:{person_id}"


def question(report: Report, person_id: int, scene: Scene) -> Outgoing:
    """What resulted, in one line?"""
    say = scene.say_about(report)
    state = say(f"state.{report.state}")
    button = Button(say("button.no_comment"), buttons.encode(buttons.NoComment(report.id)))
    return _to_officer(report, person_id, say("closing.ask_outcome", folio=report.folio, state=state), ((button,),))


def answered_question(report: Report, person_id: int, scene: Scene) -> Outgoing:
    """The same, once it has its answer, or will have none."""
    say = scene.say_about(report)
    text = say("closing.outcome" if report.outcome else "closing.no_outcome", folio=report.folio, words=report.outcome)
    return _to_officer(report, person_id, text, ())


def awaits_outcome(post: Posted, report: Report) -> bool:
    """Whether this post is the question for the outcome of the report as it is closed now, and still unanswered."""
    action = post.outgoing.action
    waits = post.standing and isinstance(action, Say) and bool(action.buttons)
    return waits and asks_for_outcome(post, report)


def asks_for_outcome(post: Posted, report: Report) -> bool:
    """Whether this post is, or was, that question."""
    return report.state in CLOSED and post.outgoing.key == question_key(report, post.outgoing.action.chat_id)


def words_to_who_reported(report: Report, closed_by: int | None, scene: Scene) -> Iterator[Outgoing]:
    """A word to everybody who reported it and did not close it themselves. ``closed_by`` None: the program did."""
    for listener in _listeners(report, closed_by, scene):
        yield _word(report, listener, {"name": listener.name}, scene)


def word_in_thread(report: Report, scene: Scene) -> Outgoing | None:
    """For the author who cannot be written to after all: the word below their own message, if that is in the group."""
    if report.chat_id > 0:
        return None
    listener = Listener(report.reporter_name, report.chat_id, in_private=False)
    return _word(report, listener, {"name": listener.name}, scene)


def words_as_they_stand(report: Report, scene: Scene) -> Iterator[Outgoing]:
    """The words that were sent or wait, brought up to date; what is no longer so asks nothing any more."""
    for post in scene.world.posts_of(report.id):
        action = post.outgoing.action
        if post.outgoing.purpose is not Purpose.CLOSING or not post.standing or not isinstance(action, Say):
            continue
        if tells_of_this_closing(post, report):
            listener = Listener(str(action.facts.get("name", "")), action.chat_id, in_private=action.chat_id > 0)
            # a group that has moved since keeps the word that stands there
            yield replace(_word(report, listener, action.facts, scene), key=post.outgoing.key)
        elif action.buttons and not asks_for_outcome(post, report):
            yield replace(post.outgoing, action=replace(action, buttons=()), due_at=None)


def thanked(post: Posted, report: Report, scene: Scene) -> Outgoing:
    """The word after its reader was content with it."""
    action = post.outgoing.action
    facts = {**action.facts, "thanked": True} if isinstance(action, Say) else {}
    listener = Listener(str(facts.get("name", "")), action.chat_id, in_private=action.chat_id > 0)
    return replace(_word(report, listener, facts, scene), key=post.outgoing.key)


def telling_of_this_closing(report: Report, scene: Scene) -> list[Posted]:
    """The posts that still stand and tell who reported it of the closing as it is now."""
    return [post for post in scene.world.posts_of(report.id) if post.standing and tells_of_this_closing(post, report)]


def was_thanked(post: Posted) -> bool:
    """Whether its reader was content with it already."""
    action = post.outgoing.action
    return isinstance(action, Say) and bool(action.facts.get("thanked"))


def tells_of_this_closing(post: Posted, report: Report) -> bool:
    """Whether this post tells who reported it of the closing as it is now."""
    return report.state in CLOSED and post.outgoing.key.startswith(f"{_TOLD}:{report.id}:{_moment(report)}:")


def _listeners(report: Report, closed_by: int | None, scene: Scene) -> list[Listener]:
    found: dict[int, Listener] = {}
    if report.reporter_id != closed_by:
        private = _is_known_to_read(report.reporter_id, scene)
        chat_id = report.reporter_id if private else report.chat_id
        if private or chat_id < 0:
            found[chat_id] = Listener(report.reporter_name, chat_id, in_private=private)
    for witness in report.witnesses:
        if witness.person_id != closed_by and _is_known_to_read(witness.person_id, scene):
            found.setdefault(witness.person_id, Listener(witness.name, witness.person_id, in_private=True))
    return list(found.values())


def _is_known_to_read(person_id: int, scene: Scene) -> bool:
    known = scene.world.people.get(person_id)
    return known is not None and known.can_write is True


def _word(report: Report, to: Listener, facts: Mapping[str, Any], scene: Scene) -> Outgoing:
    say = scene.say_about(report)
    now = say(f"state.{report.state}")
    if report.referred_to:
        now = say("closing.referred", to=name_of(report.referred_to))
    sentence = "closing.told_private" if to.in_private else "closing.told"
    rows = [say(sentence, name=name_of(to.name), state=now, **in_words(report, scene))]
    if report.outcome:
        rows.append(say("line.outcome", words=masked_for_neighbors(report.outcome)))
    is_here = to.chat_id == report.chat_id
    return Outgoing(
        key=f"{_TOLD}:{report.id}:{_moment(report)}:{to.chat_id}",
        action=Say(
            chat_id=to.chat_id,
            text="\n".join(rows),
            buttons=_choices(report, say, thanked=bool(facts.get("thanked"))),
            reply_to=report.message_id if is_here else None,
            thread_id=report.thread_id if is_here else None,
            silent=not to.in_private,
            lasts=None if to.in_private else STANDS_IN_GROUP,
            facts=dict(facts),
        ),
        priority=Priority.ANSWER,
        purpose=Purpose.CLOSING,
        report_id=report.id,
        due_at=report.closed_at + TOLD_AFTER if report.closed_at else None,
    )


def _choices(report: Report, say: Sentences, *, thanked: bool) -> Keyboard:
    choices = [Button(say("button.goes_on"), buttons.encode(buttons.Dispute(report.id)))]
    if not thanked:
        choices.append(Button(say("button.content"), buttons.encode(buttons.Content(report.id))))
    return (tuple(choices),)


def _to_officer(report: Report, person_id: int, text: str, keyboard: Keyboard) -> Outgoing:
    return Outgoing(
        key=question_key(report, person_id),
        action=Say(chat_id=person_id, text=text, buttons=keyboard),
        priority=Priority.ANSWER,
        purpose=Purpose.CLOSING,
        report_id=report.id,
    )


def _moment(report: Report) -> str:
    """Which closing it is: a report may be closed again."""
    return f"{report.closed_at:%y%m%d%H%M%S}" if report.closed_at is not None else ""
