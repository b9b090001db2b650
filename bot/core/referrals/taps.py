"""An officer hands a report over to the agency that takes care of such things, with one tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.answers.answer_taps import cannot_move
from bot.core.answers.responses import respond
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.incoming import Person
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.referrals.agency import Agency
from bot.core.referrals.automatic import PATIENCE, withdrawn
from bot.core.referrals.line import how_it_stands
from bot.core.referrals.model import Referral
from bot.core.referrals.notes import by_hand, note_to, save, stopped, who_referred
from bot.core.referrals.referring import takers_of
from bot.core.reports.lifecycle import may_move
from bot.core.scene import Scene, Standing
from bot.core.tapped import Tapped


def on_refer(tapped: Tapped, key: str) -> Iterator[Effect]:
    """Hand the report over to the agency of that key, if it takes such reports by the rules of now."""
    report, scene = tapped.report, tapped.scene
    agency = next((agency for agency in takers_of(report, scene.rules) if agency.key == key), None)
    if not tapped.standing.is_police:
        yield from tapped.refuse("tap.not_yours", State.REFERRED)
    elif agency is None:
        yield from tapped.refuse("tap.unknown", State.REFERRED)
    elif (waiting := _waiting(tapped, agency)) is not None:
        yield from _bring_by_hand(waiting, agency, tapped)
    elif not may_move(report, State.REFERRED):
        yield from cannot_move(tapped, State.REFERRED)
    else:
        yield tapped.answer("referral.tapped", agency=agency.name)
        yield from refer(report, agency, tapped.person, tapped.standing, scene)


def _waiting(tapped: Tapped, agency: Agency) -> Referral | None:
    """What this officer handed over, and the agency's service has not taken so far."""
    referral = tapped.scene.world.referrals.get(tapped.report.id)
    if referral is None or referral.agency != agency.name or tapped.report.state is not State.REFERRED:
        return None
    return referral if referral.waits and tapped.person.id in who_referred(tapped.report, tapped.scene) else None


def _bring_by_hand(waiting: Referral, agency: Agency, tapped: Tapped) -> Iterator[Effect]:
    """The officer sends it: the program does so no more, or it would be there twice."""
    report, person, scene = tapped.report, tapped.person, tapped.scene
    yield tapped.answer("referral.stopped", agency=agency.name)
    yield from save(replace(waiting, due_at=None), scene)
    row = f"{agency.name}: {waiting.last_error}"
    yield happened(report, "not_filed", scene, row, by=person, standing=tapped.standing)
    yield Send(stopped(person.id, report, agency.name, scene))
    yield from by_hand(person.id, report, agency, scene, "perhaps_filed" if waiting.begun else "by_hand")


def refer(report: Report, agency: Agency, person: Person, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """The report is the agency's from now on: it is sent there, or the officer gets the text to send."""
    before = scene.world.referrals.get(report.id)
    report = replace(report, referred_to=agency.name)
    say = scene.say_about(report)
    if before is not None and before.sent_at is not None and before.agency == agency.name:
        filed = say("referral.filed", folio=report.folio, state=how_it_stands(report, scene))
        yield Send(note_to(person.id, report, filed))
    elif before is not None and before.is_sent:
        # they may have it; or it is with another agency, and one number is all that is kept
        yield from by_hand(
            person.id, report, agency, scene, "perhaps_filed" if before.agency == agency.name else "by_hand"
        )
    elif can_be_sent(report, agency):
        due_at = scene.now + PATIENCE
        yield from save(Referral(report_id=report.id, agency=agency.name, at=scene.now, due_at=due_at), scene)
        sending = say("referral.sending", folio=report.folio, agency=agency.name)
        yield Send(note_to(person.id, report, sending))
    else:
        if before is not None:
            yield from save(withdrawn(before), scene)
        yield from by_hand(person.id, report, agency, scene)
    yield from respond(report, State.REFERRED, person, standing, scene)


def can_be_sent(report: Report, agency: Agency) -> bool:
    """Whether the agency takes this by Open311, and it is known where it is."""
    return agency.open311 is not None and report.category in agency.open311.services and report.place.known
