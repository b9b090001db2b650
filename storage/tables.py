"""The tables of updates, reports and what is sent; the others are in `chat_tables` and `service_tables`.

Their rows never leave this package.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Index, SmallInteger, String, literal_column
from sqlmodel import Field, SQLModel

from storage.fields import id_field, json_field, key_field, moment_field, partial_index, prose_field, table_of


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


class UpdateRow(SQLModel, table=True):
    """An update that is done with: its number sees to it that nothing is handled twice."""

    __tablename__ = "updates"
    __table_args__ = (partial_index("ix_updates_failed", "received_at", where="state = 'failed'"),)

    update_id: int = key_field()
    state: str
    received_at: datetime = moment_field()
    error: str | None = prose_field(default=None)
    raw: str | None = prose_field(default=None)  # only of failed ones


class ReportRow(SQLModel, table=True):
    """`bot.core.model.report.Report`."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_group", "group_id", "updated_at"),
        Index("ix_reports_reporter", "reporter_id", "updated_at"),
        Index("ix_reports_opened", "opened_at"),
        Index("ix_reports_closed", "closed_at", "opened_at"),  # finds what is open, too
        partial_index("ix_reports_escalate", "escalate_at", where="escalate_at IS NOT NULL"),
        partial_index("ix_reports_ask", "ask_at", where="ask_at IS NOT NULL"),
        partial_index("ix_reports_undo", "undo_until", where="undo_until IS NOT NULL"),
    )

    id: int = key_field()
    folio: str = prose_field()
    group_id: int = id_field()
    chat_id: int = id_field()
    message_id: int = id_field()
    thread_id: int | None = id_field(default=None)
    reporter_id: int = id_field()
    reporter_name: str = prose_field()
    category: str | None = None
    emergency: bool
    state: str
    words: str = prose_field()
    street: str | None = prose_field(default=None)
    number: str | None = prose_field(default=None)
    cross_street: str | None = prose_field(default=None)
    landmark: str | None = prose_field(default=None)
    latitude: float | None = None
    longitude: float | None = None
    pin_title: str | None = prose_field(default=None)
    quadrants: list[str] = json_field()
    asked: list[str] = json_field()
    told: list[str] = json_field()
    attachments: list[list[str]] = json_field()
    owner_id: int | None = id_field(default=None)
    owner_name: str | None = prose_field(default=None)
    opened_at: datetime = moment_field()
    updated_at: datetime = moment_field()
    forwarded_at: datetime | None = moment_field(default=None)
    acknowledged_at: datetime | None = moment_field(default=None)
    en_route_at: datetime | None = moment_field(default=None)
    on_scene_at: datetime | None = moment_field(default=None)
    closed_at: datetime | None = moment_field(default=None)
    escalation_step: int
    escalate_at: datetime | None = moment_field(default=None)
    rules_version: str
    happened_at: datetime | None = moment_field(default=None)
    answered_at: datetime | None = moment_field(default=None)
    witnesses: list[dict[str, Any]] | None = json_field(nullable=True)  # older rows have none
    ask_at: datetime | None = moment_field(default=None)
    asks: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    outcome: str = prose_field(default="", sa_column_kwargs={"server_default": ""})
    referred_to: str = prose_field(default="", sa_column_kwargs={"server_default": ""})
    undo: dict[str, Any] | None = json_field(nullable=True)
    undo_until: datetime | None = moment_field(default=None)  # that of ``undo``, where the sweep finds it
    disputed_at: datetime | None = moment_field(default=None)
    owned_at: datetime | None = moment_field(default=None)


class ResponseLogRow(SQLModel, table=True):
    """`bot.core.model.report.LogRow`, chained (see `storage.chain`). The database refuses to change or delete a row."""

    __tablename__ = "response_log"
    __table_args__ = (Index("ix_response_log_report", "report_id"), Index("ix_response_log_at", "at"))

    id: int | None = key_field(counted=True)
    report_id: int | None = id_field(default=None)
    folio: str = prose_field()
    at: datetime = moment_field()
    event: str = prose_field()
    by_id: int | None = id_field(default=None)
    by_name: str | None = prose_field(default=None)
    role: str | None = None
    text: str = prose_field()
    facts: dict[str, Any] | None = json_field(nullable=True)
    previous: str
    hash: str


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
        partial_index("ix_outbox_waiting", "priority", "wanted_at", "id", "due_at", where="state = 'waiting'"),
        partial_index("ix_outbox_waiting_chat", "chat_id", where="state = 'waiting'"),
        partial_index("ix_outbox_gone", "state", "gone_at", where="gone_at IS NOT NULL"),
        partial_index("ix_outbox_refused", "attempted_at", where="state = 'refused'"),
        partial_index("ix_outbox_notices", "chat_id", "sent_at", where="purpose = 'notice'"),
        Index("ix_outbox_message", "chat_id", "message_id"),
        partial_index("ix_outbox_alerts", "chat_id", "message_id", where="purpose = 'alert'"),
        Index("ix_outbox_report", "report_id"),
    )

    id: int | None = key_field(counted=True)
    key: str = prose_field()
    method: str
    chat_id: int = id_field()
    payload: dict[str, Any] = json_field()
    facts: dict[str, Any] = json_field()
    reply_to: int | None = id_field(default=None)
    priority: int = Field(sa_type=SmallInteger)
    purpose: str
    report_id: int | None = id_field(default=None)
    state: str
    revision: int
    delivered_revision: int
    message_id: int | None = id_field(default=None)
    attempts: int
    in_doubt: bool
    attempted_at: datetime | None = moment_field(default=None)
    wanted_at: datetime = moment_field()
    due_at: datetime = moment_field()
    created_at: datetime = moment_field()
    sent_at: datetime | None = moment_field(default=None)
    gone_at: datetime | None = moment_field(default=None)
    last_error: str | None = prose_field(default=None)


class NoteRow(SQLModel, table=True):
    """Something that one process wants another one, or itself after a restart, to know."""

    __tablename__ = "notes"

    key: str = prose_field(primary_key=True)
    value: Any = json_field(nullable=True)
    at: datetime = moment_field()


UPDATES = table_of(UpdateRow)
REPORTS = table_of(ReportRow)
RESPONSE_LOG = table_of(ResponseLogRow)
OUTBOX = table_of(OutboxRow)
NOTES = table_of(NoteRow)
