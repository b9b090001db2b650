"""What becomes of it: the report, and the log of all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Category, Role, State
from bot.core.model.meaning import NOWHERE, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Somebody else who reported the same incident, and the message with which they did."""

    person_id: int
    name: str
    chat_id: int
    message_id: int
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """How a report stood before somebody's last tap, which they may take back until then."""

    by_id: int
    until: datetime
    state: State
    owner_id: int | None = None
    owner_name: str | None = None
    answered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    escalation_step: int = 0
    escalate_at: datetime | None = None
    owned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One incident as the police see it.

    Attributes:
        category: None while nobody has said what it is (a tap on "it is an emergency").
        group_id: the neighbourhood's group; ``chat_id`` is where it was written, which may be a private chat.
        words: the author's own words, and what was added to them, one message a line.
        witnesses: who else reported it; their words stand with them.
        asked: what the line still asks for: "problem", "street", "place" (was said, but not found), "number", "photo";
            "conduct" is what holds a report of a suspicious person back.
        told: names of those who were told, in order.
        escalation_step: how many steps of the rules' escalation have been done.
        escalate_at: when the next one is due, or the answer about conduct; None when nothing is due any more.
        happened_at: when it happened, as the author told; None where nothing was told.
        opened_at: when it was written.
        forwarded_at: when the first on duty had it.
        answered_at: when the first human answered.
        ask_at: when those on duty are asked what became of it; None when nothing is due. ``asks``: how often they were.
        outcome: the one line that closing it asks for. ``referred_to``: the agency, where it was referred.
        disputed_at: when it was last reopened, because somebody said that it goes on; the moments of the answers are
            those since then, and the log has the earlier ones.
        owned_at: when its owner became that: what others answered before is not theirs.
    """

    id: int
    folio: str
    group_id: int
    chat_id: int
    message_id: int
    thread_id: int | None = None
    reporter_id: int
    reporter_name: str
    category: Category | None
    emergency: bool
    state: State = State.RECEIVED
    words: str = ""
    place: Place = NOWHERE
    quadrants: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    owner_id: int | None = None
    owner_name: str | None = None
    opened_at: datetime
    updated_at: datetime
    forwarded_at: datetime | None = None
    acknowledged_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    closed_at: datetime | None = None
    escalation_step: int = 0
    escalate_at: datetime | None = None
    rules_version: str = ""
    happened_at: datetime | None = None
    answered_at: datetime | None = None
    witnesses: tuple[Witness, ...] = ()
    ask_at: datetime | None = None
    asks: int = 0
    outcome: str = ""
    referred_to: str = ""
    undo: Undo | None = None
    disputed_at: datetime | None = None
    owned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was known of a report once a row of the log was written: figures of past days are made from these alone.

    The six times are those of `Report`: happened (as told), written, told, first human answer, on scene, closed.
    ``witnesses``: how many others reported it.
    """

    group_id: int
    state: State
    category: Category | None = None
    emergency: bool = False
    place: Place = NOWHERE
    quadrants: tuple[str, ...] = ()
    witnesses: int = 0
    happened_at: datetime | None = None
    opened_at: datetime
    forwarded_at: datetime | None = None
    answered_at: datetime | None = None
    on_scene_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One line of the response log, which only ever grows.

    ``event`` is a state of a report, or: opened, told, undelivered, added, edited, moved, asked, kept, said,
    escalated, refused, witnessed, split, undone, outcome, disputed, satisfied, relayed, handed_over, asked_for_news,
    recorded, filed, not_filed, agency_closed. What is no report's (``report_id`` None, ``folio`` empty): invited,
    enrolled, duty, unmanned, agreed, fulfilled.

    ``facts`` is in each row that was written together with a change of its report: the last row with facts up to a
    moment tells what the report was at that moment, whatever has become of it since. Rows of older versions have none.
    """

    report_id: int | None
    folio: str
    at: datetime
    event: str
    by_id: int | None = None
    by_name: str | None = None
    role: Role | None = None  # None: the program itself
    text: str = ""
    facts: Facts | None = None
