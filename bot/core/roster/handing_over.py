"""A shift begins, or somebody takes over: whoever comes on duty learns what is open, and it becomes theirs.

Who was on duty when it was last looked is noted for each quadrant, so that a restart repeats and forgets nothing:
after an outage only the shift that runs is handed over to.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain

from bot.core.effects import Effect, Remember, Send
from bot.core.log_rows import happened
from bot.core.model.report import Report
from bot.core.outgoing import Button, Outgoing, Priority, Purpose, Say, in_rows
from bot.core.reports import alerts
from bot.core.reports.lifecycle import CLOSED, waits_for_conduct
from bot.core.reports.recipients import Recipient, codes_around, who_can_be_told, with_told, without_it
from bot.core.reports.telling import show as show_everywhere
from bot.core.roster import duty, left_alone
from bot.core.roster.roster_buttons import Show, encode
from bot.core.roster.shifts import Slot
from bot.core.rules.model import Commander, GroupRules, Officer
from bot.core.scene import Scene
from bot.core.tapped import Tapped
from bot.core.wording import category_of, moment_of, name_of, place_of

OLDEST = timedelta(days=7)
"""What is open for longer was left, not handed on: it is the commander's digest that brings it up."""
_LISTED = 10
_BUTTONS = 8
_INSTANT = timedelta(microseconds=1)


@dataclass(slots=True)
class _Incoming:
    """What one officer comes on duty to, in however many quadrants."""

    officer: Officer
    group: GroupRules
    quadrants: list[str] = field(default_factory=list)
    reports: dict[int, tuple[Report, str]] = field(default_factory=dict)  # with who had it, or nothing


def note_of(quadrant: str) -> str:
    """The note that says who was on duty there when it was last looked."""
    return f"on_duty:{quadrant}"


def hand_over(scene: Scene) -> Iterator[Effect]:
    """Everything that changed hands since it was last looked; the same moment again yields nothing."""
    incoming: dict[int, _Incoming] = {}
    for group in scene.rules.groups:
        for code in group.quadrants:
            yield from _quadrant(code, group, incoming, scene)
    for person_id, each in incoming.items():
        yield from _summary(person_id, each, scene)


def show(tapped: Tapped) -> Iterator[Effect]:
    """Bring a report that was handed over up again, as a message that is kept up to date and can be answered."""
    report, scene = tapped.report, tapped.scene
    if not tapped.standing.is_police:
        yield from tapped.refuse("tap.not_yours", "show")
        return
    yield tapped.answer("handover.shown")
    to = Recipient(tapped.person.id, tapped.standing.name)
    if without_it([to], report, scene):
        yield from alerts.tell(report, [to], scene)
    else:  # it stands far above: an edit there would be seen by nobody
        yield Send(alerts.reminder(report, to, f"{alerts.SHOWN}{tapped.tap.update_id}", scene))


def _quadrant(code: str, group: GroupRules, incoming: dict[int, _Incoming], scene: Scene) -> Iterator[Effect]:
    slot = next(iter(duty.running_slots(scene.rules, (code,), scene.now)), None)
    if slot is None:
        return
    present = [officer for officer in scene.on_duty((code,)) if scene.can_reach(officer)]
    marked = "\n".join([slot.starts_at.isoformat(), *sorted(officer.name for officer in present)])
    noted_before = scene.world.notes.get(note_of(code))
    if noted_before == marked:
        return
    yield from scene.world.foresee([Remember(note_of(code), marked)])  # a quadrant may belong to two groups
    if noted_before is None:  # the first look of all: nobody came and nobody went
        return
    coming = [officer for officer in present if officer.name not in _before(noted_before, slot, scene)]
    for found in _open_reports(code, group, scene):
        report, owner = yield from _passed_on(found, coming, present, scene)
        for officer in coming:
            if report.quadrants or officer.leader:
                _add(incoming, officer, group, code, (report, owner), scene)


def _before(noted_before: str, slot: Slot, scene: Scene) -> set[str]:
    """The names of those who were on duty just before."""
    start, *names = noted_before.split("\n")
    if start == slot.starts_at.isoformat():
        return set(names)
    return {officer.name for officer in scene.on_duty((slot.quadrant,), slot.starts_at - _INSTANT)}


def _open_reports(code: str, group: GroupRules, scene: Scene) -> list[Report]:
    """What is open there, and in the group without a known quadrant; what is held back is not for officers yet."""
    chat_id = scene.chat_of(group)
    found = (
        report
        for report in scene.world.reports.values()
        if report.group_id in (chat_id, group.chat)
        and (code in report.quadrants or not report.quadrants)
        and report.state not in CLOSED
        and not waits_for_conduct(report)
        and report.opened_at > scene.now - OLDEST
    )
    return sorted(found, key=lambda report: (not report.emergency, report.opened_at))


def _passed_on(
    report: Report, coming: list[Officer], present: list[Officer], scene: Scene
) -> Generator[Effect, None, tuple[Report, str]]:
    """The report, and who had it: an owner who went off duty has it no longer, and whoever answers next does."""
    owner = report.owner_name or ""
    if report.owner_id is None and report.emergency and not coming and left_alone.nobody_has_it(report, scene):
        called = who_can_be_told(report, present, scene)
        yield from scene.world.foresee(left_alone.call(report, called, present, scene))
    if report.owner_id is None and report.emergency and coming and report.asks:  # who comes has not been asked yet
        report = replace(report, ask_at=None, asks=0)
        yield from scene.world.foresee(show_everywhere(report, scene))
    if report.owner_id is None or _is_still_there(report, scene):
        return report, owner
    if not (coming or present) and _may_keep(report, scene):
        return report, owner
    called = who_can_be_told(report, present, scene) if report.emergency and not coming else []
    names = [officer.name for officer in coming or present] or [each.name for each in called]
    say = scene.say_about(report)
    yield happened(report, "handed_over", scene, say("handover.log", before=owner, after=", ".join(names) or "—"))
    report = replace(report, owner_id=None, owner_name=None, owned_at=None, undo=None, updated_at=scene.now)
    report = replace(report, ask_at=None, asks=0)  # others are asked now
    rings = report.emergency and not coming
    yield from scene.world.foresee(
        left_alone.call(report, called, present, scene) if rings else show_everywhere(report, scene)
    )
    return report, owner


def _may_keep(report: Report, scene: Scene) -> bool:
    """Whether its owner, off duty, keeps it where nobody else is: an emergency only while they serve."""
    group = scene.group_rules(report.group_id)
    return not report.emergency or (report.owner_id is not None and scene.is_police(report.owner_id, group))


def _is_still_there(report: Report, scene: Scene) -> bool:
    """Whether its owner is on duty where it is, or commands."""
    codes = codes_around(report, scene)
    there: list[Officer | Commander] = [*scene.on_duty(codes), *scene.commanders_of(codes)]
    return any(scene.telegram_id(who.telegram) == report.owner_id for who in there)


def _add(
    incoming: dict[int, _Incoming],
    officer: Officer,
    group: GroupRules,
    code: str,
    found: tuple[Report, str],
    scene: Scene,
) -> None:
    person_id = scene.telegram_id(officer.telegram)
    if person_id is not None:
        each = incoming.setdefault(person_id, _Incoming(officer, group))
        if code not in each.quadrants:
            each.quadrants.append(code)
        each.reports[found[0].id] = found


def _summary(person_id: int, incoming: _Incoming, scene: Scene) -> Iterator[Effect]:
    """One message with what is open; emergencies come at once as alerts, and all others by their button."""
    say = scene.say(incoming.group)
    found = list(incoming.reports.values())
    rows = [say("handover.title", quadrants=", ".join(incoming.quadrants), count=len(found))]
    for report, owner in found[:_LISTED]:
        rows.append(
            say(
                "handover.row",
                folio=report.folio,
                category=category_of(report.category, say),
                place=place_of(report.place, say),
                state=say(f"state.{report.state}"),
                since=moment_of(report.opened_at, scene, say),
                owner=say("handover.owner", name=name_of(owner)) if owner else "",
            )
        )
    if len(found) > _LISTED:
        rows.append(say("handover.more", count=len(found) - _LISTED))
    buttons = [Button(say("handover.button", folio=r.folio), encode(Show(r.id))) for r, _ in found[:_BUTTONS]]
    action = Say(chat_id=person_id, text="\n".join(rows), buttons=in_rows(buttons))
    key = f"handover:{scene.now:%Y%m%d%H%M%S}:{person_id}"
    yield Send(Outgoing(key=key, action=action, priority=Priority.ANSWER, purpose=Purpose.ANSWER))
    recipient = Recipient(person_id, incoming.officer.name)
    for listed, _ in found:
        report = scene.world.reports.get(listed.id, listed)  # others who come may have been told of it just before
        if report.emergency and without_it([recipient], report, scene):
            told = with_told(report, [recipient])
            yield from scene.world.foresee(chain(alerts.tell(told, [recipient], scene), show_everywhere(told, scene)))
