"""Values as rows and rows as values, one pair of functions for each table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from bot.core.effects import KeepPicture, LookAt
from bot.core.model.incoming import Attachment, Pin
from bot.core.model.kept import Acquaintance, Group, Seen, Strike
from bot.core.model.kinds import Category, Kind, PictureKind, Reason, Verdict
from bot.core.model.meaning import Picture
from storage.columns import Values


def message_row(seen: Seen) -> Values:
    """A message for its table."""
    return {
        "chat_id": seen.chat_id,
        "message_id": seen.message_id,
        "update_id": seen.update_id,
        "person_id": seen.person_id,
        "person_name": seen.person_name,
        "kind": seen.kind.value,
        "text": seen.text,
        "sent_at": seen.sent_at,
        "thread_id": seen.thread_id,
        "reply_to": seen.reply_to,
        "album": seen.album,
        "attachment_kind": seen.attachment and seen.attachment.kind.value,
        "attachment_file": seen.attachment and seen.attachment.file_id,
        "attachment_image": seen.attachment and seen.attachment.image,
        "latitude": seen.pin and seen.pin.latitude,
        "longitude": seen.pin and seen.pin.longitude,
        "verdict": seen.verdict and seen.verdict.value,
        "rule": seen.rule,
        "reason": seen.reason and seen.reason.value,
        "category": seen.category and seen.category.value,
        "emergency": seen.emergency,
        "evidence": list(seen.evidence),
        "certainty": seen.certainty,
        "rules_version": seen.rules_version,
        "report_id": seen.report_id,
        "edited_at": seen.edited_at,
        "removed_at": seen.removed_at,
        "struck": seen.struck,
        "flagged": seen.flagged,
    }


def seen_of(row: Row[Any]) -> Seen:
    """A message from its table."""
    return Seen(
        chat_id=row.chat_id,
        message_id=row.message_id,
        update_id=row.update_id,
        person_id=row.person_id,
        person_name=row.person_name,
        kind=Kind(row.kind),
        text=row.text,
        sent_at=row.sent_at,
        thread_id=row.thread_id,
        reply_to=row.reply_to,
        album=row.album,
        attachment=_attachment_of(row),
        pin=None if row.latitude is None else Pin(row.latitude, row.longitude),
        verdict=Verdict(row.verdict) if row.verdict else None,
        rule=row.rule,
        reason=Reason(row.reason) if row.reason else None,
        category=Category(row.category) if row.category else None,
        emergency=row.emergency,
        evidence=tuple(row.evidence),
        certainty=row.certainty,
        rules_version=row.rules_version,
        report_id=row.report_id,
        edited_at=row.edited_at,
        removed_at=row.removed_at,
        struck=row.struck,
        flagged=row.flagged,
    )


def _attachment_of(row: Row[Any]) -> Attachment | None:
    if not row.attachment_kind:
        return None
    return Attachment(Kind(row.attachment_kind), row.attachment_file, image=bool(row.attachment_image))


def wish_row(wish: LookAt) -> Values:
    """A picture that is to be looked at, for its table."""
    return picture_row(KeepPicture(wish.chat_id, wish.message_id, wish.file_id, None)) | {"due_at": wish.due_at}


def picture_row(kept: KeepPicture) -> Values:
    """What was seen in a picture, for its table."""
    picture = kept.picture
    return {
        "chat_id": kept.chat_id,
        "message_id": kept.message_id,
        "file_id": kept.file_id,
        "due_at": None,
        "attempts": 0,
        "kind": picture and picture.kind.value,
        "certainty": picture and picture.certainty,
        "evidence": picture and list(picture.evidence),
        "fingerprint": picture and f"{picture.fingerprint:016x}",
    }


def picture_of(row: Row[Any]) -> Picture:
    """What was seen, from its table."""
    return Picture(
        kind=PictureKind(row.kind),
        certainty=row.certainty,
        evidence=tuple(row.evidence or ()),
        fingerprint=int(row.fingerprint, 16),
    )


def strike_row(strike: Strike) -> Values:
    """A strike for its table."""
    return {
        "chat_id": strike.chat_id,
        "message_id": strike.message_id,
        "person_id": strike.person_id,
        "at": strike.at,
        "expires_at": strike.expires_at,
        "reason": strike.reason.value,
        "rule": strike.rule,
        "words": strike.words,
    }


def strike_of(row: Row[Any]) -> Strike:
    """A strike from its table."""
    return Strike(
        chat_id=row.chat_id,
        person_id=row.person_id,
        message_id=row.message_id,
        at=row.at,
        expires_at=row.expires_at,
        reason=Reason(row.reason),
        rule=row.rule,
        words=row.words,
    )


def person_row(who: Acquaintance) -> Values:
    """A person for their table."""
    return {
        "id": who.id,
        "name": who.name,
        "username": who.username,
        "can_write": who.can_write,
        "group_id": who.group_id,
    }


def person_of(row: Row[Any]) -> Acquaintance:
    """A person from their table."""
    return Acquaintance(id=row.id, name=row.name, username=row.username, can_write=row.can_write, group_id=row.group_id)


def group_row(group: Group) -> Values:
    """A group for its table."""
    return {
        "chat_id": group.chat_id,
        "rules_chat": group.rules_chat,
        "title": group.title,
        "administrators": sorted(group.administrators),
        "rights": sorted(group.rights),
        "greeted": group.greeted,
        "removed": sorted(group.removed),
    }


def group_of(row: Row[Any]) -> Group:
    """A group from its table."""
    return Group(
        chat_id=row.chat_id,
        rules_chat=row.rules_chat,
        title=row.title,
        administrators=frozenset(row.administrators),
        rights=frozenset(row.rights),
        greeted=row.greeted,
        removed=frozenset(row.removed or ()),  # older rows have none
    )
