"""Who takes care of what is no matter for the police, as the rules name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.model.kinds import Category
from bot.core.rules.spelling import mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311:
    """How to reach an agency's Open311 GeoReport v2 service.

    Attributes:
        url: what ``/requests.json`` is appended to.
        services: the agency's code for each category.
        key: name of the environment's variable that holds the key.
        automatic: reports go there without anybody's tap.
    """

    url: str
    services: Mapping[Category, str] = field(default_factory=dict)
    jurisdiction: str | None = None
    key: str | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Somebody who takes reports of these categories.

    Attributes:
        words: what tells it from others that take the same category.
        contact: how people reach it, in a line.
        quadrants: where it serves; everywhere, unless any are named.
    """

    name: str
    categories: tuple[Category, ...]
    words: tuple[str, ...] = ()
    contact: str = ""
    quadrants: tuple[str, ...] = ()
    open311: Open311 | None = None

    @property
    def key(self) -> str:
        """What stands for its name in a button."""
        return mark_of(self.name)
