"""The dialogue in which an officer makes a record at the scene: a question at a time, and what the answers do.

All of it is in the record that is stored, so a restart in the midst of it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons
from bot.core.effects import Effect, SaveMessage, SaveRecord, Send, Withdraw
from bot.core.log_rows import happened
from bot.core.model.incoming import Message, Person
from bot.core.model.kept import Seen
from bot.core.model.report import Report
from bot.core.outgoing import Button, Outgoing, Priority, Purpose, Say
from bot.core.scene import Scene, Standing
from bot.core.scene_record import model as scene_record
from bot.core.scene_record.model import SceneRecord
from bot.core.scene_record.question import question
from bot.locales import Sentences


def begin(report: Report, person: Person, standing: Standing, after: int, scene: Scene) -> Iterator[Effect]:
    """Start the person's record of the report, go on with it, or send the paper of the finished one.

    ``after``: the message below which it is asked.
    """
    own = [each for each in records_of(report, scene) if each.officer_id == person.id]
    unfinished = next((each for each in own if each.finished_at is None), None)
    if unfinished is not None:
        yield from ask(unfinished, unfinished.following(after), report, scene)
    elif own:
        yield Send(paper(own[-1], report, person.id, str(after), scene))
    else:
        record = scene_record.new_record(
            scene.world.next_record_id, report.id, (person.id, standing.name), scene.now
        ).following(after)
        yield from ask(record, record, report, scene)


def records_of(report: Report, scene: Scene) -> list[SceneRecord]:
    """The loaded records of a report, oldest first."""
    found = [each for each in scene.world.records.values() if each.report_id == report.id]
    return sorted(found, key=lambda each: each.id)


def ask(
    before: SceneRecord, after: SceneRecord, report: Report, scene: Scene, cry: Button | None = None
) -> Iterator[Effect]:
    """Keep the record and ask its next question: in the place of the last one, or below what was written since."""
    if before.question != after.question:
        yield Withdraw(before.question)
    after = replace(after, updated_at=scene.now)
    yield SaveRecord(after)
    yield Send(question(after, report, scene, cry))


def take(
    record: SceneRecord, message: Message, seen: Seen, report: Report, scene: Scene, cry: Button | None = None
) -> Iterator[Effect]:
    """Put what the officer wrote or sent into the record. ``cry``: the button for what may be an emergency of now."""
    before = scene.world.messages.get((message.chat_id, message.message_id))
    if message.edited and before is not None:
        yield SaveMessage(seen)
        after = scene_record.corrected(record, before.text, message.text)
        yield from ask(record, after, report, scene, cry)
        return
    photo = message.attachment if message.attachment is not None and message.attachment.is_picture else None
    # a photo goes into the record alone: what belongs to no report would join the officer's next one
    yield SaveMessage(replace(seen, report_id=report.id) if photo else seen)
    if photo is not None:
        after = scene_record.shown(record, photo, message.text.strip())
    else:
        after = scene_record.told(record, written(message))
    yield from ask(record, after.following(message.message_id), report, scene, cry)


def written(message: Message) -> str:
    """What a message says for a record: its words, or the point that it shows."""
    if message.pin is None:
        return message.text.strip()
    point = f"{message.pin.latitude:.6f}, {message.pin.longitude:.6f}"
    return ", ".join(part for part in (message.pin.title, point, message.text.strip()) if part)


def finish(record: SceneRecord, report: Report, person: Person, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """The record is done: its paper is sent, to be checked and signed."""
    done = replace(record, step="", finished_at=scene.now, updated_at=scene.now)
    yield SaveRecord(done)
    yield Withdraw(record.question)
    yield Send(paper(done, report, person.id, f"{scene.now.timestamp():.0f}", scene))
    yield happened(report, "recorded", scene, str(record.id), by=person, standing=standing)


def paper(record: SceneRecord, report: Report, to: int, which: str, scene: Scene) -> Outgoing:
    """The record as PDF, for one person. ``which``: tells it from the times it was sent before."""
    say = scene.say_about(report)
    words = {"number": record.id, "folio": report.folio}
    again = (again_button(record, say),) if record.officer_id == to else ()
    return Outgoing(
        key=f"record:{record.id}:{to}:{which}",
        action=Say(
            chat_id=to,
            text=say("record.paper", **words),
            instead=say("record.no_paper", **words),
            made=f"record:{record.id}",
            buttons=(again,) if again else (),
        ),
        priority=Priority.ANSWER,
        purpose=Purpose.ANSWER,
        report_id=report.id,
    )


def again_button(record: SceneRecord, say: Sentences) -> Button:
    """Opens a finished record again."""
    return Button(say("record.button.again"), buttons.encode(buttons.AnswerRecord(record.id, "", "again")))
