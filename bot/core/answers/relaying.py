"""What an officer writes to the bot alone: what is an answer goes on to the group, all else only if they say so.

Words that name no state may be inner matters, precise places or names, so they wait for the officer's tap. Plates,
numbers and names are masked in whatever goes. Pictures and points on the map never do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core import buttons
from bot.core.answering import answer
from bot.core.effects import Effect, SaveReport, Send
from bot.core.masking import masked_for_neighbors
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Kind
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.outgoing import Button, Outgoing, Priority, Purpose, Say
from bot.core.reading.replies import is_bare_state
from bot.core.reports.albums import album_siblings
from bot.core.scene import Scene, Standing
from bot.core.wording import name_of, quoted


def pass_on(
    report: Report, message: Message, judgement: Judgement, standing: Standing, scene: Scene
) -> Iterator[Effect]:
    """Relay an answer to the thread; ask whether other words are meant for it."""
    if not message.private or message.edited or report.chat_id == message.chat_id:
        return
    if not message.text.strip():
        if not album_siblings(message, scene):  # an album is answered once
            say = scene.say_about(report)
            yield Send(answer(message, say("relay.wordless", folio=report.folio)))
        return
    if judgement.response is not None:
        if not is_bare_state(message.text):  # the line shows that by itself
            yield Send(_relayed(report, message.chat_id, message.message_id, message.text, standing, scene))
        return
    say = scene.say_about(report)
    button = Button(say("button.publish"), buttons.encode(buttons.Publish(report.id, message.message_id)))
    sentence = "relay.noted" if message.kind is Kind.TEXT else "relay.noted_caption"
    yield Send(answer(message, say(sentence, folio=report.folio), ((button,),)))


def is_told_with_the_closing(report: Report, effects: Sequence[Effect]) -> bool:
    """Whether the thread reads the words in a minute, as the outcome: not twice, and not if they are taken back."""
    outcome = any(isinstance(each, SaveReport) and each.report.outcome for each in effects)
    sent = [each.outgoing for each in effects if isinstance(each, Send)]
    return outcome and any(o.purpose is Purpose.CLOSING and o.action.chat_id == report.chat_id for o in sent)


def key_of_relay(report_id: int, chat_id: int, message_id: int) -> str:
    """The name of what the group reads of an officer's private message."""
    return f"relay:{report_id}:{chat_id}:{message_id}"


def publish(report: Report, seen: Seen, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """The officer means it for the group: it goes there, once."""
    yield Send(_relayed(report, seen.chat_id, seen.message_id, seen.text, standing, scene))


def _relayed(report: Report, chat_id: int, message_id: int, words: str, standing: Standing, scene: Scene) -> Outgoing:
    say = scene.say_about(report)
    return Outgoing(
        key=key_of_relay(report.id, chat_id, message_id),
        action=Say(
            chat_id=report.chat_id,
            text=say("relay.words", name=name_of(standing.name), words=quoted(masked_for_neighbors(words))),
            reply_to=report.message_id,
            thread_id=report.thread_id,
        ),
        priority=Priority.ANSWER,
        purpose=Purpose.ANSWER,
        report_id=report.id,
    )
