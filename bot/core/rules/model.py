"""The rules as values: what ``rules.yaml`` says once it has been read and found right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Kind, Reason, SisterTopic
from bot.core.referrals.agency import Agency
from bot.core.rules.breaches import SanctionRules, ScreeningRules

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Language = Literal["es", "en"]
Handle = int | str
"""Somebody on Telegram: an id; an ``@name`` in lower case without the ``@``; or, for whom the rules give neither,
what a link binds: ``+`` and their name in small letters, which no ``@name`` can be."""


@dataclass(frozen=True, slots=True)
class SisterGroup:
    """Another chat of the neighbourhood, for what does not belong in this one."""

    name: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRules:
    """One neighbourhood's group. ``folio`` is the prefix of its folios: ``CUA`` in ``CUA-000123``."""

    chat: int
    name: str
    folio: str
    quadrants: tuple[str, ...]
    administrators: tuple[Handle, ...] = ()
    sister_groups: Mapping[SisterTopic, SisterGroup] = field(default_factory=dict)
    language: Language | None = None  # None: that of the whole file


@dataclass(frozen=True, slots=True)
class StreetPart:
    """A street, or the part of it with these house numbers (both ends included). ``numbers`` None: all of it."""

    name: str
    numbers: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrant:
    """The police's basic area: by its streets, by its polygon, or by both. ``area`` is in degrees, x = longitude."""

    code: str
    sector: str
    streets: tuple[StreetPart, ...] = ()
    area: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """Local wall-clock hours from ``start`` up to ``end``; one that ends earlier than it starts crosses midnight."""

    name: str
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A police officer of one quadrant, and the shifts (by name) that they work."""

    name: str
    telegram: Handle
    quadrant: str
    shifts: tuple[str, ...]
    leader: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Commander:
    """Commands a sector, or all of them (``sector`` None)."""

    name: str
    telegram: Handle
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Street:
    """A street as it is properly written, and the other ways in which people write it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that people name instead of a street."""

    name: str
    aliases: tuple[str, ...] = ()
    quadrants: tuple[str, ...] = ()
    street: str | None = None
    pin: Pin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRules:
    """What a report must say, what it is asked for besides, and how long the author's next words still join it.

    ``same_incident``: how long after somebody told of it others may tell of it again.
    """

    require: tuple[str, ...] = ("problem", "street", "number")
    ask_for: tuple[str, ...] = ("photo",)
    follow_up: timedelta = timedelta(minutes=10)
    same_incident: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """Who hears of an emergency that nobody has acknowledged ``after`` that long."""

    after: timedelta
    to: Literal["quadrant", "commander", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRules:
    """How long before its shift a quadrant without anybody is announced, and how long a link for an officer lasts."""

    announce: timedelta = timedelta(minutes=30)
    invitation_lasts: timedelta = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingRules:
    """Those on duty are asked about an open report after so long without news, so often; then no more."""

    emergency: timedelta = timedelta(minutes=15)
    other: timedelta = timedelta(hours=2)
    times: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRules:
    """When figures are sent, local time; ``weekly`` is (weekday, time) with Monday = 0, ``monthly`` (day, time)."""

    daily: time | None = None
    weekly: tuple[int, time] | None = None
    monthly: tuple[int, time] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetRules:
    """Through which quadrants the weekly security cabinet goes, from the week of ``starts`` on; none: all in order."""

    rotation: tuple[str, ...] = ()
    starts: date = date(2026, 1, 5)


Expectation = Literal["keep", "reject", "report", "emergency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A message that a rule is written for, and what should become of it.

    ``keep``: anything but removed. ``reason`` and ``category``, where given, must come out as well.
    ``line`` and ``path`` say where the rules file has it.
    """

    rule: str
    text: str
    expect: Expectation
    kind: Kind = Kind.TEXT
    reason: Reason | None = None
    category: Category | None = None
    line: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The whole of ``rules.yaml``. ``version`` is short and changes with every byte of it and of its area files."""

    language: Language
    timezone: ZoneInfo
    emergency_number: str
    groups: tuple[GroupRules, ...]
    quadrants: tuple[Quadrant, ...]
    shifts: tuple[Shift, ...]
    officers: tuple[Officer, ...]
    commanders: tuple[Commander, ...]
    emergencies: frozenset[Category]
    report: ReportRules
    screening: ScreeningRules
    sanctions: SanctionRules
    escalation: tuple[EscalationStep, ...]
    digest: DigestRules
    duty: DutyRules = DutyRules()
    streets: tuple[Street, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    agencies: tuple[Agency, ...] = ()
    asking: AskingRules = AskingRules()
    city: str = ""  # follows an address in a map link, so that the map looks in the right city
    examples: tuple[Example, ...] = ()
    cabinet: CabinetRules = CabinetRules()
    version: str = ""

    def __hash__(self) -> int:
        # some fields are mappings; the version stands for all of them, so that rules can key a cache
        return hash(self.version)

    def group(self, chat_id: int) -> GroupRules | None:
        """The group with this chat id, if it is ours."""
        return next((group for group in self.groups if group.chat == chat_id), None)

    def quadrant(self, code: str) -> Quadrant | None:
        """The quadrant with this code."""
        return next((quadrant for quadrant in self.quadrants if quadrant.code == code), None)
