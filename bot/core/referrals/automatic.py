"""Reports that go to an agency without anybody's tap, once all is known that has to be, or nobody adds to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.core.effects import Effect, SaveReferral
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.referrals.agency import Agency
from bot.core.referrals.model import Referral
from bot.core.referrals.referring import agencies_for
from bot.core.reports.lifecycle import CLOSED
from bot.core.reports.report_line import missing
from bot.core.rules.model import Rules
from bot.core.scene import Scene

PATIENCE = timedelta(minutes=1)
"""How long the agency waits after the last word: so long may a wrong tap be taken back, or a wrong number mended."""


def automatic_referral(report: Report, scene: Scene) -> Iterator[Effect]:
    """Note when the report, as it is now, is to go; what has begun to go is not touched any more."""
    before = scene.world.referrals.get(report.id)
    if before is not None and (before.is_sent or before.attempts or report.state is State.REFERRED):
        return
    agency = _automatic_agency(report, scene.rules)
    if agency is None or report.state in CLOSED or not report.place.known:
        if before is not None and before.due_at is not None:
            yield SaveReferral(withdrawn(before))
        return
    due_at = scene.now + PATIENCE
    if not _is_complete(report, scene.rules):
        due_at = max(due_at, report.opened_at + scene.rules.report.follow_up)
    waiting = before or Referral(report_id=report.id, agency=agency.name, at=scene.now)
    yield SaveReferral(replace(waiting, agency=agency.name, due_at=due_at, last_error=None))


def withdrawn(referral: Referral) -> Referral:
    """The referral, not to be sent any more."""
    return replace(referral, due_at=None, last_error="withdrawn")


def _automatic_agency(report: Report, rules: Rules) -> Agency | None:
    """The only one that may take it, where that one wants no tap."""
    agencies = agencies_for(report, rules)
    only = agencies[0] if len(agencies) == 1 else None
    return only if only is not None and only.open311 is not None and only.open311.automatic else None


def _is_complete(report: Report, rules: Rules) -> bool:
    """Whether all that a report must say was said, and found."""
    return not {*rules.report.require, "place"}.intersection(missing(report, rules.report))
