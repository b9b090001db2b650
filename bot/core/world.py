"""The part of what is stored that deciding needs: loaded once for a batch, moved on by each decision.

`needs.needs_of` says what to load, storage loads it, `World.apply` foresees what storage will write, so that the
second message of a batch sees what the first one did. No I/O, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.cabinet.promise import Promise
from bot.core.effects import (
    AddStrike,
    BindName,
    ChangeDuty,
    Effect,
    Forget,
    ForgiveStrike,
    KeepPicture,
    Know,
    MoveGroup,
    Remember,
    SaveGroup,
    SaveInvitation,
    SaveMessage,
    SavePromise,
    SaveRecord,
    SaveReferral,
    SaveReport,
    Send,
    Withdraw,
)
from bot.core.model.kept import Acquaintance, Group, Seen, Strike
from bot.core.model.kinds import Reason
from bot.core.model.meaning import Picture
from bot.core.model.report import Report
from bot.core.outgoing import Outgoing, Say
from bot.core.referrals.model import Referral
from bot.core.roster.model import DutyChange, Invitation
from bot.core.scene_record.model import SceneRecord

MessageId = tuple[int, int]  # (chat_id, message_id)


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of the bot's as the outbox has it. ``message_id`` is None until Telegram has given it one.

    ``standing``: it waits to be sent, or it was sent and is not yet due to be deleted.
    """

    outgoing: Outgoing
    message_id: int | None = None
    standing: bool = True

    def asks(self, data: str) -> bool:
        """Whether it has a button with this data now."""
        action = self.outgoing.action
        return isinstance(action, Say) and any(button.data == data for row in action.buttons for button in row)


@dataclass(slots=True)
class Needs:
    """What a batch needs to know, as ids to look up."""

    chats: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    messages: set[MessageId] = field(default_factory=set)
    albums: set[str] = field(default_factory=set)
    reports: set[int] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)  # of the bot's own messages
    pictures: set[int] = field(default_factory=set)  # chats in which it matters what was seen in pictures
    invitations: set[str] = field(default_factory=set)  # hashes of the words in their links
    notes: set[str] = field(default_factory=set)
    records: set[int] = field(default_factory=set)
    promises: bool = False


@dataclass(slots=True)
class World:
    """What is stored, as far as the batch needs it.

    Attributes:
        reports: of the batch's groups, those touched in the last day, and those that are named, by id.
        messages: those that are replied to, edited, tapped about, or in the same album; what the batch's people
            sent in the last hour that has a file or a point and belongs to no report; and what they witnessed.
        strikes: of the batch's people, not yet forgotten, by (group, person), oldest first.
        people, names: acquaintances by id; ids by bound ``@name``. All names are loaded: they are few.
        groups: all of them, by their present chat id.
        posts: the bot's own, by key: those replied to or tapped, and those of the reports in ``reports``,
            and the notices that still stand in the batch's chats and with its people.
        pictures: what was seen in those of ``messages``, where that matters.
        removed_pictures: the fingerprints of the latest that were removed, by chat, each with the reason.
        invitations: those that are named, by the hash of their word.
        duty_changes: of shifts that began in the last two days or are still to come, by quadrant, start and officer.
        records: of those who write in private their own, unfinished or of ``reports``; those that are named, and of
            named reports, by id.
        referrals: those of ``reports``, by report.
        notes: those that are named, as far as they were written.
        promises: if they are asked for, all that are open, and those fulfilled in the last month.
    """

    reports: dict[int, Report] = field(default_factory=dict)
    messages: dict[MessageId, Seen] = field(default_factory=dict)
    strikes: dict[tuple[int, int], list[Strike]] = field(default_factory=dict)
    people: dict[int, Acquaintance] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    posts: dict[str, Posted] = field(default_factory=dict)
    pictures: dict[MessageId, Picture] = field(default_factory=dict)
    removed_pictures: dict[int, tuple[tuple[int, Reason], ...]] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    duty_changes: dict[tuple[str, datetime, str], DutyChange] = field(default_factory=dict)
    records: dict[int, SceneRecord] = field(default_factory=dict)
    referrals: dict[int, Referral] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    next_report_id: int = 1
    next_record_id: int = 1
    promises: dict[int, Promise] = field(default_factory=dict)
    next_promise_id: int = 1
    _keys_by_report: dict[int, dict[str, None]] | None = field(default=None, repr=False, compare=False)

    def apply(self, effects: Iterable[Effect]) -> None:
        """Move on to what will be stored once these effects are."""
        for effect in effects:
            match effect:
                case SaveMessage(seen):
                    self.messages[seen.chat_id, seen.message_id] = seen
                case SaveReport(report):
                    self.reports[report.id] = report
                    self.next_report_id = max(self.next_report_id, report.id + 1)
                case AddStrike(strike):
                    self.strikes.setdefault((strike.chat_id, strike.person_id), []).append(strike)
                case ForgiveStrike(chat_id, message_id):
                    self._forgive(chat_id, message_id)
                case Know(who):
                    self.people[who.id] = who
                case BindName(name, person_id):
                    self.names[name] = person_id
                case SaveGroup(group):
                    self.groups[group.chat_id] = group
                case KeepPicture(chat_id, message_id, _, picture) if picture is not None:
                    self.pictures[chat_id, message_id] = picture
                case SaveInvitation(invitation):
                    self._save_invitation(invitation)
                case ChangeDuty(change):
                    self.duty_changes[change.quadrant, change.starts_at, change.officer] = change
                case SaveRecord(record):
                    self.records[record.id] = record
                    self.next_record_id = max(self.next_record_id, record.id + 1)
                case SaveReferral(referral):
                    self.referrals[referral.report_id] = referral
                case SavePromise(promise):
                    self.promises[promise.id] = promise
                    self.next_promise_id = max(self.next_promise_id, promise.id + 1)
                case Remember(key, value):
                    self.notes[key] = value
                case Forget(key):
                    self.notes.pop(key, None)
                case MoveGroup(chat_id, new_chat_id):
                    self._move_group(chat_id, new_chat_id)
                case Send(outgoing) if isinstance(outgoing.action, Say):
                    self._post(outgoing)
                case Withdraw(key) if key in self.posts:
                    self.posts[key] = replace(self.posts[key], standing=False)
                case _:
                    pass  # the log and actions that leave no message are only ever written

    def foresee(self, effects: Iterable[Effect]) -> tuple[Effect, ...]:
        """Move on to these at once, for what is decided next depends on them; they are still to be recorded."""
        made = tuple(effects)
        self.apply(made)
        return made

    def _post(self, outgoing: Outgoing) -> None:
        before = self.posts.get(outgoing.key)
        self.posts[outgoing.key] = Posted(outgoing, before.message_id if before else None)
        if self._keys_by_report is not None and outgoing.report_id is not None:
            self._keys_by_report.setdefault(outgoing.report_id, {})[outgoing.key] = None

    def _save_invitation(self, invitation: Invitation) -> None:
        """Keep it; a new one makes the older ones for the same person worthless."""
        if invitation.used_at is None:
            for older in self.invitations.values():
                if older.handle == invitation.handle and older.used_at is None:
                    worthless = replace(older, expires_at=min(older.expires_at, invitation.issued_at))
                    self.invitations[older.token_hash] = worthless
        self.invitations[invitation.token_hash] = invitation

    def _forgive(self, chat_id: int, message_id: int) -> None:
        for (chat, _), strikes in self.strikes.items():
            if chat == chat_id:
                strikes[:] = [strike for strike in strikes if strike.message_id != message_id]

    def _move_group(self, chat_id: int, new_chat_id: int) -> None:
        if (group := self.groups.pop(chat_id, None)) is not None:
            self.groups[new_chat_id] = replace(group, chat_id=new_chat_id)
        for report in list(self.reports.values()):
            if report.group_id == chat_id:
                here = new_chat_id if report.chat_id == chat_id else report.chat_id
                self.reports[report.id] = replace(report, group_id=new_chat_id, chat_id=here)

    def posts_of(self, report_id: int) -> list[Posted]:
        """The bot's own messages about a report, in the order in which they came to be known."""
        if self._keys_by_report is None:
            self._keys_by_report = {}
            for key, post in self.posts.items():
                if post.outgoing.report_id is not None:
                    self._keys_by_report.setdefault(post.outgoing.report_id, {})[key] = None
        return [self.posts[key] for key in self._keys_by_report.get(report_id, ())]

    def post_at(self, chat_id: int, message_id: int) -> Posted | None:
        """The bot's own message that stands there, if it is one."""
        for post in self.posts.values():
            if post.message_id == message_id and post.outgoing.action.chat_id == chat_id:
                return post
        return None
