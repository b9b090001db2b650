"""What officers and commanders are told of a report in private, and the reminders that ring again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.meaning import Place
from bot.core.model.report import Report
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.referrals.line import how_it_stands
from bot.core.reports.alert_buttons import keyboard
from bot.core.reports.recipients import Recipient, reachable, recipients_of, still_serves
from bot.core.rules.model import Officer
from bot.core.scene import Scene
from bot.core.witnesses.witness_words import split_buttons, told_by_witnesses
from bot.core.wording import (
    category_of,
    in_words,
    in_words_of_silence,
    map_link,
    moment_of,
    name_of,
    place_of,
    quadrants_of,
    quoted,
)
from bot.locales import Sentences

EMERGENCY = "emergency"
WITNESSED = "witnessed"
GOES_ON = "goes_on"
NEWS = "news"
LEFT = "left"
SHOWN = "shown:"  # and what they asked to see it with
_MOVED = "moved:"
_LONGEST_STEP = 100  # it is part of a key


def moved_to(place: Place) -> str:
    """The step that tells those who have a report where it is now; the same correction is told once."""
    return f"{_MOVED}{place.street or ''} {place.number or ''}"[:_LONGEST_STEP]


def alert(report: Report, to: Recipient, scene: Scene, *, elsewhere: bool = False) -> Outgoing:
    """The report as one person on duty sees it, with the buttons for what can follow."""
    say = scene.say_about(report)
    before = scene.world.posts.get(f"alert:{report.id}:{to.id}")
    if before is not None and isinstance(before.outgoing.action, Say):
        elsewhere = elsewhere or bool(before.outgoing.action.facts.get("elsewhere"))
    return Outgoing(
        key=f"alert:{report.id}:{to.id}",
        action=Say(
            chat_id=to.id,
            text=_text(report, scene, say, elsewhere=elsewhere),
            buttons=(*keyboard(report, to.id, scene, say), *split_buttons(report, say)),
            silent=not report.emergency,
            facts={"name": to.name, "elsewhere": elsewhere},
        ),
        priority=Priority.EMERGENCY if report.emergency else Priority.ANSWER,
        purpose=Purpose.ALERT,
        report_id=report.id,
    )


def waits_to_be_sent(report: Report, to: Recipient, scene: Scene) -> bool:
    """Whether their alert has not reached them, because Telegram takes nothing for now."""
    post = scene.world.posts.get(f"alert:{report.id}:{to.id}")
    return post is not None and post.standing and post.message_id is None


def attachments(report: Report, to: Recipient, scene: Scene) -> Iterator[Outgoing]:
    """The pictures and originals that belong to the report, below its alert.

    Pictures have to be fetched and cleaned first: they stand behind whatever is nothing but words.
    """
    say = scene.say_about(report)
    instead = say("picture.instead", folio=report.folio)
    for attachment in report.attachments:
        urgent = report.emergency and not attachment.is_picture
        yield Outgoing(
            # the file's id would be too long for a key; its place in the report never changes
            key=f"attachment:{report.id}:{to.id}:{report.attachments.index(attachment)}",
            action=Say(
                chat_id=to.id,
                text=report.folio,
                attachment=attachment,
                instead=instead if attachment.is_picture else "",
                silent=True,
            ),
            priority=Priority.EMERGENCY if urgent else Priority.ANSWER,
            purpose=Purpose.ATTACHMENT,
            report_id=report.id,
        )


def reminder(report: Report, to: Recipient, step: str, scene: Scene) -> Outgoing:
    """A new message, which rings again: nobody has answered, it has become an emergency, or it is elsewhere.

    ``step``: the escalation's, `EMERGENCY`, `WITNESSED` (another neighbour tells of it), `GOES_ON`, `NEWS` or `LEFT`
    (who had it is gone) and when that was, or `moved_to` a place.
    """
    say = scene.say_about(report)
    if step == EMERGENCY or step.startswith(SHOWN):
        text = _text(report, scene, say, elsewhere=False)
    elif step.startswith(_MOVED):
        text = "\n".join([say("alert.moved"), _text(report, scene, say, elsewhere=False)])
    elif step.startswith(GOES_ON):
        text = "\n".join([say("alert.goes_on"), _text(report, scene, say, elsewhere=False)])
    elif step.startswith(NEWS):
        text = "\n".join([say("reminder.news", **in_words(report, scene)), *_answered(report, scene, say)])
    elif step.startswith(LEFT):
        text = "\n".join([say("reminder.left", **in_words(report, scene)), *_answered(report, scene, say)])
    elif step == WITNESSED:
        news = say("reminder.witnessed", count=len(report.witnesses) + 1, **in_words(report, scene))
        text = "\n".join([news, *_answered(report, scene, say)])
    else:
        text = "\n".join([say("reminder.text", **in_words_of_silence(report, scene)), *_answered(report, scene, say)])
    return Outgoing(
        key=f"reminder:{report.id}:{step}:{to.id}",
        action=Say(
            chat_id=to.id,
            text=text,
            buttons=keyboard(report, to.id, scene, say),
            silent=step.startswith(NEWS) and not report.emergency,  # a lamp need not wake anybody
            facts={"name": to.name, "step": step},
        ),
        priority=Priority.ESCALATION if report.emergency else Priority.ANSWER,
        purpose=Purpose.REMINDER,
        report_id=report.id,
    )


def ring(report: Report, step: str, scene: Scene) -> Iterator[Effect]:
    """Remind everybody who has it."""
    yield from (Send(reminder(report, recipient, step, scene)) for recipient in recipients_of(report, scene))


def standing_reminders(report: Report, scene: Scene) -> Iterator[Outgoing]:
    """The reminders that were sent, as they should stand now. One that was refused stays so: it would be again."""
    for post in scene.world.posts_of(report.id):
        action = post.outgoing.action
        if post.outgoing.purpose is not Purpose.REMINDER or not isinstance(action, Say):
            continue
        if post.standing and still_serves(post, report, scene):
            to = Recipient(action.chat_id, str(action.facts.get("name", "")))
            yield reminder(report, to, str(action.facts.get("step", "")), scene)


def tell(report: Report, to: list[Recipient], scene: Scene, *, elsewhere: bool = False) -> Iterator[Effect]:
    """Put the alert, and what goes with it, into the outbox for each of them."""
    for recipient in to:
        yield Send(alert(report, recipient, scene, elsewhere=elsewhere))
        yield from (Send(outgoing) for outgoing in attachments(report, recipient, scene))


def note_unreachable(report: Report, people: Sequence[Officer], scene: Scene) -> Iterator[Effect]:
    """The log says who could not be told."""
    told = {recipient.name for recipient in reachable(people, scene)}
    for officer in people:
        if officer.name not in told:
            yield happened(report, "undelivered", scene, officer.name)


def place_and_words(report: Report, scene: Scene, say: Sentences) -> list[str]:
    """Where to go, with a link to the map, and what the author wrote: a row each."""
    rows = [say("alert.place", place=place_of(report.place, say), quadrants=quadrants_of(report, say))]
    if (link := map_link(report.place, scene.rules.city)) is not None:
        rows.append(say("alert.map", link=link))
    written = scene.clock(report.opened_at)
    if report.words:
        rows += [say("alert.words", name=name_of(report.reporter_name), time=written), quoted(report.words, 2500)]
    else:
        rows.append(say("alert.cry", name=name_of(report.reporter_name), time=written))
    return rows


def _text(report: Report, scene: Scene, say: Sentences, *, elsewhere: bool) -> str:
    category = category_of(report.category, say)
    head = say("alert.emergency" if report.emergency else "alert.report", folio=report.folio, category=category)
    why_you = [say("alert.elsewhere")] if elsewhere else []
    when = [say("alert.happened", moment=moment_of(report.happened_at, scene, say))] if report.happened_at else []
    rows = [head, *_answered(report, scene, say), *why_you, *when, *place_and_words(report, scene, say)]
    return "\n".join([*rows, *told_by_witnesses(report, scene, say)])


def _answered(report: Report, scene: Scene, say: Sentences) -> list[str]:
    referred = how_it_stands(report, scene)
    rows = [say("alert.referred", agency=referred)] if referred else []
    if not report.owner_name:
        return rows
    states = say("alert.states", state=say(f"state.{report.state}"), name=name_of(report.owner_name))
    outcome = [say("line.outcome", words=report.outcome)] if report.outcome else []
    return [states, *outcome, *rows]
