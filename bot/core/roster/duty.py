"""Who is on duty: as the rules say it, and as those who serve have changed it among themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core.roster.shifts import Slot, running

if TYPE_CHECKING:
    from bot.core.roster.model import DutyChange
    from bot.core.rules.model import Commander, Officer, Rules, Shift

Changes = Mapping[tuple[str, datetime, str], "DutyChange"]
"""By quadrant, start of the shift, and officer's name: see `World.duty_changes`."""

UNCHANGED: Changes = MappingProxyType({})


def current_shift(rules: Rules, at: datetime) -> Shift | None:
    """The shift that runs at this moment; the first to begin where several do, None where none does."""
    return next((turn.shift for turn in running(rules, at)), None)


def serving(rules: Rules, slot: Slot, changes: Changes = UNCHANGED) -> tuple[Officer, ...]:
    """The officers of one slot, leaders first.

    Who was put there from another quadrant is named as of this one, where they lead nobody.
    """
    here = {
        name: change.on
        for (quadrant, starts_at, name), change in changes.items()
        if (quadrant, starts_at) == (slot.quadrant, slot.starts_at)
    }
    planned = [o for o in rules.officers if o.quadrant == slot.quadrant and slot.shift in o.shifts]
    names = {officer.name for officer in planned}
    present = [officer for officer in planned if here.get(officer.name, True)]
    added = (_named(rules, name, slot.quadrant) for name, on in here.items() if on and name not in names)
    return _each_once(_leaders_first([*present, *(officer for officer in added if officer is not None)]))


def on_duty(rules: Rules, codes: tuple[str, ...], at: datetime, changes: Changes = UNCHANGED) -> tuple[Officer, ...]:
    """The officers on duty in these quadrants at this moment, leaders first, each person once."""
    present = (o for slot in running_slots(rules, codes, at) for o in serving(rules, slot, changes))
    return _each_once(_leaders_first(present))


def running_slots(rules: Rules, codes: tuple[str, ...], at: datetime) -> list[Slot]:
    """The slots of these quadrants that run at this moment."""
    return [Slot(code, t.shift.name, t.starts_at, t.ends_at) for t in running(rules, at) for code in codes]


def commanders_of(rules: Rules, codes: tuple[str, ...]) -> tuple[Commander, ...]:
    """Who commands these quadrants: their sectors' commanders and those of all sectors; all where nobody does."""
    sectors = {quadrant.sector for quadrant in rules.quadrants if quadrant.code in codes}
    own = tuple(c for c in rules.commanders if sectors and (c.sector is None or c.sector in sectors))
    return own or rules.commanders


def _named(rules: Rules, name: str, quadrant: str) -> Officer | None:
    """The officer of that name, as one of that quadrant; None where the rules no longer have the name."""
    entries = [officer for officer in rules.officers if officer.name == name]
    own = next((officer for officer in entries if officer.quadrant == quadrant), None)
    return own or next((replace(officer, quadrant=quadrant, leader=False) for officer in entries), None)


def _leaders_first(officers: Iterable[Officer]) -> list[Officer]:
    return sorted(officers, key=lambda officer: not officer.leader)


def _each_once(officers: Iterable[Officer]) -> tuple[Officer, ...]:
    """One entry a person: who leads two quadrants is told once."""
    seen: dict[int | str, Officer] = {}
    for officer in officers:
        seen.setdefault(officer.telegram, officer)
    return tuple(seen.values())
