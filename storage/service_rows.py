"""Values about the service as rows and back: invitations, changes of duty, records at the scene, referrals."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from bot.core.cabinet.promise import Promise
from bot.core.model.kinds import Role
from bot.core.referrals.model import Referral
from bot.core.roster.model import DutyChange, Invitation
from bot.core.scene_record.model import SceneRecord
from storage.columns import Values
from storage.payload import pack_attachment, unpack_attachment


def invitation_row(invitation: Invitation) -> Values:
    """An invitation for its table."""
    return {
        "token_hash": invitation.token_hash,
        "handle": invitation.handle,
        "name": invitation.name,
        "role": invitation.role.value,
        "issued_by": invitation.issued_by,
        "issued_at": invitation.issued_at,
        "expires_at": invitation.expires_at,
        "used_by": invitation.used_by,
        "used_at": invitation.used_at,
    }


def invitation_of(row: Row[Any]) -> Invitation:
    """An invitation from its table."""
    return Invitation(**{**row._mapping, "role": Role(row.role)})


def duty_change_row(change: DutyChange) -> Values:
    """A change of duty for its table."""
    return {
        "quadrant": change.quadrant,
        "starts_at": change.starts_at,
        "officer": change.officer,
        "on": change.on,
        "by_id": change.by_id,
        "by_name": change.by_name,
        "at": change.at,
    }


def duty_change_of(row: Row[Any]) -> DutyChange:
    """A change of duty from its table."""
    return DutyChange(**row._mapping)


def record_row(record: SceneRecord) -> Values:
    """A record made at the scene for its table."""
    return {
        "id": record.id,
        "report_id": record.report_id,
        "officer_id": record.officer_id,
        "officer_name": record.officer_name,
        "step": record.step,
        "answers": {step: list(words) for step, words in record.answers.items()},
        "photos": [pack_attachment(photo) for photo in record.photos],
        "started_at": record.started_at,
        "updated_at": record.updated_at,
        "finished_at": record.finished_at,
    }


def record_of(row: Row[Any]) -> SceneRecord:
    """A record made at the scene from its table."""
    answers = {step: tuple(words) for step, words in row.answers.items()}
    photos = tuple(unpack_attachment(words) for words in row.photos)
    return SceneRecord(**{**row._mapping, "answers": answers, "photos": photos})


def referral_row(referral: Referral) -> Values:
    """A referral for its table."""
    return {
        "report_id": referral.report_id,
        "agency": referral.agency,
        "at": referral.at,
        "due_at": referral.due_at,
        "attempts": referral.attempts,
        "begun": referral.begun,
        "token": referral.token,
        "folio": referral.folio,
        "sent_at": referral.sent_at,
        "last_error": referral.last_error,
    }


def referral_of(row: Row[Any]) -> Referral:
    """A referral from its table."""
    return Referral(**row._mapping)


def promise_row(promise: Promise) -> Values:
    """A promise for its table."""
    return {
        "id": promise.id,
        "group_id": promise.group,
        "text": promise.text,
        "by_id": promise.by_id,
        "by_name": promise.by_name,
        "made_at": promise.made_at,
        "due": promise.due,
        "done_at": promise.done_at,
        "done_by": promise.done_by,
    }


def promise_of(row: Row[Any]) -> Promise:
    """A promise from its table."""
    values = dict(row._mapping)
    return Promise(group=values.pop("group_id"), **values)
