"""A wrong tap can be taken back for a minute: the report stands again as it did before, and goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.answers.closing_words import asks_for_outcome, tells_of_this_closing
from bot.core.effects import Effect, Withdraw
from bot.core.log_rows import happened
from bot.core.model.incoming import Person
from bot.core.model.kinds import State
from bot.core.model.report import Report, Undo
from bot.core.referrals.notes import taken_back
from bot.core.reports.lifecycle import CLOSED
from bot.core.reports.telling import show
from bot.core.scene import Scene, Standing

UNDO_FOR = timedelta(minutes=1)


def remembered(report: Report, by: Person, at: datetime) -> Undo:
    """How the report stands before somebody moves it."""
    return Undo(
        by_id=by.id,
        until=at + UNDO_FOR,
        state=report.state,
        owner_id=report.owner_id,
        owner_name=report.owner_name,
        owned_at=report.owned_at,
        answered_at=report.answered_at,
        acknowledged_at=report.acknowledged_at,
        en_route_at=report.en_route_at,
        on_scene_at=report.on_scene_at,
        escalation_step=report.escalation_step,
        escalate_at=report.escalate_at,
    )


def take_back(report: Report, before: Undo, by: Person, standing: Standing, scene: Scene) -> Iterator[Effect]:
    """Undo the last move. What became due meanwhile the next sweep does; of a closing nobody hears any more."""
    yield happened(report, "undone", scene, report.state, by=by, standing=standing)
    if report.state in CLOSED:
        # what is shown next must not bring them back
        yield from scene.world.foresee(
            Withdraw(post.outgoing.key)
            for post in scene.world.posts_of(report.id)
            if asks_for_outcome(post, report) or tells_of_this_closing(post, report)
        )
    if report.state is State.REFERRED:
        yield from taken_back(report, scene)
    yield from show(_restored(report, before, scene.now), scene)


def lapse(report: Report, scene: Scene) -> Iterator[Effect]:
    """The minute is over: nothing is left to take back, and whoever moved it is no longer offered to."""
    yield from show(replace(report, undo=None), scene)


def _restored(report: Report, before: Undo, at: datetime) -> Report:
    was_told_since = before.state is State.RECEIVED and report.forwarded_at is not None
    return replace(
        report,
        state=State.FORWARDED if was_told_since else before.state,
        owner_id=before.owner_id,
        owner_name=before.owner_name,
        owned_at=before.owned_at,
        answered_at=before.answered_at,
        acknowledged_at=before.acknowledged_at,
        en_route_at=before.en_route_at,
        on_scene_at=before.on_scene_at,
        escalation_step=before.escalation_step,
        escalate_at=before.escalate_at,
        closed_at=None,
        outcome="",
        referred_to="",
        undo=None,
        updated_at=at,
        ask_at=None,
        asks=0,
    )
