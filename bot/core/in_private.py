"""What somebody writes to the bot alone: a neighbour's report, or an officer's answer to an alert."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons, in_group, judging
from bot.core.answering import answer
from bot.core.answers import closing, disputing, responses
from bot.core.effects import Effect, SaveMessage, Send
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Kind, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.outgoing import Button, Outgoing
from bot.core.reports import following, reporting, rewording, routing
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.core.scene_record import words as recording_words
from bot.core.witnesses import merging, splitting


def on_private(message: Message, scene: Scene) -> Iterator[Effect]:
    """Nothing is removed and nothing is a breach here; an emergency gets through as it does in the group."""
    standing = scene.standing(message.author, None)
    if message.kind is Kind.SERVICE or not scene.rules.groups:
        return
    before = scene.world.messages.get((message.chat_id, message.message_id))
    group = home(message.author.id, scene)
    judgement = judging.judged(message, group, scene)
    if judgement.place.known and (elsewhere := _group_of_place(judgement, scene)) is not None:
        group = elsewhere
    seen = in_group.seen_of(message, judgement, scene, before)
    if standing.is_police and (recording := recording_words.taken(message, judgement, seen, scene)) is not None:
        yield from recording
        return
    if following.replies_to_nothing_known(message, scene):
        message = replace(message, reply_to=None)
    known = following.report_of(before, scene)
    if before is not None and known is not None and not following.is_new_emergency(known, judgement):
        yield SaveMessage(seen)
        if _is_told_by(known, message):
            yield from rewording.edited(known, message, before, judgement, group, scene)
        return
    if (said := tuple(_about_a_closing(message, judgement, seen, scene))) or (
        said := tuple(_said_by_police(message, judgement, seen, standing, scene))
    ):
        yield from said
    else:
        yield from _report_or_hint(message, judgement, seen, standing, group, scene)


def _said_by_police(
    message: Message, judgement: Judgement, seen: Seen, standing: Standing, scene: Scene
) -> Iterator[Effect]:
    """What an officer says of a report that they may answer; else nothing."""
    report = following.answered_by_police(message, judgement, scene) if standing.is_police else None
    if report is not None and (power := scene.standing_towards(report, message.author)).is_police:
        yield SaveMessage(replace(seen, report_id=report.id))
        yield from responses.said_by_police(report, message, judgement, power, scene)


def _report_or_hint(
    message: Message, judgement: Judgement, seen: Seen, standing: Standing, group: GroupRules, scene: Scene
) -> Iterator[Effect]:
    """A new report, more of one, or how to make one."""
    target = following.followed(message, judgement, scene)
    target = target if target is not None and _is_told_by(target, message) else None
    if target is None and judgement.verdict is Verdict.REPORT and not standing.is_police:
        target = merging.same_incident(message, judgement, group, scene)
    if target is not None and (parted := splitting.parted_by(target, message, judgement, group, scene)):
        yield SaveMessage(replace(seen, report_id=scene.world.next_report_id))
        yield from parted
    elif target is not None and not merging.tells_again(target, message, judgement, standing):
        yield SaveMessage(replace(seen, report_id=target.id))
        yield from reporting.add(target, message, judgement, scene)
        if target.chat_id != message.chat_id and not message.edited:  # its line stands in the group
            yield Send(answer(message, scene.say(group)("private.added", folio=target.folio)))
    elif judgement.verdict is Verdict.REPORT:
        yield from in_group.report_or_join(message, judgement, seen, group, scene, target)
    else:
        yield SaveMessage(seen)
        if not message.edited:
            yield Send(_hint(message, judgement, group, scene))


def _is_told_by(report: Report, message: Message) -> bool:
    """Whether its author reported this, or is a witness of it: to the bot alone nobody speaks of others' reports."""
    return following.was_reported_by(message.author.id, report)


def _about_a_closing(message: Message, judgement: Judgement, seen: Seen, scene: Scene) -> Iterator[Effect]:
    """What resulted, from the officer who closed it; or that it goes on, from who reported it."""
    if (closed := closing.awaiting_outcome(message, judgement, scene)) is not None:
        power = scene.standing_towards(closed, message.author)
        if power.is_police:
            yield SaveMessage(replace(seen, report_id=closed.id))
            yield from closing.take_outcome(closed, message.text, message.author, power, scene)
            return
    if (closed := disputing.disputed_in(message, judgement, scene)) is not None:
        yield SaveMessage(replace(seen, report_id=closed.id))
        yield from disputing.by_words(closed, message, scene)
        say = scene.say_about(closed)
        yield Send(answer(message, say("tap.reopened", folio=closed.folio)))


def _hint(message: Message, judgement: Judgement, group: GroupRules, scene: Scene) -> Outgoing:
    """How to report; what the bot cannot hear or see may be a cry for help, so it carries the button."""
    say = scene.say(group)
    if judgement.understood:
        return answer(message, say("private.hint", number=scene.rules.emergency_number))
    cry = buttons.encode(buttons.CryForHelp(message.chat_id, message.message_id))
    button = Button(say("button.emergency"), cry)
    return answer(message, say("private.unheard", number=scene.rules.emergency_number), ((button,),))


def home(person_id: int, scene: Scene) -> GroupRules:
    """The group in which the person was last seen, else the one where they serve, else the first of the rules."""
    known = scene.world.people.get(person_id)
    own = scene.group_rules(known.group_id) if known is not None and known.group_id is not None else None
    if own is not None:
        return own
    served = [o.quadrant for o in scene.rules.officers if scene.telegram_id(o.telegram) == person_id]
    serving = (group for group in scene.rules.groups if not set(group.quadrants).isdisjoint(served))
    return next(serving, scene.rules.groups[0])


def _group_of_place(judgement: Judgement, scene: Scene) -> GroupRules | None:
    """The group whose quadrants hold the place, where exactly one does."""
    holding = [
        group for group in scene.rules.groups if routing.quadrants_of(judgement.place, scene.rules, group.quadrants)
    ]
    return holding[0] if len(holding) == 1 else None
