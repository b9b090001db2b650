"""What witnesses said, as officers read it; the one line that a witness reads; and the buttons that part them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons
from bot.core.model.report import Report, Witness
from bot.core.outgoing import Button, Keyboard, Outgoing, Priority, Purpose, Say
from bot.core.reports.lifecycle import CLOSED
from bot.core.reports.report_line import steps
from bot.core.scene import Scene
from bot.core.wording import category_of, name_of, place_of, quoted
from bot.locales import Sentences

_SHOWN = 5
_WORDS_OF_ONE = 200
_PARTED_BY_BUTTON = 3


def told_by_witnesses(report: Report, scene: Scene, say: Sentences) -> list[str]:
    """A row for each of the newest witnesses, below the report's own words: some 1,400 characters at most."""
    if not report.witnesses:
        return []
    rows = [say("witness.count", count=len(report.witnesses))]
    for witness in report.witnesses[-_SHOWN:]:
        words = quoted(" ".join(witness.words.split()), _WORDS_OF_ONE)
        rows.append(say("witness.said", name=name_of(witness.name), time=scene.clock(witness.at), words=words))
    if (more := len(report.witnesses) - _SHOWN) > 0:
        rows.append(say("witness.more", count=more))
    return rows


def split_buttons(report: Report, say: Sentences) -> Keyboard:
    """A button for each of the latest witnesses: what they tell is something else."""
    if report.state in CLOSED:
        return ()
    return tuple(
        (Button(say("button.split", name=name_of(witness.name)), _split(report, witness)),)
        for witness in report.witnesses[-_PARTED_BY_BUTTON:]
    )


def witness_line(report: Report, witness: Witness, scene: Scene, thread_id: int | None) -> Outgoing:
    """To which report their words have gone, in reply to them; with the button to take that back.

    ``thread_id``: the forum topic in which they were written.
    """
    say = scene.say_about(report)
    text = say(
        "witness.line",
        folio=report.folio,
        category=category_of(report.category, say),
        place=place_of(report.place, say),
        count=len(report.witnesses) + 1,
        steps=steps(report, scene, say),
    )
    button = Button(say("button.another_thing"), _split(report, witness))
    return _in_reply(report, witness, text, () if report.state in CLOSED else ((button,),), thread_id)


def parted_line(report: Report, witness: Witness, folio: str, scene: Scene) -> Outgoing:
    """The same line once their words are a report of their own."""
    say = scene.say_about(report)
    post = scene.world.posts.get(_key(report, witness))
    thread_id = post.outgoing.action.thread_id if post and isinstance(post.outgoing.action, Say) else None
    return _in_reply(report, witness, say("witness.parted", folio=folio), (), thread_id)


def lines_to_update(report: Report, scene: Scene) -> Iterator[Outgoing]:
    """The witnesses' lines as they should stand now.

    Whoever sees the report's own line reads there how far it is; in each other chat the first witness's line tells.
    Once it is closed there is nothing to part any more.
    """
    elsewhere = {report.chat_id}
    for witness in report.witnesses:
        post = scene.world.posts.get(_key(report, witness))
        if post is None or not post.standing or not isinstance(post.outgoing.action, Say):
            continue
        if witness.chat_id not in elsewhere:
            elsewhere.add(witness.chat_id)
            yield witness_line(report, witness, scene, post.outgoing.action.thread_id)
        elif report.state in CLOSED and post.outgoing.action.buttons:
            yield replace(post.outgoing, action=replace(post.outgoing.action, buttons=()), due_at=None)


def _in_reply(report: Report, witness: Witness, text: str, keyboard: Keyboard, thread_id: int | None) -> Outgoing:
    in_group = witness.chat_id < 0
    return Outgoing(
        key=_key(report, witness),
        action=Say(
            chat_id=report.group_id if in_group else witness.chat_id,  # the group may have moved since
            text=text,
            buttons=keyboard,
            reply_to=witness.message_id,
            thread_id=thread_id,
            silent=True,
        ),
        priority=Priority.ANSWER,
        purpose=Purpose.LINE,
        report_id=report.id,
    )


def _key(report: Report, witness: Witness) -> str:
    return f"witness:{report.id}:{witness.person_id}"


def _split(report: Report, witness: Witness) -> str:
    return buttons.encode(buttons.Split(report.id, witness.person_id))
