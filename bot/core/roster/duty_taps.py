"""Handing a shift over, taking one, and a commander's changes of tonight's duty: each a tap below the roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.answering import answer_tap
from bot.core.effects import ChangeDuty, Effect, Send
from bot.core.in_private import home
from bot.core.log_rows import noted
from bot.core.model.incoming import Tap
from bot.core.outgoing import Keyboard, Outgoing, Priority, Purpose, Say
from bot.core.roster import duty_board
from bot.core.roster.model import DutyChange
from bot.core.roster.roster_buttons import ChangeSlot, LookAtSlot
from bot.core.roster.shifts import Slot
from bot.core.rules.model import Commander, Officer
from bot.core.rules.spelling import mark_of
from bot.core.scene import Scene, Standing
from bot.core.tapped import refuse
from bot.core.wording import name_of
from bot.locales import Sentences


@dataclass(frozen=True, slots=True)
class _Move:
    """Who goes off the slot and who comes on it."""

    slot: Slot
    off: Officer | None = None
    on: Officer | None = None


def on_slot(tap: Tap, pressed: LookAtSlot | ChangeSlot, scene: Scene) -> Iterator[Effect]:
    """Show what may be changed, or change it. Every power is looked up in the rules anew."""
    standing = scene.standing(tap.person, None)
    say = scene.say(home(tap.person.id, scene) if scene.rules.groups else None)
    slot = _slot(pressed.slot, scene)
    if not standing.is_police:
        yield from _refuse(tap, say("tap.not_yours"), scene)
    elif isinstance(pressed, LookAtSlot) and not pressed.slot:
        yield answer_tap(tap, "")
        yield from _redrawn(tap, *_home_view(tap, standing, scene, say), scene)
    elif slot is None:
        yield from _refuse(tap, say("tap.unknown"), scene)
        yield from _redrawn(tap, *_home_view(tap, standing, scene, say), scene)
    elif slot.quadrant not in _codes(standing, scene):
        yield from _refuse(tap, say("duty.not_yours"), scene)
    elif isinstance(pressed, LookAtSlot):
        yield answer_tap(tap, "")
        yield from _redrawn(tap, *duty_board.menu(slot, standing, scene, say), scene)
    elif isinstance(move := _move(pressed, slot, standing, scene, say), str):
        yield from _refuse(tap, move, scene)
        yield from _redrawn(tap, *_view(tap, slot, standing, scene, say), scene)
    else:
        yield answer_tap(tap, say("duty.done"))
        yield from _moved(tap, move, standing, scene, say)


def _move(pressed: ChangeSlot, slot: Slot, standing: Standing, scene: Scene, say: Sentences) -> _Move | str:
    """What the button asks for, or why it cannot be."""
    present = duty_board.serving(slot, scene)
    own = next((o for o in present if o.name == standing.name), None)
    officer = next((o for o in duty_board.officers_for(slot, scene) if mark_of(o.name) == pressed.officer), None)
    name = name_of(officer.name) if officer else ""
    serves = officer is not None and any(each.name == officer.name for each in present)
    if officer is None and pressed.officer != duty_board.NOBODY:
        return say("tap.unknown")
    if pressed.what in {"on", "off"}:
        if standing.commander is None:
            return say("duty.not_yours")
        if serves is (pressed.what == "on") or officer is None:
            return say("duty.already")
        return _Move(slot, on=officer) if pressed.what == "on" else _Move(slot, off=officer)
    if standing.officer is None:
        return say("duty.not_yours")
    if pressed.what == "give":
        if own is None or serves:
            return say("duty.already")
        if officer is None or officer.quadrant != slot.quadrant:
            return say("duty.not_yours")
        return _Move(slot, off=own, on=officer) if scene.can_reach(officer) else say("duty.unreachable", name=name)
    if own is not None or (not serves if officer else bool(present)):
        return say("duty.already")
    return _Move(slot, off=officer, on=replace(standing.officer, quadrant=slot.quadrant))


def _moved(tap: Tap, move: _Move, standing: Standing, scene: Scene, say: Sentences) -> Iterator[Effect]:
    # what is shown next is how it stands then
    yield from scene.world.foresee(
        ChangeDuty(
            DutyChange(
                quadrant=move.slot.quadrant,
                starts_at=move.slot.starts_at,
                officer=officer.name,
                on=on,
                by_id=tap.person.id,
                by_name=standing.name,
                at=scene.now,
            )
        )
        for officer, on in ((move.off, False), (move.on, True))
        if officer is not None
    )
    yield noted("duty", scene, _in_words(move, scene, say), by=tap.person, standing=standing)
    yield from _told(tap, move, standing, scene)
    yield from _redrawn(tap, *_view(tap, move.slot, standing, scene, say), scene)


def _in_words(move: _Move, scene: Scene, say: Sentences) -> str:
    names = {key: name_of(o.name) for key, o in (("off", move.off), ("on", move.on)) if o is not None}
    key = "changed" if len(names) == 2 else "put_on" if move.on else "put_off"
    return say(f"duty.{key}", slot=duty_board.slot_in_words(move.slot, scene, say), **names)


def _told(tap: Tap, move: _Move, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """Both officers and the commanders hear of it in private; who pressed sees it."""
    group = next((each for each in scene.rules.groups if move.slot.quadrant in each.quadrants), None)
    say = scene.say(group)
    text = say("duty.news", what=_in_words(move, scene, say), by=name_of(standing.name))
    concerned: list[Officer | Commander] = [officer for officer in (move.off, move.on) if officer is not None]
    for who in (*concerned, *scene.commanders_of((move.slot.quadrant,))):
        person_id = scene.telegram_id(who.telegram)
        if person_id is None or person_id == tap.person.id or not scene.can_reach(who):
            continue
        key = f"duty:{duty_board.mark_of_slot(move.slot)}:{tap.update_id}:{person_id}"
        action = Say(chat_id=person_id, text=text)
        yield Send(Outgoing(key=key, action=action, priority=Priority.ANSWER, purpose=Purpose.ANSWER))


def _view(tap: Tap, slot: Slot, standing: Standing, scene: Scene, say: Sentences) -> tuple[str, Keyboard]:
    """A commander goes on with the slot, an officer is done with it."""
    if standing.commander is not None:
        return duty_board.menu(slot, standing, scene, say)
    return _home_view(tap, standing, scene, say)


def _home_view(tap: Tap, standing: Standing, scene: Scene, say: Sentences) -> tuple[str, Keyboard]:
    groups = [group for group in scene.rules.groups if scene.standing(tap.person, group).is_police]
    return duty_board.board(groups, scene, say, marks=True), duty_board.buttons_for(standing, scene, say)


def _redrawn(tap: Tap, text: str, keyboard: Keyboard, scene: Scene) -> Iterator[Effect]:
    """The message with the button, as it stands now; only where it is their own."""
    if tap.chat_id != tap.person.id or tap.message_id is None:
        return
    post = scene.world.post_at(tap.chat_id, tap.message_id)
    if post is not None and isinstance(post.outgoing.action, Say) and post.outgoing.purpose is Purpose.ANSWER:
        yield Send(replace(post.outgoing, action=replace(post.outgoing.action, text=text, buttons=keyboard)))


def _slot(mark: str, scene: Scene) -> Slot | None:
    codes = tuple(quadrant.code for quadrant in scene.rules.quadrants)
    return next((s for s in duty_board.open_slots(codes, scene) if duty_board.mark_of_slot(s) == mark), None)


def _codes(standing: Standing, scene: Scene) -> tuple[str, ...]:
    """The quadrants whose slots they may change. Some serve and command."""
    commander = duty_board.commanded(standing.commander, scene) if standing.commander else ()
    return (*duty_board.own_quadrants(standing, scene), *commander)


def _refuse(tap: Tap, words: str, scene: Scene) -> Iterator[Effect]:
    return refuse(tap, words, tap.data[:64], scene)
