"""A pressed button: what is answered above it, and whether who pressed it may do what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.answering import answer_tap
from bot.core.effects import Effect
from bot.core.log_rows import refused
from bot.core.model.incoming import Person, Tap
from bot.core.model.report import Report
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene, Standing
from bot.locales import Sentences


@dataclass(frozen=True, slots=True)
class Tapped:
    """A report whose button somebody pressed. Data may be forged: what they may do is in ``standing`` alone."""

    tap: Tap
    report: Report
    group: GroupRules
    standing: Standing
    scene: Scene

    @property
    def person(self) -> Person:
        """Who pressed it."""
        return self.tap.person

    @property
    def say(self) -> Sentences:
        """The catalogue in the language of the report's group."""
        return self.scene.say(self.group)

    def answer(self, sentence: str, **values: object) -> Effect:
        """The pop-up's words."""
        return answer_tap(self.tap, self.say(sentence, folio=self.report.folio, **values))

    def refuse(self, sentence: str, what: str, **values: object) -> Iterator[Effect]:
        """The words that say why not; the log has the attempt, and ``what`` was wanted."""
        yield self.answer(sentence, **values)
        yield refused(what, self.person, self.scene, self.report)


def tapped(tap: Tap, report_id: int | None, scene: Scene) -> Tapped | None:
    """The report that the button names; None where there is none, or the rules have its group no longer."""
    report = scene.world.reports.get(report_id) if report_id is not None else None
    group = scene.group_rules(report.group_id) if report is not None else None
    if report is None or group is None:
        return None
    return Tapped(tap, report, group, scene.standing_towards(report, tap.person), scene)


def refuse(tap: Tap, words: str, what: str, scene: Scene) -> Iterator[Effect]:
    """The same where it is about no report: the pop-up's words, and the attempt in the log."""
    yield answer_tap(tap, words)
    yield refused(what, tap.person, scene)
