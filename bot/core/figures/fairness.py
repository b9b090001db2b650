"""Reports of suspicious people: how many name a deed and not only looks, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.figures.counts import Outcomes, by_outcome
from bot.core.figures.history import Conduct, History


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Reports of suspicious people, by when somebody said what the person was doing.

    Attributes:
        at_once, when_asked: what came of those that named a deed in their first words, and once the bot had asked.
        never: of those that told of looks alone to the end: the bot passed them on to nobody.
    """

    at_once: Outcomes
    when_asked: Outcomes
    never: Outcomes

    @property
    def reports(self) -> int:
        """All of them."""
        return self.at_once.reports + self.when_asked.reports + self.never.reports


def conduct_named(histories: Iterable[History]) -> Fairness:
    """Reports of suspicious people, and those that the bot took for such and asked about, by when a deed was named."""
    found: dict[Conduct, list[History]] = {each: [] for each in Conduct}
    for history in histories:
        if history.conduct is not None:
            found[history.conduct].append(history)
    return Fairness(
        at_once=by_outcome(found[Conduct.AT_ONCE]),
        when_asked=by_outcome(found[Conduct.WHEN_ASKED]),
        never=by_outcome(found[Conduct.NEVER]),
    )
