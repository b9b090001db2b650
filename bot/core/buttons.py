"""Buttons and their wire form, which holds at most 64 bytes: the only place that knows it.

Whatever comes back is what a stranger may have forged: `parse` answers None to all that is not well formed, and
who may press what is decided elsewhere, from the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.model.kinds import State
from bot.core.outgoing import Purpose, key_of_news
from bot.core.roster import roster_buttons
from bot.core.roster.roster_buttons import ChangeSlot, Invite, LookAtSlot, Show
from bot.core.rules.spelling import MARK

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


@dataclass(frozen=True, slots=True)
class BeginRecord:
    """An officer makes a record of a report, or goes on with it."""

    report_id: int


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """A tap below a question of a record. ``step``: the one that was asked, empty below a finished record."""

    record_id: int
    step: str
    what: str


@dataclass(frozen=True, slots=True)
class Split:
    """What one witness of a report tells is another incident."""

    report_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Whoever moved a report last takes it back."""

    report_id: int


@dataclass(frozen=True, slots=True)
class NoComment:
    """The officer who closed a report has nothing to add."""

    report_id: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """Somebody who reported it says that it goes on, or a commander reopens it."""

    report_id: int


@dataclass(frozen=True, slots=True)
class Content:
    """Who reported it is content with how it ended."""

    report_id: int


@dataclass(frozen=True, slots=True)
class Publish:
    """An officer lets the group read what they wrote to the bot alone."""

    report_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Fulfil:
    """A commander says that what was agreed has been done."""

    promise_id: int


_OfItsEnd = TakeBack | NoComment | Dispute | Content
OfReport = _OfItsEnd | Respond | Refer | Split | BeginRecord | Publish | Show
"""What is pressed about one report, by its ``report_id``."""
_OfRoster = Show | Invite | LookAtSlot | ChangeSlot
Pressed = _OfRoster | OfReport | CryForHelp | DecideExpulsion | AnswerRecord | Fulfil

_RESPONSES = {
    "ack": State.ACKNOWLEDGED,
    "way": State.EN_ROUTE,
    "here": State.ON_SCENE,
    "done": State.RESOLVED,
    "open": State.UNRESOLVED,
    "false": State.FALSE_ALARM,
}
_CODES = {state: code for code, state in _RESPONSES.items()}
_OF_ITS_END: dict[str, type[_OfItsEnd]] = {"u": TakeBack, "nc": NoComment, "d": Dispute, "ok": Content}
_CODE_OF = {kind: code for code, kind in _OF_ITS_END.items()}
_NUMBER = re.compile(r"-?[0-9]{1,19}\Z", re.ASCII)
_WORD = re.compile(r"[a-z_]{0,16}\Z", re.ASCII)
_BIGGEST = 2**63 - 1


def encode(pressed: Pressed) -> str:
    """The button's ``callback_data``."""
    match pressed:
        case Respond(report_id, state):
            return f"r:{report_id}:{_CODES[state]}"
        case Refer(report_id, agency):
            return f"to:{report_id}:{agency}"
        case BeginRecord(report_id):
            return f"b:{report_id}"
        case AnswerRecord(record_id, step, what):
            return f"p:{record_id}:{step}:{what}"  # two words of up to 16 letters
        case Split(report_id, person_id):
            return f"split:{report_id}:{person_id}"
        case TakeBack(report_id) | NoComment(report_id) | Dispute(report_id) | Content(report_id):
            return f"{_CODE_OF[type(pressed)]}:{report_id}"
        case Fulfil(promise_id):
            return f"kept:{promise_id}"
        case Publish(report_id, message_id):
            return f"pub:{report_id}:{message_id}"
        case CryForHelp(chat_id, message_id):
            return f"sos:{chat_id}:{message_id}"
        case Show() | Invite() | LookAtSlot() | ChangeSlot():
            return roster_buttons.encode(pressed)
        case DecideExpulsion(chat_id, person_id, message_id, expel):
            # three ids of up to 14 digits each stay below the 64 bytes
            return f"x:{chat_id}:{person_id}:{message_id}:{'yes' if expel else 'no'}"


def parse(data: str) -> Pressed | None:
    """What was pressed, or None where the data is none of ours."""
    match data.split(":"):
        case ["r", *numbers, code] if code in _RESPONSES and (ids := _ids(numbers, 1)):
            return Respond(ids[0], _RESPONSES[code])
        case ["to", *numbers, agency] if MARK.match(agency) and (ids := _ids(numbers, 1)):
            return Refer(ids[0], agency)
        case ["b", *numbers] if ids := _ids(numbers, 1):
            return BeginRecord(ids[0])
        case ["p", number, step, what] if (ids := _ids([number], 1)) and _WORD.match(step) and _WORD.match(what):
            return AnswerRecord(ids[0], step, what)
        case ["split", *numbers] if ids := _ids(numbers, 2):
            return Split(ids[0], ids[1])
        case [code, *numbers] if code in _OF_ITS_END and (ids := _ids(numbers, 1)):
            return _OF_ITS_END[code](ids[0])
        case ["kept", *numbers] if ids := _ids(numbers, 1):
            return Fulfil(ids[0])
        case ["pub", *numbers] if ids := _ids(numbers, 2):
            return Publish(ids[0], ids[1])
        case ["sos", *numbers] if ids := _ids(numbers, 2):
            return CryForHelp(ids[0], ids[1])
        case ["x", *numbers, "yes" | "no" as answer] if ids := _ids(numbers, 3):
            return DecideExpulsion(ids[0], ids[1], ids[2], expel=answer == "yes")
        case _:
            return roster_buttons.parse(data)


def add_needs(data: str, person_id: int, needs: Needs) -> None:
    """Name what deciding about this button needs to have loaded, when this person presses it."""
    match parse(data):
        case Respond(report_id) | Refer(report_id):
            needs.reports.add(report_id)
        case Show() | Invite() | LookAtSlot() | ChangeSlot() as of_roster:
            roster_buttons.add_needs(of_roster, needs)
        case BeginRecord(report_id):
            needs.reports.add(report_id)
            needs.chats.add(person_id)  # with the records that they make
        case AnswerRecord(record_id):
            needs.records.add(record_id)
        case Split(report_id, witness_id):
            needs.reports.add(report_id)
            needs.people.add(witness_id)  # and with them what they wrote of it
        case TakeBack(report_id) | NoComment(report_id) | Dispute(report_id) | Content(report_id):
            needs.reports.add(report_id)
        case Fulfil():
            needs.promises = True
        case Publish(report_id, message_id):
            needs.reports.add(report_id)
            needs.messages.add((person_id, message_id))
            needs.keys.add(f"relay:{report_id}:{person_id}:{message_id}")
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
