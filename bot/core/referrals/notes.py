"""What an officer hears of a referral in private, and what is taken back with it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.effects import Effect, SaveReferral, Send, Withdraw
from bot.core.model.report import Report
from bot.core.outgoing import Keyboard, Outgoing, Priority, Purpose, Say
from bot.core.referrals.agency import Agency
from bot.core.referrals.automatic import withdrawn
from bot.core.referrals.model import Referral
from bot.core.referrals.referring import description
from bot.core.scene import Scene


def taken_back(report: Report, scene: Scene) -> Iterator[Effect]:
    """Somebody has taken the tap back: what is not sent yet stays here; what an agency has, it has."""
    before = scene.world.referrals.get(report.id)
    if before is not None and not before.is_sent and before.due_at is not None:
        yield from save(withdrawn(before), scene)
    say = scene.say_about(report)
    for post in scene.world.posts_of(report.id):
        if not post.standing or post.outgoing.purpose is not Purpose.REFERRAL:
            continue
        if before is not None and before.is_sent:
            text = say("referral.stays", folio=report.folio, agency=before.agency)
            yield Send(note_to(post.outgoing.action.chat_id, report, text))
        else:
            yield Withdraw(post.outgoing.key)


def by_hand(
    person_id: int, report: Report, agency: Agency, scene: Scene, sentence: str = "by_hand"
) -> Iterator[Effect]:
    """The text for the agency, for an officer to send: by itself, so that it can be passed on as it is."""
    say = scene.say_about(report)
    contact = say("referral.contact", contact=agency.contact) if agency.contact else ""
    head = say(f"referral.{sentence}", folio=report.folio, agency=agency.name)
    yield Send(note_to(person_id, report, " ".join(part for part in (head, contact) if part), sentence))
    yield Send(note_to(person_id, report, description(report, scene), "text"))


def note_to(person_id: int, report: Report, text: str, part: str = "", keyboard: Keyboard = ()) -> Outgoing:
    """What an officer hears of the referral in private; the same part is one message, edited in place."""
    return Outgoing(
        key=f"referral:{report.id}:{person_id}:{part}",
        action=Say(chat_id=person_id, text=text, buttons=keyboard),
        priority=Priority.ANSWER,
        purpose=Purpose.REFERRAL,
        report_id=report.id,
    )


def stopped(person_id: int, report: Report, agency: str, scene: Scene) -> Outgoing:
    """That the program tries no more, in the place of what it promised."""
    return note_to(person_id, report, scene.say_about(report)("referral.stopped", folio=report.folio, agency=agency))


def who_referred(report: Report, scene: Scene) -> list[int]:
    """Those who handed it over by a tap, and were told so."""
    posts = [post.outgoing for post in scene.world.posts_of(report.id) if post.standing]
    return list(dict.fromkeys(each.action.chat_id for each in posts if each.purpose is Purpose.REFERRAL))


def save(referral: Referral, scene: Scene) -> Iterator[Effect]:
    """Store it, and go by it at once: the line and the alerts tell of it."""
    yield from scene.world.foresee([SaveReferral(referral)])
