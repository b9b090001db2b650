"""The buttons of the roster: who is invited, who serves when, what was handed over. For `buttons`, which reads all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.roster.model import SECRET
from bot.core.rules.spelling import MARK

if TYPE_CHECKING:
    from bot.core.world import Needs

_REPORT = re.compile(r"[0-9]{1,18}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Show:
    """An officer wants to see a report that was handed over to them."""

    report_id: int


@dataclass(frozen=True, slots=True)
class Invite:
    """An administrator wants a link for an officer or commander; ``who``: the mark of their name."""

    who: str


@dataclass(frozen=True, slots=True)
class LookAtSlot:
    """Somebody who serves looks at the roster (``slot`` empty), or at what can be changed in one slot of it."""

    slot: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSlot:
    """A slot is handed over to that officer (``give``), taken from them, or they are put there, or off it."""

    slot: str
    officer: str
    what: str


RosterButton = Show | Invite | LookAtSlot | ChangeSlot


def encode(pressed: RosterButton) -> str:
    """The button's ``callback_data``: at most 28 bytes."""
    match pressed:
        case Show(report_id):
            return f"show:{report_id}"
        case Invite(who):
            return f"i:{who}"
        case LookAtSlot(slot):
            return f"g:{slot}"
        case ChangeSlot(slot, officer, what):
            return f"g:{slot}:{officer}:{what}"


def parse(data: str) -> RosterButton | None:
    """What was pressed, or None where the data is none of these."""
    match data.split(":"):
        case ["show", number] if _REPORT.match(number):
            return Show(int(number))
        case ["i", who] if MARK.match(who):
            return Invite(who)
        case ["g", slot] if not slot or MARK.match(slot):
            return LookAtSlot(slot)
        case ["g", slot, officer, "give" | "take" | "on" | "off" as what] if MARK.match(slot) and MARK.match(officer):
            return ChangeSlot(slot, officer, what)
        case _:
            return None


def add_needs(pressed: RosterButton, needs: Needs) -> None:
    """What deciding about it needs to have loaded; the roster itself always is."""
    match pressed:
        case Show(report_id):
            needs.reports.add(report_id)
        case Invite():
            needs.notes.add(SECRET)
        case _:
            pass
