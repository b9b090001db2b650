"""The tables of the chats: what was written there, by whom, and what followed for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.fields import id_field, json_field, key_field, moment_field, partial_index, prose_field, table_of


class MessageRow(SQLModel, table=True):
    """`bot.core.model.kept.Seen`."""

    __tablename__ = "messages"
    __table_args__ = (
        partial_index("ix_messages_album", "album", where="album IS NOT NULL"),
        partial_index(
            "ix_messages_loose",
            "person_id",
            "sent_at",
            where="report_id IS NULL AND (attachment_file IS NOT NULL OR latitude IS NOT NULL)",
        ),
        partial_index("ix_messages_removed", "removed_at", where="removed_at IS NOT NULL"),
        partial_index(
            "ix_messages_rejected",
            "chat_id",
            "message_id",
            where="reason IS NOT NULL AND attachment_file IS NOT NULL",
        ),
    )

    chat_id: int = id_field(primary_key=True)
    message_id: int = id_field(primary_key=True)
    update_id: int = id_field()
    person_id: int = id_field()
    person_name: str = prose_field()
    kind: str
    text: str = prose_field()
    sent_at: datetime = moment_field()
    thread_id: int | None = id_field(default=None)
    reply_to: int | None = id_field(default=None)
    album: str | None = prose_field(default=None)
    attachment_kind: str | None = None
    attachment_file: str | None = prose_field(default=None)
    attachment_image: bool | None = None
    latitude: float | None = None
    longitude: float | None = None
    verdict: str | None = None
    rule: str | None = prose_field(default=None)
    reason: str | None = None
    category: str | None = None
    emergency: bool
    evidence: list[str] = json_field()
    certainty: float
    rules_version: str
    report_id: int | None = id_field(default=None)
    edited_at: datetime | None = moment_field(default=None)
    removed_at: datetime | None = moment_field(default=None)
    struck: bool
    flagged: bool


class PictureRow(SQLModel, table=True):
    """`bot.core.model.meaning.Picture` of a message, or the wish to look at it.

    Attributes:
        due_at: when to look; None once that is done, or given up.
        kind, certainty, evidence, fingerprint: None while nothing was seen. The fingerprint is in hexadecimal digits.
    """

    __tablename__ = "pictures"
    __table_args__ = (partial_index("ix_pictures_due", "due_at", where="due_at IS NOT NULL"),)

    chat_id: int = id_field(primary_key=True)
    message_id: int = id_field(primary_key=True)
    file_id: str = prose_field()
    due_at: datetime | None = moment_field(default=None)
    attempts: int
    kind: str | None = None
    certainty: float | None = None
    evidence: list[str] | None = json_field(nullable=True)
    fingerprint: str | None = None


class StrikeRow(SQLModel, table=True):
    """`bot.core.model.kept.Strike`: one for a message, whatever happens to it afterwards."""

    __tablename__ = "strikes"
    __table_args__ = (Index("ix_strikes_person", "person_id", "expires_at"),)

    chat_id: int = id_field(primary_key=True)
    message_id: int = id_field(primary_key=True)
    person_id: int = id_field()
    at: datetime = moment_field()
    expires_at: datetime = moment_field()
    reason: str
    rule: str = prose_field()
    words: str = prose_field()


class PersonRow(SQLModel, table=True):
    """`bot.core.model.kept.Acquaintance`."""

    __tablename__ = "people"

    id: int = key_field()
    name: str = prose_field()
    username: str | None = prose_field(default=None)
    can_write: bool | None = None
    group_id: int | None = id_field(default=None)


class BoundNameRow(SQLModel, table=True):
    """An ``@name`` of the rules, and the id that it belongs to."""

    __tablename__ = "bound_names"

    name: str = prose_field(primary_key=True)
    person_id: int = id_field()


class GroupRow(SQLModel, table=True):
    """`bot.core.model.kept.Group`."""

    __tablename__ = "groups"

    chat_id: int = key_field()
    rules_chat: int = id_field()
    title: str = prose_field()
    administrators: list[int] = json_field()
    rights: list[str] = json_field()
    greeted: bool
    removed: list[int] | None = json_field(nullable=True)  # older rows have none


MESSAGES = table_of(MessageRow)
PICTURES = table_of(PictureRow)
STRIKES = table_of(StrikeRow)
PEOPLE = table_of(PersonRow)
BOUND_NAMES = table_of(BoundNameRow)
GROUPS = table_of(GroupRow)
