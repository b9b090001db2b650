"""Rows of the response log, made in one place: what happened to a report, when, and who did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.effects import Effect, Log, SaveReport
from bot.core.model.incoming import Person
from bot.core.model.report import Facts, LogRow, Report
from bot.core.scene import Scene, Standing


def happened(
    report: Report,
    event: str,
    scene: Scene,
    text: str = "",
    *,
    by: Person | None = None,
    standing: Standing | None = None,
) -> Log:
    """An event of the report now. ``by`` None: the program itself did it; ``standing``: as what they did it."""
    row = noted(event, scene, text, by=by, standing=standing).row
    return Log(replace(row, report_id=report.id, folio=report.folio))


def noted(
    event: str, scene: Scene, text: str = "", *, by: Person | None = None, standing: Standing | None = None
) -> Log:
    """An event that is no report's: about the roster, or a power that somebody claimed."""
    return Log(
        LogRow(
            report_id=None,
            folio="",
            at=scene.now,
            event=event,
            by_id=by.id if by else None,
            by_name=(standing.name if standing else by.name) if by else None,
            role=standing.role if standing else None,
            text=text,
        )
    )


def refused(what: str, person: Person, scene: Scene, report: Report | None = None) -> Log:
    """Somebody wanted what is not theirs, or what cannot be; about a report, as what they are where it was made."""
    if report is None:
        return noted("refused", scene, what, by=person, standing=scene.standing(person, None))
    standing = scene.standing_towards(report, person)
    return happened(report, "refused", scene, what, by=person, standing=standing)


def with_facts(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """One decision's effects, in whose rows stands what its reports are from now on."""
    decided = tuple(effects)
    saved = {effect.report.id: effect.report for effect in decided if isinstance(effect, SaveReport)}
    if not saved:
        return decided
    facts = {report_id: facts_of(report) for report_id, report in saved.items()}
    return tuple(
        Log(replace(effect.row, facts=facts[effect.row.report_id]))
        if isinstance(effect, Log) and effect.row.report_id in facts
        else effect
        for effect in decided
    )


def facts_of(report: Report) -> Facts:
    """What the log keeps of a report; who reported it stays out."""
    return Facts(
        group_id=report.group_id,
        state=report.state,
        category=report.category,
        emergency=report.emergency,
        place=report.place,
        quadrants=report.quadrants,
        witnesses=len(report.witnesses),
        happened_at=report.happened_at,
        opened_at=report.opened_at,
        forwarded_at=report.forwarded_at,
        answered_at=report.answered_at,
        on_scene_at=report.on_scene_at,
        closed_at=report.closed_at,
    )
