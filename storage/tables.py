"""The tables, and nothing else; their rows never leave this package."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, Column, ColumnElement, Index, SmallInteger, String, Table, literal_column, text
from sqlmodel import Field, SQLModel

from storage.columns import ROW_NUMBER, Prose, UtcDateTime


class UpdateState(StrEnum):
    """What became of an update."""

    HANDLED = "handled"
    FAILED = "failed"


class OutboxState(StrEnum):
    """How far an outbox row has come."""

    WAITING = "waiting"  # there is something to send or to edit
    SENT = "sent"  # Telegram has its latest revision
    REFUSED = "refused"  # Telegram will never take it
    WITHDRAWN = "withdrawn"  # not to be sent; if it has a message, that is to be deleted
    DELETED = "deleted"  # it stood, and is gone


def constant(value: StrEnum) -> ColumnElement[str]:
    """A value written into the statement itself: a partial index serves only what names its condition."""
    return literal_column(f"'{value}'", String())


def _key(*, counted: bool = False) -> Any:
    """A single number as primary key; ``counted``: the database gives it."""
    return Field(
        default=None if counted else ...,
        sa_column=Column(ROW_NUMBER, primary_key=True, autoincrement=counted),
    )


def _id(**options: Any) -> Any:
    return Field(sa_type=BigInteger, **options)


def _prose(**options: Any) -> Any:
    return Field(sa_type=Prose, **options)


def _moment(**options: Any) -> Any:
    return Field(sa_type=UtcDateTime, **options)


def _json(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=Column(JSON(none_as_null=True), nullable=nullable))


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


class UpdateRow(SQLModel, table=True):
    """An update that is done with: its number sees to it that nothing is handled twice."""

    __tablename__ = "updates"
    __table_args__ = (_partial("ix_updates_failed", "received_at", where="state = 'failed'"),)

    update_id: int = _key()
    state: str
    received_at: datetime = _moment()
    error: str | None = _prose(default=None)
    raw: str | None = _prose(default=None)  # only of failed ones


class MessageRow(SQLModel, table=True):
    """`bot.core.model.kept.Seen`."""

    __tablename__ = "messages"
    __table_args__ = (
        _partial("ix_messages_album", "album", where="album IS NOT NULL"),
        _partial(
            "ix_messages_loose",
            "person_id",
            "sent_at",
            where="report_id IS NULL AND (attachment_file IS NOT NULL OR latitude IS NOT NULL)",
        ),
        _partial("ix_messages_removed", "removed_at", where="removed_at IS NOT NULL"),
    )

    chat_id: int = _id(primary_key=True)
    message_id: int = _id(primary_key=True)
    update_id: int = _id()
    person_id: int = _id()
    person_name: str = _prose()
    kind: str
    text: str = _prose()
    sent_at: datetime = _moment()
    thread_id: int | None = _id(default=None)
    reply_to: int | None = _id(default=None)
    album: str | None = _prose(default=None)
    attachment_kind: str | None = None
    attachment_file: str | None = _prose(default=None)
    attachment_image: bool | None = None
    latitude: float | None = None
    longitude: float | None = None
    verdict: str | None = None
    rule: str | None = _prose(default=None)
    reason: str | None = None
    category: str | None = None
    emergency: bool
    evidence: list[str] = _json()
    certainty: float
    rules_version: str
    report_id: int | None = _id(default=None)
    edited_at: datetime | None = _moment(default=None)
    removed_at: datetime | None = _moment(default=None)
    struck: bool
    flagged: bool


class PictureRow(SQLModel, table=True):
    """`bot.core.model.meaning.Picture` of a message, or the wish to look at it.

    Attributes:
        due_at: when to look; None once that is done, or given up.
        kind, certainty, evidence, fingerprint: None while nothing was seen. The fingerprint is in hexadecimal digits.
    """

    __tablename__ = "pictures"
    __table_args__ = (_partial("ix_pictures_due", "due_at", where="due_at IS NOT NULL"),)

    chat_id: int = _id(primary_key=True)
    message_id: int = _id(primary_key=True)
    file_id: str = _prose()
    due_at: datetime | None = _moment(default=None)
    attempts: int
    kind: str | None = None
    certainty: float | None = None
    evidence: list[str] | None = _json(nullable=True)
    fingerprint: str | None = None


class ReportRow(SQLModel, table=True):
    """`bot.core.model.report.Report`."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_group", "group_id", "updated_at"),
        Index("ix_reports_reporter", "reporter_id", "updated_at"),
        Index("ix_reports_opened", "opened_at"),
        _partial("ix_reports_open", "opened_at", where="closed_at IS NULL"),
        _partial("ix_reports_escalate", "escalate_at", where="escalate_at IS NOT NULL"),
        _partial("ix_reports_ask", "ask_at", where="ask_at IS NOT NULL"),
    )

    id: int = _key()
    folio: str = _prose()
    group_id: int = _id()
    chat_id: int = _id()
    message_id: int = _id()
    thread_id: int | None = _id(default=None)
    reporter_id: int = _id()
    reporter_name: str = _prose()
    category: str | None = None
    emergency: bool
    state: str
    words: str = _prose()
    street: str | None = _prose(default=None)
    number: str | None = _prose(default=None)
    cross_street: str | None = _prose(default=None)
    landmark: str | None = _prose(default=None)
    latitude: float | None = None
    longitude: float | None = None
    pin_title: str | None = _prose(default=None)
    quadrants: list[str] = _json()
    asked: list[str] = _json()
    told: list[str] = _json()
    attachments: list[list[str]] = _json()
    owner_id: int | None = _id(default=None)
    owner_name: str | None = _prose(default=None)
    opened_at: datetime = _moment()
    updated_at: datetime = _moment()
    forwarded_at: datetime | None = _moment(default=None)
    acknowledged_at: datetime | None = _moment(default=None)
    en_route_at: datetime | None = _moment(default=None)
    on_scene_at: datetime | None = _moment(default=None)
    closed_at: datetime | None = _moment(default=None)
    escalation_step: int
    escalate_at: datetime | None = _moment(default=None)
    rules_version: str
    happened_at: datetime | None = _moment(default=None)
    answered_at: datetime | None = _moment(default=None)
    witnesses: list[dict[str, Any]] | None = _json(nullable=True)  # older rows have none
    ask_at: datetime | None = _moment(default=None)
    asks: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    outcome: str = _prose(default="", sa_column_kwargs={"server_default": ""})
    referred_to: str = _prose(default="", sa_column_kwargs={"server_default": ""})
    undo: dict[str, Any] | None = _json(nullable=True)
    disputed_at: datetime | None = _moment(default=None)
    owned_at: datetime | None = _moment(default=None)


class ResponseLogRow(SQLModel, table=True):
    """`bot.core.model.report.LogRow`, chained (see `storage.chain`). The database refuses to change or delete a row."""

    __tablename__ = "response_log"
    __table_args__ = (Index("ix_response_log_report", "report_id"), Index("ix_response_log_at", "at"))

    id: int | None = _key(counted=True)
    report_id: int | None = _id(default=None)
    folio: str = _prose()
    at: datetime = _moment()
    event: str = _prose()
    by_id: int | None = _id(default=None)
    by_name: str | None = _prose(default=None)
    role: str | None = None
    text: str = _prose()
    facts: dict[str, Any] | None = _json(nullable=True)
    previous: str
    hash: str


class StrikeRow(SQLModel, table=True):
    """`bot.core.model.kept.Strike`: one for a message, whatever happens to it afterwards."""

    __tablename__ = "strikes"
    __table_args__ = (Index("ix_strikes_person", "person_id", "expires_at"),)

    chat_id: int = _id(primary_key=True)
    message_id: int = _id(primary_key=True)
    person_id: int = _id()
    at: datetime = _moment()
    expires_at: datetime = _moment()
    reason: str
    rule: str = _prose()
    words: str = _prose()


class PersonRow(SQLModel, table=True):
    """`bot.core.model.kept.Acquaintance`."""

    __tablename__ = "people"

    id: int = _key()
    name: str = _prose()
    username: str | None = _prose(default=None)
    can_write: bool | None = None
    group_id: int | None = _id(default=None)


class BoundNameRow(SQLModel, table=True):
    """An ``@name`` of the rules, and the id that it belongs to."""

    __tablename__ = "bound_names"

    name: str = _prose(primary_key=True)
    person_id: int = _id()


class GroupRow(SQLModel, table=True):
    """`bot.core.model.kept.Group`."""

    __tablename__ = "groups"

    chat_id: int = _key()
    rules_chat: int = _id()
    title: str = _prose()
    administrators: list[int] = _json()
    rights: list[str] = _json()
    greeted: bool
    removed: list[int] | None = _json(nullable=True)  # older rows have none


class OutboxRow(SQLModel, table=True):
    """`bot.core.outgoing.Outgoing`, and how far it has come.

    Attributes:
        id: in order of creation.
        chat_id, reply_to: kept out of ``payload``, because they change when a group gets a new id.
        in_doubt: a sending was begun whose end is not known: it may have arrived.
        wanted_at: since when it should be there. ``due_at``: when to try next, which grows with each try in vain.
        gone_at: when its message is to be deleted.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_key", "key", unique=True),
        _partial("ix_outbox_waiting", "priority", "wanted_at", "id", "due_at", where="state = 'waiting'"),
        _partial("ix_outbox_waiting_chat", "chat_id", where="state = 'waiting'"),
        _partial("ix_outbox_gone", "state", "gone_at", where="gone_at IS NOT NULL"),
        _partial("ix_outbox_refused", "attempted_at", where="state = 'refused'"),
        _partial("ix_outbox_notices", "chat_id", "sent_at", where="purpose = 'notice'"),
        Index("ix_outbox_message", "chat_id", "message_id"),
        Index("ix_outbox_report", "report_id"),
    )

    id: int | None = _key(counted=True)
    key: str = _prose()
    method: str
    chat_id: int = _id()
    payload: dict[str, Any] = _json()
    facts: dict[str, Any] = _json()
    reply_to: int | None = _id(default=None)
    priority: int = Field(sa_type=SmallInteger)
    purpose: str
    report_id: int | None = _id(default=None)
    state: str
    revision: int
    delivered_revision: int
    message_id: int | None = _id(default=None)
    attempts: int
    in_doubt: bool
    attempted_at: datetime | None = _moment(default=None)
    wanted_at: datetime = _moment()
    due_at: datetime = _moment()
    created_at: datetime = _moment()
    sent_at: datetime | None = _moment(default=None)
    gone_at: datetime | None = _moment(default=None)
    last_error: str | None = _prose(default=None)


class InvitationRow(SQLModel, table=True):
    """`bot.core.roster.model.Invitation`."""

    __tablename__ = "invitations"

    token_hash: str = _prose(primary_key=True)
    handle: str = _prose()
    name: str = _prose()
    role: str
    issued_by: int = _id()
    issued_at: datetime = _moment()
    expires_at: datetime = _moment()
    used_by: int | None = _id(default=None)
    used_at: datetime | None = _moment(default=None)


class DutyChangeRow(SQLModel, table=True):
    """`bot.core.roster.model.DutyChange`, the latest of each; what was before is in the response log."""

    __tablename__ = "duty_changes"

    quadrant: str = _prose(primary_key=True)
    starts_at: datetime = _moment(primary_key=True)
    officer: str = _prose(primary_key=True)
    on: bool
    by_id: int = _id()
    by_name: str = _prose()
    at: datetime = _moment()


class SceneRecordRow(SQLModel, table=True):
    """`bot.core.scene_record.model.SceneRecord`."""

    __tablename__ = "scene_records"
    __table_args__ = (
        Index("ix_scene_records_report", "report_id"),
        _partial("ix_scene_records_unfinished", "officer_id", where="finished_at IS NULL"),
    )

    id: int = _key()
    report_id: int = _id()
    officer_id: int = _id()
    officer_name: str = _prose()
    step: str
    answers: dict[str, list[str]] = _json()
    photos: list[list[str]] = _json()
    started_at: datetime = _moment()
    updated_at: datetime = _moment()
    finished_at: datetime | None = _moment(default=None)


class ReferralRow(SQLModel, table=True):
    """`bot.core.referrals.model.Referral`."""

    __tablename__ = "referrals"
    __table_args__ = (_partial("ix_referrals_due", "due_at", where="due_at IS NOT NULL"),)

    report_id: int = _key()
    agency: str = _prose()
    at: datetime = _moment()
    due_at: datetime | None = _moment(default=None)
    attempts: int
    begun: bool
    token: str | None = _prose(default=None)
    folio: str | None = _prose(default=None)
    sent_at: datetime | None = _moment(default=None)
    last_error: str | None = _prose(default=None)


class PromiseRow(SQLModel, table=True):
    """`bot.core.cabinet.promise.Promise`."""

    __tablename__ = "promises"
    __table_args__ = (_partial("ix_promises_open", "id", where="done_at IS NULL"),)

    id: int = _key()
    group_id: int = _id()
    text: str = _prose()
    by_id: int = _id()
    by_name: str = _prose()
    made_at: datetime = _moment()
    due: date | None = None
    done_at: datetime | None = _moment(default=None)
    done_by: str | None = _prose(default=None)


class NoteRow(SQLModel, table=True):
    """Something that one process wants another one, or itself after a restart, to know."""

    __tablename__ = "notes"

    key: str = _prose(primary_key=True)
    value: Any = _json(nullable=True)
    at: datetime = _moment()


def _table(row: type[SQLModel]) -> Table:
    return cast("Table", row.__table__)  # type: ignore[attr-defined]


UPDATES = _table(UpdateRow)
MESSAGES = _table(MessageRow)
PICTURES = _table(PictureRow)
REPORTS = _table(ReportRow)
RESPONSE_LOG = _table(ResponseLogRow)
STRIKES = _table(StrikeRow)
PEOPLE = _table(PersonRow)
BOUND_NAMES = _table(BoundNameRow)
GROUPS = _table(GroupRow)
OUTBOX = _table(OutboxRow)
INVITATIONS = _table(InvitationRow)
DUTY_CHANGES = _table(DutyChangeRow)
SCENE_RECORDS = _table(SceneRecordRow)
REFERRALS = _table(ReferralRow)
PROMISES = _table(PromiseRow)
NOTES = _table(NoteRow)
