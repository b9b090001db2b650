"""Buttons and their wire form, which holds at most 64 bytes: the only place that knows it.

Whatever comes back is what a stranger may have forged: `parse` answers None to all that is not well formed, and
who may press what is decided elsewhere, from the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.model import State
from bot.core.outgoing import Purpose, key_of_news

if TYPE_CHECKING:
    from bot.core.world import Needs


@dataclass(frozen=True, slots=True)
class Respond:
    """An officer moves a report to a state."""

    report_id: int
    state: State


@dataclass(frozen=True, slots=True)
class CryForHelp:
    """A removed message that the bot could not understand is an emergency, says somebody."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class DecideExpulsion:
    """An administrator decides a proposal: the person goes, or stays. ``message_id`` is the breach that led to it."""

    chat_id: int
    person_id: int
    message_id: int
    expel: bool

    @property
    def about(self) -> str:
        """The news under which the administrators were asked."""
        return f"{self.chat_id}:{self.person_id}:{self.message_id}"


@dataclass(frozen=True, slots=True)
class Refer:
    """An officer hands a report over to an agency, which ``agency`` stands for (`Agency.key`)."""

    report_id: int
    agency: str


Pressed = Respond | Refer | CryForHelp | DecideExpulsion

_RESPONSES = {
    "ack": State.ACKNOWLEDGED,
    "way": State.EN_ROUTE,
    "here": State.ON_SCENE,
    "done": State.RESOLVED,
    "open": State.UNRESOLVED,
    "false": State.FALSE_ALARM,
}
_CODES = {state: code for code, state in _RESPONSES.items()}
_NUMBER = re.compile(r"-?[0-9]{1,19}\Z", re.ASCII)
_AGENCY = re.compile(r"[0-9a-f]{10}\Z", re.ASCII)
_BIGGEST = 2**63 - 1


def encode(pressed: Pressed) -> str:
    """The button's ``callback_data``."""
    match pressed:
        case Respond(report_id, state):
            return f"r:{report_id}:{_CODES[state]}"
        case Refer(report_id, agency):
            return f"to:{report_id}:{agency}"
        case CryForHelp(chat_id, message_id):
            return f"sos:{chat_id}:{message_id}"
        case DecideExpulsion(chat_id, person_id, message_id, expel):
            # three ids of up to 14 digits each stay below the 64 bytes
            return f"x:{chat_id}:{person_id}:{message_id}:{'yes' if expel else 'no'}"


def parse(data: str) -> Pressed | None:
    """What was pressed, or None where the data is none of ours."""
    match data.split(":"):
        case ["r", *numbers, code] if code in _RESPONSES and (ids := _ids(numbers, 1)):
            return Respond(ids[0], _RESPONSES[code])
        case ["to", *numbers, agency] if _AGENCY.match(agency) and (ids := _ids(numbers, 1)):
            return Refer(ids[0], agency)
        case ["sos", *numbers] if ids := _ids(numbers, 2):
            return CryForHelp(ids[0], ids[1])
        case ["x", *numbers, "yes" | "no" as answer] if ids := _ids(numbers, 3):
            return DecideExpulsion(ids[0], ids[1], ids[2], expel=answer == "yes")
        case _:
            return None


def add_needs(data: str, person_id: int, needs: Needs) -> None:
    """Name what deciding about this button needs to have loaded, when this person presses it."""
    match parse(data):
        case Respond(report_id) | Refer(report_id):
            needs.reports.add(report_id)
        case CryForHelp(chat_id, message_id):
            needs.chats.add(chat_id)
            needs.messages.add((chat_id, message_id))
            needs.keys.add(f"answer:{chat_id}:{message_id}")
        case DecideExpulsion(chat_id, expelled_id, message_id) as decision:
            needs.chats.add(chat_id)
            needs.people.add(expelled_id)
            needs.messages.add((chat_id, message_id))
            needs.keys.add(key_of_news(Purpose.PROPOSAL, decision.about, person_id))
        case None:
            pass


def _ids(texts: list[str], count: int) -> list[int]:
    """That many 64-bit integers, or nothing if it is not what the texts are."""
    if len(texts) != count or not all(_NUMBER.match(text) for text in texts):
        return []
    numbers = [int(text) for text in texts]
    return numbers if all(abs(number) <= _BIGGEST for number in numbers) else []
