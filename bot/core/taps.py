"""Buttons: what each does, and for whom. Data may be forged, so every power is looked up in the rules anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons
from bot.core.administrators import tell_administrators
from bot.core.answering import answer_tap
from bot.core.answers import answer_taps
from bot.core.breaches.pardon import pardon
from bot.core.breaches.sanctions import expulsion
from bot.core.cabinet import agreements
from bot.core.effects import Effect, SaveMessage, Send
from bot.core.in_private import home
from bot.core.log_rows import happened, refused
from bot.core.model.incoming import Tap
from bot.core.model.kinds import Role, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.outgoing import AnswerTap, Purpose
from bot.core.referrals.taps import on_refer
from bot.core.reports import reporting
from bot.core.roster import duty_taps, handing_over, roster_buttons, roster_commands
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.scene_record import taps as record_taps
from bot.core.tapped import Tapped, tapped
from bot.core.witnesses import splitting
from bot.core.wording import name_of, quoted


def on_tap(tap: Tap, scene: Scene) -> Iterator[Effect]:
    """Do what the button says, if this person may; answer the tap in any case.

    What comes to nothing but an answer is in the log too: a replay, a tap on an old message, a made-up button.
    """
    came_of_it = False
    for effect in _done_by(tap, scene):
        came_of_it = came_of_it or not (isinstance(effect, Send) and isinstance(effect.outgoing.action, AnswerTap))
        yield effect
    if not came_of_it:
        yield refused(quoted(tap.data, 64), tap.person, scene)


def _done_by(tap: Tap, scene: Scene) -> Iterator[Effect]:
    match buttons.parse(tap.data):
        case roster_buttons.Invite() as invite:
            yield from roster_commands.on_invite_button(tap, invite, scene)
        case roster_buttons.LookAtSlot() | roster_buttons.ChangeSlot() as slot:
            yield from duty_taps.on_slot(tap, slot, scene)
        case buttons.AnswerRecord() as answered:
            yield from record_taps.answer_record(tap, answered, scene)
        case buttons.Fulfil(promise_id):
            yield from agreements.on_fulfilled(tap, promise_id, scene)
        case buttons.CryForHelp() as cry:
            yield from _cry_for_help(tap, cry, scene)
        case buttons.DecideExpulsion() as decision:
            yield from _decide_expulsion(tap, decision, scene)
        case None:
            yield answer_tap(tap, scene.say(None)("tap.unknown"))
        case about_report:
            if (found := tapped(tap, about_report.report_id, scene)) is not None:
                yield from _of_report(found, about_report)
            else:
                yield answer_tap(tap, scene.say(None)("tap.unknown"))


def _of_report(found: Tapped, pressed: buttons.OfReport) -> Iterator[Effect]:
    match pressed:
        case buttons.Respond(state=state):
            yield from answer_taps.respond(found, state)
        case buttons.Refer(agency=agency):
            yield from on_refer(found, agency)
        case roster_buttons.Show():
            yield from handing_over.show(found)
        case buttons.Split(person_id=person_id):
            yield from splitting.on_split(found, person_id)
        case buttons.BeginRecord():
            yield from record_taps.begin_record(found)
        case buttons.TakeBack():
            yield from answer_taps.take_back(found)
        case buttons.NoComment():
            yield from answer_taps.no_comment(found)
        case buttons.Dispute():
            yield from answer_taps.dispute(found)
        case buttons.Content():
            yield from answer_taps.content(found)
        case buttons.Publish(message_id=message_id):
            yield from answer_taps.publish(found, message_id)


def _cry_for_help(tap: Tap, cry: buttons.CryForHelp, scene: Scene) -> Iterator[Effect]:
    """The bot removed what it could not understand, and somebody says that it is an emergency: tell at once."""
    seen = scene.world.messages.get((cry.chat_id, cry.message_id))
    group = scene.group_rules(cry.chat_id)
    if cry.chat_id > 0 and scene.rules.groups:  # said to the bot alone
        group = home(cry.chat_id, scene)
    say = scene.say(group)
    if seen is None or group is None or not _offered(tap, scene):
        yield answer_tap(tap, say("tap.unknown"))
        return
    if seen.report_id is not None and (known := scene.world.reports.get(seen.report_id)) is not None:
        yield answer_tap(tap, say("tap.cry_again", folio=known.folio))
        yield from _cried(known, tap, group, scene)
        return
    judgement = Judgement(verdict=Verdict.REPORT, rule="button.emergency", emergency=True)
    # it begins now: what and where, which the author is asked for, is still to come
    report = replace(reporting.new_report(seen.message, judgement, group, scene), opened_at=scene.now)
    yield answer_tap(tap, say("tap.cry", folio=report.folio, number=scene.rules.emergency_number))
    yield SaveMessage(replace(seen, report_id=report.id, emergency=True, struck=False))
    yield from pardon(seen, scene)
    yield from reporting.open_report(report, group, scene)
    if tap.person.id != seen.person_id:
        yield from _cried(report, tap, group, scene)


def _cried(report: Report, tap: Tap, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """Somebody besides the author, or once more, says that it is an emergency."""
    words, standing = scene.say(group)("button.emergency"), scene.standing(tap.person, group)
    yield happened(report, "said", scene, words, by=tap.person, standing=standing)


def _decide_expulsion(tap: Tap, decision: buttons.DecideExpulsion, scene: Scene) -> Iterator[Effect]:
    group = scene.group_rules(decision.chat_id)
    say = scene.say(group)
    standing = scene.standing(tap.person, group)
    if group is None or not (standing.role is Role.COMMANDER or scene.administers(tap.person, group)):
        yield answer_tap(tap, say("tap.not_admin"))
        return
    if not _offered(tap, scene):  # decided already, or never proposed
        yield answer_tap(tap, say("tap.unknown"))
        return
    known = scene.world.people.get(decision.person_id)
    name = name_of(known.name if known else str(decision.person_id))
    if decision.expel:
        yield Send(expulsion(decision.chat_id, decision.person_id, decision.message_id))
    outcome = "expelled" if decision.expel else "kept"
    yield answer_tap(tap, say(f"tap.{outcome}", name=name))
    yield from tell_administrators(
        decision.about,
        say(f"proposal.{outcome}", by=name_of(standing.name), name=name),
        scene,
        group,
        purpose=Purpose.PROPOSAL,
    )


def _offered(tap: Tap, scene: Scene) -> bool:
    """Whether a message of ours in that chat has this button, so that it was pressed there and not made up.

    Not only the message that the tap names: somebody may be quicker than our note of where Telegram put it.
    """
    return any(
        post.outgoing.action.chat_id == tap.chat_id and post.asks(tap.data) for post in scene.world.posts.values()
    )
