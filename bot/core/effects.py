"""What a decision asks to be recorded. Storage writes them, all in one transaction; `World.apply` foresees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.cabinet.promise import Promise
from bot.core.model.kept import Acquaintance, Group, Seen, Strike
from bot.core.model.meaning import Picture
from bot.core.model.report import LogRow, Report
from bot.core.outgoing import Outgoing
from bot.core.referrals.model import Referral
from bot.core.roster.model import DutyChange, Invitation
from bot.core.scene_record.model import SceneRecord


@dataclass(frozen=True, slots=True)
class SaveMessage:
    """Store a message, or the new version of a stored one."""

    seen: Seen


@dataclass(frozen=True, slots=True)
class SaveReport:
    """Store a report as it now is, new or changed."""

    report: Report


@dataclass(frozen=True, slots=True)
class Log:
    """Add a row to the response log."""

    row: LogRow


@dataclass(frozen=True, slots=True)
class AddStrike:
    """Count a breach."""

    strike: Strike


@dataclass(frozen=True, slots=True)
class ForgiveStrike:
    """The message turned out to be a cry for help: it was no breach."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Know:
    """Remember a person, or what has changed about them."""

    who: Acquaintance


@dataclass(frozen=True, slots=True)
class BindName:
    """An ``@name`` of the rules belongs to this id from now on (lower case, without the ``@``)."""

    name: str
    person_id: int


@dataclass(frozen=True, slots=True)
class SaveGroup:
    """Remember a group, or what has changed about it."""

    group: Group


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """A group has a new id: everything that still waits for the old one goes to the new one."""

    chat_id: int
    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Send:
    """Put something into the outbox, or revise what has the same key."""

    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a `Say` back: not sent if it still waits, deleted if it stands."""

    key: str


@dataclass(frozen=True, slots=True)
class Renew:
    """Somebody can be written to at last: the news that Telegram refused to bring them today are sent again."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class LookAt:
    """Have a message's picture looked at, not before ``due_at``. It survives the end of the program."""

    chat_id: int
    message_id: int
    file_id: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """Remember what was seen in a message's picture (None: it could not be read); nothing is left to look at."""

    chat_id: int
    message_id: int
    file_id: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class SaveInvitation:
    """Store an invitation, new or used."""

    invitation: Invitation


@dataclass(frozen=True, slots=True)
class ChangeDuty:
    """Somebody serves, or does not, in one shift of one quadrant."""

    change: DutyChange


@dataclass(frozen=True, slots=True)
class SaveRecord:
    """Store a record made at the scene, new or changed."""

    record: SceneRecord


@dataclass(frozen=True, slots=True)
class SaveReferral:
    """Store how far a report is on its way to an agency; what is due is sent, whatever ends the program."""

    referral: Referral


@dataclass(frozen=True, slots=True)
class SavePromise:
    """Store what was agreed at the security cabinet, new or fulfilled."""

    promise: Promise


@dataclass(frozen=True, slots=True)
class Remember:
    """A note for later: what was done once and must not be done again."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Forget:
    """A note has served its purpose."""

    key: str


Effect = (
    SaveMessage
    | SaveReport
    | Log
    | AddStrike
    | ForgiveStrike
    | Know
    | BindName
    | SaveGroup
    | MoveGroup
    | Send
    | Withdraw
    | Renew
    | LookAt
    | KeepPicture
    | SaveInvitation
    | ChangeDuty
    | SaveRecord
    | SaveReferral
    | SavePromise
    | Remember
    | Forget
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from one incoming thing: a short reason for the program's log, and the effects in order."""

    reason: str
    effects: tuple[Effect, ...] = ()
