"""A quadrant in which nobody can be alerted: administrators and commander hear of it before its shift begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _News:
    """What one message tells of: shifts of these quadrants that begin together, at ``start`` (ISO 8601)."""

    start: str
    codes: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> _News:
        """Back from the line of the note."""
        start, codes = line.split(" ", 1)
        return cls(start, tuple(codes.split(",")))

    @property
    def line(self) -> str:
        """Of the note."""
        return f"{self.start} {','.join(self.codes)}"

    def slots(self, near: Mapping[tuple[str, str], Slot]) -> list[Slot]:
        """Those of its shifts that are not over yet."""
        return [near[code, self.start] for code in self.codes if (code, self.start) in near]


def announce(scene: Scene) -> Iterator[Effect]:
    """Tell of the shifts that run or are about to begin without anybody; say so when somebody can be reached."""
    for group in scene.rules.groups:
        say = scene.say(group)
        until = scene.now + scene.rules.duty.announce + _INSTANT  # with what begins exactly then
        coming = slots(scene.rules, group.quadrants, scene.now, until)
        near = {(slot.quadrant, slot.starts_at.isoformat()): slot for slot in coming}
        before = scene.world.notes.get(note_of(group), "")
        told = [news for news in map(_News.of, before.splitlines()) if news.slots(near)]
        known = {(code, news.start) for news in told for code in news.codes}
        new = _bundled(slot for each, slot in near.items() if each not in known and not _reached(slot, scene))
        for news in told:
            yield from _message(news, near, group, scene)
        for news in new:
            yield from _message(news, near, group, scene)
            for slot in news.slots(near):
                yield noted("unmanned", scene, duty_board.slot_in_words(slot, scene, say))
        note = "\n".join(news.line for news in (*told, *new))
        if note != before:
            yield Remember(note_of(group), note)


def _reached(slot: Slot, scene: Scene) -> list[str]:
    return [officer.name for officer in duty_board.serving(slot, scene) if scene.can_reach(officer)]


def _bundled(found: Iterable[Slot]) -> list[_News]:
    """What begins together is told together."""
    by_start: dict[str, list[str]] = {}
    for slot in found:
        by_start.setdefault(slot.starts_at.isoformat(), []).append(slot.quadrant)
    return [
        _News(start, tuple(codes[at : at + _TOGETHER]))
        for start, codes in by_start.items()
        for at in range(0, len(codes), _TOGETHER)
    ]


def _message(news: _News, near: Mapping[tuple[str, str], Slot], group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """The news as it stands now: the same again changes nothing, and once somebody is there it is edited."""
    say, found = scene.say(group), news.slots(near)
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
                key=key_of_news(Purpose.ADMIN, f"unmanned:{group.chat}:{mark_of(news.line)}", person_id),
                action=Say(chat_id=person_id, text="\n".join(rows)),
                priority=Priority.ESCALATION,
                purpose=Purpose.ADMIN,
            )
        )
