"""What became of a report that was sent to an agency, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core import buttons
from bot.core.administrators import tell_administrators
from bot.core.answers.closing_words import words_to_who_reported
from bot.core.effects import Effect, Send
from bot.core.log_rows import happened
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.outgoing import Button
from bot.core.referrals.agency import Open311
from bot.core.referrals.line import how_it_stands
from bot.core.referrals.model import Referral
from bot.core.referrals.notes import by_hand, note_to, save, stopped, who_referred
from bot.core.referrals.referring import agency_named, description
from bot.core.reports.lifecycle import CLOSED, UNANSWERED, moved
from bot.core.reports.telling import show
from bot.core.scene import Scene
from bot.core.wording import place_of, quoted

GIVEN_UP_AFTER = timedelta(days=1)
"""How long it is tried to hand a report over."""
TOLD_AFTER = timedelta(minutes=10)
"""From then on whoever handed it over knows that it waits."""
BETWEEN_LOOKS = timedelta(days=1)
LOOKED_AFTER = timedelta(days=90)
"""How long an agency is asked what became of a report: what Open311 lets anybody ask for."""
_LONGEST_NOTES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What an agency's service is to be sent, as it is now."""

    service: Open311
    service_code: str
    description: str
    folio: str
    address: str | None
    latitude: float | None
    longitude: float | None


def filing(referral: Referral, report: Report, scene: Scene) -> Filing | None:
    """What to send; None where nothing is to be sent any more: police have closed it, or the rules have changed."""
    agency = agency_named(referral.agency, scene.rules)
    service_code = (
        agency.open311.services.get(report.category) if agency and agency.open311 and report.category else None
    )
    if agency is None or agency.open311 is None or service_code is None:
        return None
    handed_over = report.state is State.REFERRED and report.referred_to == agency.name
    if (report.state in CLOSED and not handed_over) or not report.place.known:
        return None
    say, place = scene.say_about(report), report.place
    named = place.street or place.landmark
    return Filing(
        service=agency.open311,
        service_code=service_code,
        description=description(report, scene),
        folio=report.folio,
        address=", ".join(part for part in (place_of(place, say), scene.rules.city) if part) if named else None,
        latitude=place.pin.latitude if place.pin else None,
        longitude=place.pin.longitude if place.pin else None,
    )


def on_filed(report_id: int, folio: str | None, token: str | None, scene: Scene) -> Iterator[Effect]:
    """The agency has it, under its own number or, for now, under a token."""
    referral, report = scene.world.referrals.get(report_id), scene.world.reports.get(report_id)
    if referral is None or report is None or referral.folio is not None:
        return
    first = referral.sent_at is None
    again_at = scene.now + (BETWEEN_LOOKS if folio is not None else timedelta(minutes=1))
    yield from save(
        replace(
            referral,
            begun=False,
            sent_at=referral.sent_at or scene.now,
            folio=folio,
            token=token,
            due_at=again_at,
            last_error=None,
        ),
        scene,
    )
    say = scene.say_about(report)
    number = say("referral.number", agency=referral.agency, number=folio) if folio else referral.agency
    yield happened(report, "filed", scene, number)
    by_itself = first and report.state in UNANSWERED
    if by_itself:
        report = replace(moved(report, State.REFERRED, scene.now), referred_to=referral.agency)
        yield happened(report, State.REFERRED, scene, referral.agency)
    yield from _tell_who_referred(report, "filed" if folio else "filed_without_folio", scene)
    yield from show(report, scene)
    if by_itself:
        yield from (Send(word) for word in words_to_who_reported(report, None, scene))


def on_not_filed(report_id: int, error: str, scene: Scene, *, perhaps: bool = False) -> Iterator[Effect]:
    """The agency will not take it, or nobody can tell whether it did: from here on it is for humans to bring."""
    referral, report = scene.world.referrals.get(report_id), scene.world.reports.get(report_id)
    if referral is None or report is None or referral.sent_at is not None:
        return
    yield from save(replace(referral, due_at=None, begun=perhaps, last_error=error), scene)
    yield happened(report, "not_filed", scene, f"{referral.agency}: {error}")
    group = scene.group_rules(report.group_id)
    what = "perhaps_filed" if perhaps else "not_filed"
    words = scene.say(group)(f"admin.{what}", folio=report.folio, agency=referral.agency, error=error)
    text = "\n\n".join([words, description(report, scene)])
    yield from tell_administrators(f"referral:{report.id}:{referral.at:%Y%m%d%H%M%S}", text, scene, group)
    agency = agency_named(referral.agency, scene.rules)
    if agency is not None:
        for person_id in who_referred(report, scene):
            yield Send(stopped(person_id, report, agency.name, scene))
            yield from by_hand(person_id, report, agency, scene, what)
    yield from show(report, scene)


def on_put_off(report_id: int, due_at: datetime | None, error: str, scene: Scene, *, begun: bool) -> Iterator[Effect]:
    """It did not get there, or its end is unknown (``begun``): to be looked after then, or (None) never again."""
    referral, report = scene.world.referrals.get(report_id), scene.world.reports.get(report_id)
    if referral is None or report is None:
        return
    if referral.sent_at is None and not begun:  # this time it did not arrive; of the times before nobody knows
        referral = replace(referral, attempts=max(referral.attempts - 1, 0))
        begun = referral.attempts > 0
    if referral.due_at is None:  # somebody has stopped it meanwhile
        yield from save(replace(referral, begun=begun), scene)
        return
    referral = replace(referral, due_at=due_at, begun=begun, last_error=error)
    yield from save(referral, scene)
    if referral.waits and scene.now - referral.at >= TOLD_AFTER:
        yield from _tell_that_it_waits(referral, report, scene)


def _tell_that_it_waits(referral: Referral, report: Report, scene: Scene) -> Iterator[Effect]:
    """In the place of what they were told before, with a button for who would rather send it themselves."""
    agency = agency_named(referral.agency, scene.rules)
    if agency is None:
        return
    say, until = scene.say_about(report), scene.local(referral.at + GIVEN_UP_AFTER)
    words = say("referral.waits", folio=report.folio, agency=agency.name, moment=f"{until:%d/%m %H:%M}")
    button = Button(say("referral.by_myself"), buttons.encode(buttons.Refer(report.id, agency.key)))
    for person_id in who_referred(report, scene):
        yield Send(note_to(person_id, report, words, keyboard=((button,),)))


def on_looked(report_id: int, closed: bool, notes: str, scene: Scene) -> Iterator[Effect]:
    """What the agency says today of what it was sent."""
    referral, report = scene.world.referrals.get(report_id), scene.world.reports.get(report_id)
    if referral is None or report is None or referral.sent_at is None or referral.due_at is None:
        return
    if not closed:
        over = scene.now - referral.sent_at >= LOOKED_AFTER
        due_at = None if over else scene.now + BETWEEN_LOOKS
        yield from save(replace(referral, due_at=due_at, last_error="still open" if over else None), scene)
        return
    yield from save(replace(referral, due_at=None, last_error=None), scene)
    said = quoted(" ".join(notes.split()), _LONGEST_NOTES)
    yield happened(report, "agency_closed", scene, ": ".join(part for part in (referral.agency, said) if part))
    yield from _tell_who_referred(report, "closed", scene, notes=said)
    yield from show(report, scene)


def _tell_who_referred(report: Report, sentence: str, scene: Scene, notes: str = "") -> Iterator[Effect]:
    say = scene.say_about(report)
    words = say(f"referral.{sentence}", folio=report.folio, state=how_it_stands(report, scene), notes=notes).strip()
    for person_id in who_referred(report, scene):
        yield Send(note_to(person_id, report, words))
