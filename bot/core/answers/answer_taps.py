"""Buttons about answers: giving one, taking it back, its outcome, saying that it goes on, passing words on.

Each gives the pop-up's words first, then what follows; what is refused is in the log.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answering import answer_below
from bot.core.answers import closing_words, disputing, relaying, responses, undoing
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.kinds import State
from bot.core.reports.lifecycle import CLOSED, may_move
from bot.core.tapped import Tapped
from bot.core.wording import name_of


def respond(tapped: Tapped, state: State) -> Iterator[Effect]:
    """Move the report to that state, as whoever serves there."""
    report, say = tapped.report, tapped.say
    if not tapped.standing.is_police:
        yield from tapped.refuse("tap.not_yours", state)
    elif state is State.ACKNOWLEDGED and _is_anothers(tapped):
        yield from tapped.refuse("tap.owned", state, name=name_of(report.owner_name or ""))
    elif not may_move(report, state):
        yield from cannot_move(tapped, state)
    else:
        yield tapped.answer("tap.done", state=say(f"state.{state}"))
        yield from responses.respond(report, state, tapped.person, tapped.standing, tapped.scene)


def _is_anothers(tapped: Tapped) -> bool:
    """Whether somebody else was quicker and sees to it."""
    report = tapped.report
    return report.owner_id is not None and report.owner_id != tapped.person.id and report.state not in CLOSED


def cannot_move(tapped: Tapped, to: State) -> Iterator[Effect]:
    """Why the report cannot come to that state by a tap: it is there already, or no way leads there."""
    now, wanted = tapped.say(f"state.{tapped.report.state}"), tapped.say(f"state.{to}")
    if tapped.report.state is to:
        yield tapped.answer("tap.already", state=now)
    else:
        yield from tapped.refuse("tap.illegal", to, state=now, wanted=wanted)


def take_back(tapped: Tapped) -> Iterator[Effect]:
    """Undo the last move, for whoever made it, while they may."""
    before, scene = tapped.report.undo, tapped.scene
    if not tapped.standing.is_police:
        yield from tapped.refuse("tap.not_yours", "undo")
    elif before is None or before.by_id != tapped.person.id:
        yield from tapped.refuse("tap.undo_not_yours", "undo")
    elif scene.now > before.until:
        yield from tapped.refuse("tap.undo_too_late", "undo")
    else:
        yield tapped.answer("tap.undone", state=tapped.say(f"state.{before.state}"))
        yield from undoing.take_back(tapped.report, before, tapped.person, tapped.standing, scene)


def no_comment(tapped: Tapped) -> Iterator[Effect]:
    """Leave a closing without a line of what resulted, for whoever was asked for it."""
    report, person_id = tapped.report, tapped.person.id
    post = tapped.scene.world.posts.get(closing_words.question_key(report, person_id))
    if post is None or not closing_words.asks_for_outcome(post, report):
        yield from tapped.refuse("tap.unknown", "no_comment")
        return
    yield tapped.answer("tap.no_comment")
    yield Send(closing_words.answered_question(report, person_id, tapped.scene))


def dispute(tapped: Tapped) -> Iterator[Effect]:
    """Open a closed report again, for who reported it and for commanders."""
    report, scene = tapped.report, tapped.scene
    if not disputing.may_dispute(tapped.person, report, scene):
        yield from tapped.refuse("tap.not_reporter", "dispute")
    elif report.state not in CLOSED:
        yield tapped.answer("tap.still_open")
    elif not closing_words.may_still_be_disputed(report, scene):
        yield from tapped.refuse("tap.closed_long_ago", "dispute")
    else:
        yield tapped.answer("tap.reopened")
        yield from disputing.reopen(report, tapped.person, "", scene)


def content(tapped: Tapped) -> Iterator[Effect]:
    """Note that who reported it is content, once for each closing."""
    report, scene = tapped.report, tapped.scene
    if tapped.person.id != report.reporter_id:
        yield from tapped.refuse("tap.not_reporter", "satisfied")
        return
    if report.state not in CLOSED:
        yield tapped.answer("tap.still_open")
        return
    yield tapped.answer("tap.content")
    told = closing_words.telling_of_this_closing(report, scene)
    if told and not any(map(closing_words.was_thanked, told)):
        yield happened(report, "satisfied", scene, by=tapped.person, standing=tapped.standing)
    yield from (Send(closing_words.thanked(post, report, scene)) for post in told)


def publish(tapped: Tapped, message_id: int) -> Iterator[Effect]:
    """Pass words on to the group: only who wrote them does, and only what they wrote about this report."""
    report, person, scene = tapped.report, tapped.person, tapped.scene
    seen = scene.world.messages.get((person.id, message_id))
    if not tapped.standing.is_police:
        yield from tapped.refuse("tap.not_yours", "publish")
    elif seen is None or seen.person_id != person.id or seen.report_id != report.id or not seen.text.strip():
        yield from tapped.refuse("tap.unknown", "publish")
    elif relaying.key_of_relay(report.id, seen.chat_id, seen.message_id) in scene.world.posts:
        yield tapped.answer("tap.published_already")
    else:
        yield tapped.answer("tap.published")
        yield happened(report, "relayed", scene, seen.text, by=person, standing=tapped.standing)
        yield from relaying.publish(report, seen, tapped.standing, scene)
        yield Send(answer_below(person.id, message_id, tapped.say("tap.published")))
