"""The tables of the service: who may come in, who serves, records, referrals, what was agreed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.fields import id_field, json_field, key_field, moment_field, partial_index, prose_field, table_of


class InvitationRow(SQLModel, table=True):
    """`bot.core.roster.model.Invitation`."""

    __tablename__ = "invitations"

    token_hash: str = prose_field(primary_key=True)
    handle: str = prose_field()
    name: str = prose_field()
    role: str
    issued_by: int = id_field()
    issued_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    used_by: int | None = id_field(default=None)
    used_at: datetime | None = moment_field(default=None)


class DutyChangeRow(SQLModel, table=True):
    """`bot.core.roster.model.DutyChange`, the latest of each; what was before is in the response log."""

    __tablename__ = "duty_changes"
    __table_args__ = (Index("ix_duty_changes_starts", "starts_at"),)

    quadrant: str = prose_field(primary_key=True)
    starts_at: datetime = moment_field(primary_key=True)
    officer: str = prose_field(primary_key=True)
    on: bool
    by_id: int = id_field()
    by_name: str = prose_field()
    at: datetime = moment_field()


class SceneRecordRow(SQLModel, table=True):
    """`bot.core.scene_record.model.SceneRecord`."""

    __tablename__ = "scene_records"
    __table_args__ = (
        Index("ix_scene_records_report", "report_id"),
        partial_index("ix_scene_records_unfinished", "officer_id", where="finished_at IS NULL"),
    )

    id: int = key_field()
    report_id: int = id_field()
    officer_id: int = id_field()
    officer_name: str = prose_field()
    step: str
    answers: dict[str, list[str]] = json_field()
    photos: list[list[str]] = json_field()
    started_at: datetime = moment_field()
    updated_at: datetime = moment_field()
    finished_at: datetime | None = moment_field(default=None)


class ReferralRow(SQLModel, table=True):
    """`bot.core.referrals.model.Referral`."""

    __tablename__ = "referrals"
    __table_args__ = (partial_index("ix_referrals_due", "due_at", where="due_at IS NOT NULL"),)

    report_id: int = key_field()
    agency: str = prose_field()
    at: datetime = moment_field()
    due_at: datetime | None = moment_field(default=None)
    attempts: int
    begun: bool
    token: str | None = prose_field(default=None)
    folio: str | None = prose_field(default=None)
    sent_at: datetime | None = moment_field(default=None)
    last_error: str | None = prose_field(default=None)


class PromiseRow(SQLModel, table=True):
    """`bot.core.cabinet.promise.Promise`."""

    __tablename__ = "promises"
    __table_args__ = (Index("ix_promises_done", "done_at"),)

    id: int = key_field()
    group_id: int = id_field()
    text: str = prose_field()
    by_id: int = id_field()
    by_name: str = prose_field()
    made_at: datetime = moment_field()
    due: date | None = None
    done_at: datetime | None = moment_field(default=None)
    done_by: str | None = prose_field(default=None)


INVITATIONS = table_of(InvitationRow)
DUTY_CHANGES = table_of(DutyChangeRow)
SCENE_RECORDS = table_of(SceneRecordRow)
REFERRALS = table_of(ReferralRow)
PROMISES = table_of(PromiseRow)
