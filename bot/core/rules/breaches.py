"""What may stand in the group, and what follows from breaches, as the rules say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.core.model.kinds import Category, Kind, Reason


@dataclass(frozen=True, slots=True)
class WordRules:
    """Local vocabulary, plain words or phrases: what means this here (``add``), and what does not (``except_``)."""

    add: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """Where somebody is told why their message went, and how long that stands in the group."""

    where: Literal["private_or_group", "group", "private"] = "private_or_group"
    lasts: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class CustomRule:
    """The administrators' own: whoever writes one of these words breaks the rules. Known as ``rules.<id>``."""

    id: str
    words: tuple[str, ...]
    reason: Reason

    @property
    def rule(self) -> str:
        """The id under which a judgement names it."""
        return f"rules.{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRules:
    """What may stand in the group.

    Attributes:
        media: every kind that somebody can send, True where it is allowed (``SERVICE`` and ``UNKNOWN`` are not in it).
        topics: every reason, True where it is rejected.
        certainty: 0 to 1; below it nothing is done against an author.
    """

    media: Mapping[Kind, bool]
    topics: Mapping[Reason, bool]
    words: Mapping[Reason | Category, WordRules] = field(default_factory=dict)
    custom: tuple[CustomRule, ...] = ()
    certainty: float = 0.6
    notice: NoticeRules = NoticeRules()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder of sanctions; only a mute ``lasts``."""

    kind: Literal["warn", "mute", "expel", "propose_expulsion"]
    lasts: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionRules:
    """What follows from the first breach, the second, …; a breach counts until ``forget_after``."""

    ladder: tuple[Step, ...] = (Step("warn"), Step("mute", timedelta(hours=1)), Step("propose_expulsion"))
    forget_after: timedelta = timedelta(days=30)
