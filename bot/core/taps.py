"""Buttons: what each does, and for whom. Data may be forged, so every power is looked up in the rules anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import buttons
from bot.core.administrators import tell_administrators
from bot.core.answering import answer_tap
from bot.core.answers import responses
from bot.core.answers.answer_taps import on_answer_tap
from bot.core.breaches.pardon import pardon
from bot.core.breaches.sanctions import expulsion
from bot.core.cabinet import agreements
from bot.core.effects import Effect, SaveMessage, Send
from bot.core.in_private import home
from bot.core.log_rows import happened, noted
from bot.core.model.incoming import Message, Tap
from bot.core.model.kinds import Role, State, Verdict
from bot.core.model.meaning import Judgement
from bot.core.model.report import Report
from bot.core.outgoing import AnswerTap, Purpose
from bot.core.referrals.referring import takers_of
from bot.core.referrals.taps import refer
from bot.core.reports import reporting
from bot.core.reports.following import witness_in
from bot.core.reports.lifecycle import CLOSED, may_move
from bot.core.roster import duty_taps, handing_over, roster_buttons, roster_commands
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.scene_record import taps as record_taps
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
        yield noted("refused", scene, quoted(tap.data, 64), by=tap.person, standing=scene.standing(tap.person, None))


def _done_by(tap: Tap, scene: Scene) -> Iterator[Effect]:
    match buttons.parse(tap.data):
        case buttons.Respond(report_id, state):
            yield from _respond(tap, scene.world.reports.get(report_id), state, scene)
        case buttons.Refer(report_id, agency):
            yield from _refer(tap, scene.world.reports.get(report_id), agency, scene)
        case roster_buttons.Invite() as invite:
            yield from _answered(tap, *roster_commands.on_invite_button(tap, invite, scene))
        case roster_buttons.LookAtSlot() | roster_buttons.ChangeSlot() as slot:
            yield from _answered(tap, *duty_taps.on_slot(tap, slot, scene))
        case roster_buttons.Show(report_id):
            yield from _answered(tap, *handing_over.show(tap, scene.world.reports.get(report_id), scene))
        case buttons.Split() as split:
            yield from _split(tap, split, scene)
        case buttons.BeginRecord() as begun:
            yield from _answered(tap, *record_taps.begin_record(tap, begun, scene))
        case buttons.AnswerRecord() as answered:
            yield from _answered(tap, *record_taps.answer_record(tap, answered, scene))
        case (
            buttons.TakeBack()
            | buttons.NoComment()
            | buttons.Dispute()
            | buttons.Content()
            | buttons.Publish() as about_an_answer
        ):
            yield from on_answer_tap(tap, about_an_answer, scene)
        case buttons.Fulfil(promise_id):
            yield from _answered(tap, *agreements.on_fulfilled(tap, promise_id, scene))
        case buttons.CryForHelp() as cry:
            yield from _cry_for_help(tap, cry, scene)
        case buttons.DecideExpulsion() as decision:
            yield from _decide_expulsion(tap, decision, scene)
        case None:
            yield answer_tap(tap, scene.say(None)("tap.unknown"))


def _respond(tap: Tap, report: Report | None, state: State, scene: Scene) -> Iterator[Effect]:
    group = scene.group_rules(report.group_id) if report else None
    say = scene.say(group)
    if report is None or group is None:
        yield answer_tap(tap, say("tap.unknown"))
        return
    standing = scene.standing(tap.person, group)
    if not standing.is_police:
        yield answer_tap(tap, say("tap.not_yours"))
        yield happened(report, "refused", scene, state, by=tap.person, standing=standing)
        return
    if state is State.ACKNOWLEDGED and _is_anothers(report, tap):
        yield answer_tap(tap, say("tap.owned", folio=report.folio, name=name_of(report.owner_name or "")))
        yield happened(report, "refused", scene, state, by=tap.person, standing=standing)
    elif report.state is state and not may_move(report, state):
        yield answer_tap(tap, say("tap.already", folio=report.folio, state=say(f"state.{state}")))
    elif not may_move(report, state):
        now, wanted = say(f"state.{report.state}"), say(f"state.{state}")
        yield answer_tap(tap, say("tap.illegal", folio=report.folio, state=now, wanted=wanted))
        yield happened(report, "refused", scene, state, by=tap.person, standing=standing)
    else:
        yield answer_tap(tap, say("tap.done", folio=report.folio, state=say(f"state.{state}")))
        yield from responses.respond(report, state, tap.person, standing, scene)


def _is_anothers(report: Report, tap: Tap) -> bool:
    """Whether somebody else was quicker and sees to it."""
    return report.owner_id is not None and report.owner_id != tap.person.id and report.state not in CLOSED


def _refer(tap: Tap, report: Report | None, key: str, scene: Scene) -> Iterator[Effect]:
    """Hand the report over to an agency that takes such reports by the rules of now."""
    group = scene.group_rules(report.group_id) if report else None
    say = scene.say(group)
    if report is None or group is None:
        yield answer_tap(tap, say("tap.unknown"))
        return
    standing = scene.standing(tap.person, group)
    agency = next((agency for agency in takers_of(report, scene.rules) if agency.key == key), None)
    if not standing.is_police:
        yield answer_tap(tap, say("tap.not_yours"))
    elif agency is None:
        yield answer_tap(tap, say("tap.unknown"))
    elif report.state is State.REFERRED:
        yield answer_tap(tap, say("tap.already", folio=report.folio, state=say(f"state.{report.state}")))
        return
    elif not may_move(report, State.REFERRED):
        now, wanted = say(f"state.{report.state}"), say(f"state.{State.REFERRED}")
        yield answer_tap(tap, say("tap.illegal", folio=report.folio, state=now, wanted=wanted))
    else:
        yield answer_tap(tap, say("referral.tapped", folio=report.folio, agency=agency.name))
        yield from refer(report, agency, tap.person, standing, scene)
        return
    yield happened(report, "refused", scene, State.REFERRED, by=tap.person, standing=standing)


def _split(tap: Tap, pressed: buttons.Split, scene: Scene) -> Iterator[Effect]:
    """A witness's words are another incident, say they themselves, the police, or an administrator."""
    report = scene.world.reports.get(pressed.report_id)
    group = scene.group_rules(report.group_id) if report else None
    say = scene.say(group)
    if report is None or group is None:
        yield answer_tap(tap, say("tap.unknown"))
        return
    standing = scene.standing(tap.person, group)
    theirs = tap.person.id == pressed.person_id
    witness = witness_in(report, pressed.person_id)
    if not (theirs or standing.is_police or scene.administers(tap.person, group)):
        yield answer_tap(tap, say("tap.not_your_words"))
        yield happened(report, "refused", scene, "split", by=tap.person, standing=standing)
    elif witness is None or splitting.is_too_late(report, scene):
        yield answer_tap(tap, say("tap.parted_already" if witness is None else "tap.unknown", folio=report.folio))
    else:
        folio = reporting.next_folio(group, scene)
        yield answer_tap(tap, say("tap.parted", folio=folio))
        yield from splitting.split(report, witness, tap.person, standing, group, scene)


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
    message = Message(
        update_id=tap.update_id,
        chat_id=seen.chat_id,
        message_id=seen.message_id,
        author=replace(tap.person, id=seen.person_id, name=seen.person_name, username=None),
        sent_at=seen.sent_at,
        thread_id=seen.thread_id,
        kind=seen.kind,
        text=seen.text,
        attachment=seen.attachment,
    )
    judgement = Judgement(verdict=Verdict.REPORT, rule="button.emergency", emergency=True)
    # it begins now: what and where, which the author is asked for, is still to come
    report = replace(reporting.new_report(message, judgement, group, scene), opened_at=scene.now)
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


def _answered(tap: Tap, text: str, effects: Iterator[Effect]) -> Iterator[Effect]:
    yield answer_tap(tap, text)
    yield from effects
