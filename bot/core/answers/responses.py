"""What officers and commanders do about a report: a tap, or words in the thread. Each is a response in the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.answering import answer
from bot.core.answers import closing, relaying, undoing
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened, refused
from bot.core.model.incoming import Message, Person
from bot.core.model.kinds import State
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.reports.lifecycle import CLOSED, UNANSWERED, heard_of, may_move, moved
from bot.core.reports.telling import show
from bot.core.scene import Scene, Standing
from bot.core.screening.answers import DECLINED


def respond(
    report: Report, to: State, person: Person, standing: Standing, scene: Scene, *, words: str = ""
) -> Iterator[Effect]:
    """Move the report to a state that is legal from where it is; escalation stops with it.

    ``words``: what they said with it. Who refers it names the agency first, in ``report.referred_to``.
    """
    after = moved(report, to, scene.now, by=(person.id, standing.name))
    after = replace(after, undo=undoing.remembered(report, person, scene.now))
    yield happened(report, to, scene, words or report.referred_to, by=person, standing=standing)
    if to in CLOSED:
        yield from closing.close(after, person, standing, words, scene)
    else:
        yield from show(after, scene)


def said_by_police(
    report: Report, message: Message, judgement: Judgement, standing: Standing, scene: Scene
) -> Iterator[Effect]:
    """Words about a report: they move it where they say so, and at least show that somebody on duty has seen it."""
    state = judgement.response
    if report.state in CLOSED and state not in (None, State.ACKNOWLEDGED, report.state):
        yield from _refused(report, state, message, scene)
        return
    declined = judgement.rule == DECLINED  # then nobody has taken it: somebody else is still to be found
    if (state is None or not may_move(report, state)) and report.state in UNANSWERED and not declined:
        state = State.ACKNOWLEDGED
    if state is None or not may_move(report, state):
        yield happened(report, "said", scene, message.text, by=message.author, standing=standing)
        yield from show(heard_of(report, scene.now), scene)
    else:
        effects = [*respond(report, state, message.author, standing, scene, words=message.text)]
        yield from effects
        if relaying.is_told_with_the_closing(report, effects):
            return
    yield from relaying.pass_on(report, message, judgement, standing, scene)


def _refused(report: Report, wanted: State | None, message: Message, scene: Scene) -> Iterator[Effect]:
    """Words that would move what is closed move nothing; their author reads why, alone. A mere "ok" is no move."""
    yield refused(message.text, message.author, scene, report)
    say = scene.say_about(report)
    text = say("tap.illegal", folio=report.folio, state=say(f"state.{report.state}"), wanted=say(f"state.{wanted}"))
    if message.private:
        yield Send(answer(message, text))
    elif scene.can_write(message.author.id):
        action = Say(chat_id=message.author.id, text=text)
        key = f"refused:{report.id}:{message.chat_id}:{message.message_id}"
        yield Send(Outgoing(key=key, action=action, priority=Priority.ANSWER, purpose=Purpose.ANSWER))
