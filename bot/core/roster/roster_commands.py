"""``/invitar`` and ``/guardia``, and what ``/start`` tells those who serve."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.answering import Reply, answer_tap
from bot.core.effects import Effect
from bot.core.in_private import home
from bot.core.log_rows import refused
from bot.core.model.incoming import Message, Person, Tap
from bot.core.roster import duty_board, enrolment, invitations
from bot.core.roster.roster_buttons import Invite
from bot.core.roster.shifts import slots
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.core.tapped import refuse
from bot.core.wording import moment_of, name_of, shift_of
from bot.locales import Sentences


def on_start(message: Message, word: str, say: Sentences, scene: Scene) -> Reply:
    """The greeting, to each as what they are. ``word``: by which link they came, empty where by none."""
    effects: list[Effect] = []
    if word:
        enrolled, effects = enrolment.enrol(message.author, word, scene, say)
        if not enrolled:
            return Reply(say("enrolment.refused"), effects=tuple(effects))
    standing = scene.standing(message.author, None)
    greeting = say(f"private.start_{standing.role}", name=name_of(standing.name), number=scene.rules.emergency_number)
    return Reply("\n".join([greeting, *_service_of(standing, scene, say)]), effects=tuple(effects))


def on_invite(message: Message, wanted: str, say: Sentences, scene: Scene) -> Reply:
    """A link for who is named; without a name, who is there already and who is not."""
    groups = invitations.groups_of(message.author, scene)
    if not groups:
        return Reply(say("invitation.not_yours"), effects=(refused("invite", message.author, scene),))
    if not _in_private(message, scene):  # no link ever stands in a group
        return Reply(say("invitation.write_me"))
    everybody = invitations.invitees(groups, scene)
    if not wanted:
        return Reply(*invitations.overview(everybody, scene, say))
    found = invitations.named(wanted, everybody)
    if len(found) == 1:
        text, effects = invitations.invite(found[0], message.update_id, message.author, scene, say)
        return Reply(text or ("" if message.private else say("invitation.made")), effects=tuple(effects))
    if not found:
        return Reply(say("invitation.nobody"))
    return Reply(say("invitation.which", names=", ".join(name_of(each.who.name) for each in found[:10])))


def on_invite_button(tap: Tap, pressed: Invite, scene: Scene) -> Iterator[Effect]:
    """The same by a button below that list."""
    say = scene.say(home(tap.person.id, scene) if scene.rules.groups else None)
    groups = invitations.groups_of(tap.person, scene)
    invitee = invitations.of_mark(pressed.who, invitations.invitees(groups, scene))
    if not groups:
        yield from refuse(tap, say("invitation.not_yours"), tap.data[:64], scene)
    elif invitee is None:
        yield answer_tap(tap, say("tap.unknown"))
    else:
        text, effects = invitations.invite(invitee, tap.update_id, tap.person, scene, say)
        yield answer_tap(tap, text or say("invitation.made"))
        yield from effects


def on_duty_command(message: Message, group: GroupRules | None, say: Sentences, scene: Scene) -> Reply:
    """Who is on duty now and next. Buttons are for those who serve; marks for them and the administrators."""
    groups = [group] if group is not None else _groups_of(message.author, scene)
    if not groups:
        return Reply(say("duty.in_your_group"), effects=(refused("duty", message.author, scene),))
    standing = scene.standing(message.author, group)
    if not _in_private(message, scene):
        return Reply(duty_board.board(groups, scene, say, marks=False))
    administers = any(scene.administers(message.author, each) for each in groups)
    text = duty_board.board(groups, scene, say, marks=standing.is_police or administers)
    return Reply(text, duty_board.buttons_for(standing, scene, say))


def _in_private(message: Message, scene: Scene) -> bool:
    """Whether the answer goes to private, where the author alone reads it."""
    known = scene.world.people.get(message.author.id)
    return message.private or (known is not None and known.can_write is True)


def _groups_of(person: Person, scene: Scene) -> list[GroupRules]:
    """Those in which they have a power, else where they live; none for a stranger, whose business it is not."""
    own = [g for g in scene.rules.groups if scene.standing(person, g).is_police or scene.administers(person, g)]
    known = scene.world.people.get(person.id)
    lives = scene.group_rules(known.group_id) if known is not None and known.group_id is not None else None
    return own or ([lives] if lives is not None else [])


def _service_of(standing: Standing, scene: Scene, say: Sentences) -> Iterator[str]:
    """Where and when an officer serves, and when next."""
    if standing.officer is None:
        return
    entries = [o for o in scene.rules.officers if o.telegram == standing.officer.telegram]
    hours = {shift.name: f"{shift.start:%H:%M}–{shift.end:%H:%M}" for shift in scene.rules.shifts}
    for entry in entries:
        shifts = say.join([f"{shift_of(name, say)} ({hours[name]})" for name in entry.shifts if name in hours])
        yield say("enrolment.service", quadrant=entry.quadrant, shifts=shifts)
    codes = tuple(entry.quadrant for entry in entries)
    ahead = slots(scene.rules, codes, scene.now, scene.now + 7 * duty_board.AHEAD)
    own = (slot for slot in ahead if standing.name in {each.name for each in duty_board.serving(slot, scene)})
    first = min(own, key=lambda slot: slot.starts_at, default=None)
    if first is not None:
        begun = first.starts_at <= scene.now
        key = "enrolment.now" if begun else "enrolment.next"
        moment = first.ends_at if begun else first.starts_at
        yield say(key, quadrant=first.quadrant, moment=moment_of(moment, scene, say))
