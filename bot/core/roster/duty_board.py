"""What ``/guardia`` shows: by quadrant who is on duty now and next, and the buttons to change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.core.outgoing import Button, Keyboard, in_rows
from bot.core.roster import duty
from bot.core.roster.roster_buttons import ChangeSlot, LookAtSlot, encode
from bot.core.roster.shifts import Slot, slots
from bot.core.rules.model import Commander, GroupRules, Officer
from bot.core.rules.spelling import mark_of
from bot.core.scene import Scene, Standing
from bot.core.wording import moment_of, name_of, shift_of
from bot.locales import Sentences

AHEAD = timedelta(hours=24)
"""How far ahead a shift may be changed by tap: what is later belongs into the rules."""
NOBODY = mark_of("")
_MOST_BUTTONS = 90  # Telegram takes a hundred


def mark_of_slot(slot: Slot) -> str:
    """Ten digits that stand for a slot in a button."""
    return mark_of(f"{slot.quadrant}|{slot.starts_at.isoformat()}")


def open_slots(codes: tuple[str, ...], scene: Scene) -> list[Slot]:
    """The slots of these quadrants that can still be changed: those that run, and those to begin within a day."""
    return slots(scene.rules, codes, scene.now, scene.now + AHEAD)


def serving(slot: Slot, scene: Scene) -> tuple[Officer, ...]:
    """Who serves the slot as things stand, without those who left the group."""
    planned = duty.serving(scene.rules, slot, scene.world.duty_changes)
    return tuple(officer for officer in planned if not scene.has_left(officer))


def own_quadrants(standing: Standing, scene: Scene) -> tuple[str, ...]:
    """The quadrants in which an officer may hand over and take."""
    officer = standing.officer
    return tuple(o.quadrant for o in scene.rules.officers if officer is not None and o.telegram == officer.telegram)


def commanded(commander: Commander, scene: Scene) -> tuple[str, ...]:
    """The quadrants whose duty a commander may change: those of their sector, or all."""
    sector = commander.sector
    return tuple(q.code for q in scene.rules.quadrants if sector is None or q.sector == sector)


def officers_for(slot: Slot, scene: Scene) -> list[Officer]:
    """Whom a commander may put there: the officers of the group, those of the quadrant first, each once."""
    groups = [group for group in scene.rules.groups if slot.quadrant in group.quadrants]
    codes = {code for group in groups for code in group.quadrants}
    around = sorted((o for o in scene.rules.officers if o.quadrant in codes), key=lambda o: o.quadrant != slot.quadrant)
    return [o for o in {o.telegram: o for o in reversed(around)}.values() if not scene.has_left(o)][::-1]


def board(groups: Sequence[GroupRules], scene: Scene, say: Sentences, *, marks: bool) -> str:
    """A row for each quadrant. ``marks``: who cannot be told is marked, for those who can do something about it."""
    codes = dict.fromkeys(code for group in groups for code in group.quadrants)
    rows = [_row(code, scene, say, marks=marks) for code in codes]
    return "\n".join([say("duty.title", moment=moment_of(scene.now, scene, say)), *rows])


def buttons_for(standing: Standing, scene: Scene, say: Sentences) -> Keyboard:
    """What this person can change now: an officer their own quadrants' shifts, a commander all of their sector."""
    if standing.commander is not None:
        buttons = [
            Button(
                say("duty.change", quadrant=slot.quadrant, time=moment_of(slot.starts_at, scene, say)),
                encode(LookAtSlot(mark_of_slot(slot))),
            )
            for slot in open_slots(commanded(standing.commander, scene), scene)
        ]
        return in_rows(buttons[:_MOST_BUTTONS])
    if standing.officer is None:
        return ()
    own = (b for slot in open_slots(own_quadrants(standing, scene), scene) for b in _of_officer(slot, standing, scene))
    return tuple((Button(text, data),) for text, data in own)[:_MOST_BUTTONS]


def menu(slot: Slot, standing: Standing, scene: Scene, say: Sentences) -> tuple[str, Keyboard]:
    """One slot: a commander puts officers there and off it, an officer chooses to whom to hand over."""
    present = {officer.name for officer in serving(slot, scene)}
    names = say.join([shown(officer, scene, say) for officer in serving(slot, scene)]) or say("duty.nobody")
    mark, rows = mark_of_slot(slot), []
    for officer in officers_for(slot, scene):
        if standing.commander is not None:
            what = "off" if officer.name in present else "on"
        elif officer.name not in present and officer.quadrant == slot.quadrant:
            what = "give"
        else:
            continue
        text = say(f"duty.{what}", name=name_of(officer.name))
        rows.append((Button(text, encode(ChangeSlot(mark, mark_of(officer.name), what))),))
    key = "duty.menu" if rows else "duty.menu_alone"
    rows = [*rows[: _MOST_BUTTONS - 1], (Button(say("duty.back"), encode(LookAtSlot())),)]
    return say(key, slot=slot_in_words(slot, scene, say), names=names), tuple(rows)


def slot_in_words(slot: Slot, scene: Scene, say: Sentences) -> str:
    """Quadrant, shift, and when on the clock of the rules."""
    return say(
        "duty.slot",
        quadrant=slot.quadrant,
        shift=shift_of(slot.shift, say),
        start=moment_of(slot.starts_at, scene, say),
        end=scene.clock(slot.ends_at),
    )


def shown(officer: Officer, scene: Scene, say: Sentences) -> str:
    """The name, with why they cannot be told where that is so."""
    if scene.can_reach(officer):
        return name_of(officer.name)
    why = "unbound" if scene.telegram_id(officer.telegram) is None else "silent"
    return say(f"duty.{why}", name=name_of(officer.name))


def _of_officer(slot: Slot, standing: Standing, scene: Scene) -> Iterator[tuple[str, str]]:
    say = scene.say(next((g for g in scene.rules.groups if slot.quadrant in g.quadrants), None))
    present, mark = serving(slot, scene), mark_of_slot(slot)
    values = {"quadrant": slot.quadrant, "time": moment_of(slot.starts_at, scene, say)}
    if any(officer.name == standing.name for officer in present):
        yield say("duty.hand_over", **values), encode(LookAtSlot(mark))
        return
    for officer in present:
        take = encode(ChangeSlot(mark, mark_of(officer.name), "take"))
        yield say("duty.take", name=name_of(officer.name), **values), take
    if not present:
        yield say("duty.take_empty", **values), encode(ChangeSlot(mark, NOBODY, "take"))


def _row(code: str, scene: Scene, say: Sentences, *, marks: bool) -> str:
    def names(slot: Slot) -> str:
        people = serving(slot, scene)
        listed = [shown(each, scene, say) if marks else name_of(each.name) for each in people]
        return say.join(listed) or say("duty.nobody")

    coming = slots(scene.rules, (code,), scene.now, scene.now + AHEAD)
    now = [slot for slot in coming if slot.starts_at <= scene.now]
    later = next((slot for slot in coming if slot.starts_at > scene.now), None)
    after = say("duty.next", time=scene.clock(later.starts_at), names=names(later)) if later else ""
    if not now:
        return say("duty.gap", quadrant=code, next=after)
    return say("duty.now", quadrant=code, names=names(now[0]), time=scene.clock(now[0].ends_at), next=after)
