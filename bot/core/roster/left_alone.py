"""An emergency whose owner, or whoever was told of it, is gone in the middle of a shift, or at its end without anybody
to come: somebody is called.

Whoever comes on duty learns of it by what they are handed. Those who have been there all the time have it already, and
would not hear of the edit of their alert.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.effects import Effect, Send
from bot.core.model.report import Report
from bot.core.reports import alerts
from bot.core.reports.recipients import Recipient, recipients_of, with_told, without_it
from bot.core.reports.telling import nobody_told, show
from bot.core.rules.model import Officer
from bot.core.scene import Scene


def nobody_has_it(report: Report, scene: Scene) -> bool:
    """Whether of all who were told of it none can be written to any more, or serves."""
    group = scene.group_rules(report.group_id)
    have = recipients_of(report, scene)
    return not any(scene.can_write(each.id) and scene.is_police(each.id, group) for each in have)


def call(report: Report, people: list[Recipient], present: Sequence[Officer], scene: Scene) -> Iterator[Effect]:
    """Ring at those who have it, tell those who do not; where there is nobody, the administrators."""
    new = without_it(people, report, scene)
    report = with_told(report, new)
    yield from alerts.tell(report, new, scene, elsewhere=not present)
    for each in people:
        if each not in new:
            yield Send(alerts.reminder(report, each, f"{alerts.LEFT}@{scene.now:%y%m%d%H%M%S}", scene))
    yield from show(report, scene)
    if not people:
        yield from nobody_told(report, scene)
