"""Where a report was referred to, in few words, for all that show the report."""

from __future__ import annotations

from bot.core.model.report import Report
from bot.core.scene import Scene


def how_it_stands(report: Report, scene: Scene) -> str:
    """The agency and its own folio, as far as they are known; empty where it was not referred."""
    say = scene.say_about(report)
    referral = scene.world.referrals.get(report.id)
    folio = referral.folio if referral is not None else None
    name = report.referred_to or (referral.agency if referral is not None and referral.sent_at is not None else "")
    if not name:
        return ""
    if folio is None or (referral is not None and referral.agency != name):
        return say("referral.to", agency=name)
    done = referral is not None and referral.is_closed
    return say("referral.closed_there" if done else "referral.to_with_folio", agency=name, number=folio)
