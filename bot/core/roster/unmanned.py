"""A quadrant in which nobody can be alerted: administrators and commander hear of it before its shift begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.core.administrators import administrators_of
from bot.core.effects import Effect, Remember, Send
from bot.core.log_rows import noted
from bot.core.outgoing import Outgoing, Priority, Purpose, Say, key_of_news
from bot.core.roster import duty_board
from bot.core.roster.shifts import Slot, slots
from bot.core.rules.model import GroupRules
from bot.core.rules.spelling import mark_of
from bot.core.scene import Scene
from bot.core.wording import moment_of, name_of

_INSTANT = timedelta(microseconds=1)
_TOGETHER = 12  # quadrants in one message


def note_of(group: GroupRules) -> str:
    """The note that keeps what was announced for a group: a line for each message."""
    return f"unmanned:{group.chat}"


def announce(scene: Scene) -> Iterator[Effect]:
    """Tell of the shifts that run or are about to begin without anybody; say so when somebody can be reached."""
    for group in scene.rules.groups:
        until = scene.now + scene.rules.duty.announce + _INSTANT  # with what begins exactly then
        near = slots(scene.rules, group.quadrants, scene.now, until)
        empty = {(s.quadrant, s.starts_at.isoformat()): s for s in near if not _reached(s, scene)}
        slot_of = {(s.quadrant, s.starts_at.isoformat()): s for s in near}
        before = scene.world.notes.get(note_of(group), "")
        told: list[str] = []
        for line in before.splitlines():
            about = [(code, start) for start, codes in [line.split(" ", 1)] for code in codes.split(",")]
            if not any(each in slot_of for each in about):
                continue  # that shift is over
            told.append(line)
            yield from _message(line, [slot_of[each] for each in about if each in slot_of], group, scene)
        known = {(code, line.split(" ", 1)[0]) for line in told for code in line.split(" ", 1)[1].split(",")}
        for line, found in _bundled(slot for each, slot in empty.items() if each not in known):
            told.append(line)
            yield from _message(line, found, group, scene)
            say = scene.say(group)
            yield from (noted("unmanned", scene, duty_board.slot_in_words(slot, scene, say)) for slot in found)
        if "\n".join(told) != before:
            yield Remember(note_of(group), "\n".join(told))


def _reached(slot: Slot, scene: Scene) -> list[str]:
    return [officer.name for officer in duty_board.serving(slot, scene) if scene.can_reach(officer)]


def _bundled(found: Iterable[Slot]) -> Iterator[tuple[str, list[Slot]]]:
    """What begins together is told together: the line for the note, and its slots."""
    by_start: dict[str, list[Slot]] = {}
    for slot in found:
        by_start.setdefault(slot.starts_at.isoformat(), []).append(slot)
    for start, together in by_start.items():
        for at in range(0, len(together), _TOGETHER):
            part = together[at : at + _TOGETHER]
            yield f"{start} {','.join(slot.quadrant for slot in part)}", part


def _message(line: str, found: list[Slot], group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """The news as it stands now: the same again changes nothing, and once somebody is there it is edited."""
    say = scene.say(group)
    empty = [slot.quadrant for slot in found if not _reached(slot, scene)]
    rows = []
    if empty:
        times = {"start": moment_of(found[0].starts_at, scene, say), "end": scene.clock(found[0].ends_at)}
        rows.append(say("unmanned.text", quadrants=", ".join(empty), **times))
    for slot in found:
        if names := _reached(slot, scene):
            listed = say.join([name_of(name) for name in names])
            rows.append(say("unmanned.solved", quadrant=slot.quadrant, names=listed))
    if empty:
        rows.append(say("unmanned.advice"))
    commanders = (scene.telegram_id(c.telegram) for c in scene.commanders_of(tuple(s.quadrant for s in found)))
    for person_id in dict.fromkeys([*administrators_of(group, scene), *(i for i in commanders if i is not None)]):
        yield Send(
            Outgoing(
                key=key_of_news(Purpose.ADMIN, f"unmanned:{group.chat}:{mark_of(line)}", person_id),
                action=Say(chat_id=person_id, text="\n".join(rows)),
                priority=Priority.ESCALATION,
                purpose=Purpose.ADMIN,
            )
        )
