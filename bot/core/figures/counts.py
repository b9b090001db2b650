"""How many: by category, by quadrant, by outcome; which are emergencies, which are still open; what was removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.figures.history import History, Mention, mention_of
from bot.core.model.kinds import Category, Reason, State
from bot.core.reports.lifecycle import CLOSED

FIELD_ORDER = (
    *(Category.PUBLIC_SPACE, Category.SUSPICIOUS_PERSON, Category.URBAN_SERVICE, Category.THEFT),
    *(Category.NEIGHBOR_DISPUTE, Category.GAS_LEAK, Category.NOTICE, Category.POLICE_CONDUCT, Category.INJURY),
    *(Category.ACCIDENT, Category.VIOLENCE, Category.FIRE, Category.EXPLOSION, Category.COLLAPSE),
    *(Category.KIDNAPPING, Category.DEATH),
)
"""What people report, in the order of the field study: the same in every text and picture, so that they compare."""


class InQuadrants(Protocol):
    """Whatever lies in quadrants."""

    @property
    def quadrants(self) -> tuple[str, ...]:
        """Their codes."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports counted by something that ``missing`` of them lack; ``shared`` of them count more than once."""

    counts: tuple[tuple[str, int], ...]
    missing: int = 0
    shared: int = 0

    def of(self, name: str) -> int:
        """How many of this name."""
        return dict(self.counts).get(name, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What became of reports: each is in exactly one of these.

    ``open``: not closed. ``held``: told of looks alone and was passed on to nobody.
    """

    resolved: int = 0
    unresolved: int = 0
    false_alarm: int = 0
    referred: int = 0
    open: int = 0
    held: int = 0

    @property
    def reports(self) -> int:
        """All of them."""
        return self.resolved + self.unresolved + self.false_alarm + self.referred + self.open + self.held


def by_category(histories: Iterable[History]) -> Tally:
    """Reports by category, in the order of the field study; those that nobody has given one are missing."""
    found = Counter(each.category for each in histories)
    return Tally(tuple((each.value, found[each]) for each in FIELD_ORDER if found[each]), missing=found[None])


def by_quadrant(histories: Sequence[InQuadrants]) -> Tally:
    """Reports by quadrant, by code. One on a border counts in each of its quadrants, and as shared."""
    found = Counter(code for each in histories for code in set(each.quadrants))
    return Tally(
        tuple(sorted(found.items())),
        missing=sum(not each.quadrants for each in histories),
        shared=sum(len(set(each.quadrants)) > 1 for each in histories),
    )


def by_outcome(histories: Iterable[History]) -> Outcomes:
    """What became of them."""
    found = Counter(str(each.state) if each.state in CLOSED else "held" if each.held else "open" for each in histories)
    return Outcomes(**found)


def by_agency(histories: Iterable[History]) -> tuple[tuple[str, int], ...]:
    """Reports that were closed by referring them, by agency, the most first."""
    found = Counter(each.agency for each in histories if each.state is State.REFERRED)
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def emergencies(histories: Iterable[History]) -> tuple[Mention, ...]:
    """The emergencies with what had become of them, in the order in which they were written."""
    return tuple(sorted((mention_of(each) for each in histories if each.emergency), key=lambda each: each.written_at))


def still_open(histories: Iterable[History]) -> tuple[Mention, ...]:
    """Reports that were not closed, emergencies first, then those open for longest. Held ones wait for nobody."""
    found = (mention_of(each) for each in histories if each.is_open)
    return tuple(sorted(found, key=lambda each: (not each.emergency, each.written_at)))


def removed_by_reason(removed: Mapping[Reason | None, int]) -> tuple[tuple[Reason | None, int], ...]:
    """Messages that were removed, by reason, the most first; None: without one."""
    return tuple(sorted(removed.items(), key=lambda item: (-item[1], item[0] or "")))


def late_reports(histories: Iterable[History]) -> int:
    """Reports that came in only after the moment as of which they are told, because nobody could reach the bot."""
    return sum(each.late for each in histories)
