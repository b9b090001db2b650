"""Reports and rows of their log as rows of the tables, and back."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Role, State
from bot.core.model.meaning import Place
from bot.core.model.report import Facts, LogRow, Report, Undo, Witness
from storage.columns import Values
from storage.payload import pack_attachment, unpack_attachment

_WITNESSES = TypeAdapter(tuple[Witness, ...])
_UNDO = TypeAdapter(Undo)
_FACTS = TypeAdapter(Facts)


def report_row(report: Report) -> Values:
    """A report for its table."""
    place, pin = report.place, report.place.pin
    return {
        "id": report.id,
        "folio": report.folio,
        "group_id": report.group_id,
        "chat_id": report.chat_id,
        "message_id": report.message_id,
        "thread_id": report.thread_id,
        "reporter_id": report.reporter_id,
        "reporter_name": report.reporter_name,
        "category": report.category and report.category.value,
        "emergency": report.emergency,
        "state": report.state.value,
        "words": report.words,
        "street": place.street,
        "number": place.number,
        "cross_street": place.cross_street,
        "landmark": place.landmark,
        "latitude": pin and pin.latitude,
        "longitude": pin and pin.longitude,
        "pin_title": pin and pin.title,
        "quadrants": list(report.quadrants),
        "asked": list(report.asked),
        "told": list(report.told),
        "attachments": [pack_attachment(attachment) for attachment in report.attachments],
        "owner_id": report.owner_id,
        "owner_name": report.owner_name,
        "opened_at": report.opened_at,
        "updated_at": report.updated_at,
        "forwarded_at": report.forwarded_at,
        "acknowledged_at": report.acknowledged_at,
        "en_route_at": report.en_route_at,
        "on_scene_at": report.on_scene_at,
        "closed_at": report.closed_at,
        "escalation_step": report.escalation_step,
        "escalate_at": report.escalate_at,
        "rules_version": report.rules_version,
        "happened_at": report.happened_at,
        "answered_at": report.answered_at,
        "witnesses": _WITNESSES.dump_python(report.witnesses, mode="json") or None,
        "ask_at": report.ask_at,
        "asks": report.asks,
        "outcome": report.outcome,
        "referred_to": report.referred_to,
        "undo": report.undo and _UNDO.dump_python(report.undo, mode="json"),
        "undo_until": report.undo and report.undo.until,
        "disputed_at": report.disputed_at,
        "owned_at": report.owned_at,
    }


def report_of(row: Row[Any]) -> Report:
    """A report from its table."""
    pin = None if row.latitude is None else Pin(row.latitude, row.longitude, row.pin_title)
    return Report(
        id=row.id,
        folio=row.folio,
        group_id=row.group_id,
        chat_id=row.chat_id,
        message_id=row.message_id,
        thread_id=row.thread_id,
        reporter_id=row.reporter_id,
        reporter_name=row.reporter_name,
        category=Category(row.category) if row.category else None,
        emergency=row.emergency,
        state=State(row.state),
        words=row.words,
        place=Place(
            street=row.street, number=row.number, cross_street=row.cross_street, landmark=row.landmark, pin=pin
        ),
        quadrants=tuple(row.quadrants),
        asked=tuple(row.asked),
        told=tuple(row.told),
        attachments=tuple(unpack_attachment(words) for words in row.attachments),
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        forwarded_at=row.forwarded_at,
        acknowledged_at=row.acknowledged_at,
        en_route_at=row.en_route_at,
        on_scene_at=row.on_scene_at,
        closed_at=row.closed_at,
        escalation_step=row.escalation_step,
        escalate_at=row.escalate_at,
        rules_version=row.rules_version,
        happened_at=row.happened_at,
        answered_at=row.answered_at,
        witnesses=_WITNESSES.validate_python(row.witnesses or ()),
        ask_at=row.ask_at,
        asks=row.asks,
        outcome=row.outcome,
        referred_to=row.referred_to,
        undo=row.undo and _UNDO.validate_python(row.undo),
        disputed_at=row.disputed_at,
        owned_at=row.owned_at,
    )


def log_row(row: LogRow) -> Values:
    """A line of the response log for its table."""
    return {
        "report_id": row.report_id,
        "folio": row.folio,
        "at": row.at,
        "event": row.event,
        "by_id": row.by_id,
        "by_name": row.by_name,
        "role": row.role and row.role.value,
        "text": row.text,
        "facts": row.facts and _FACTS.dump_python(row.facts, mode="json", exclude_defaults=True),
    }


def log_row_of(row: Row[Any]) -> LogRow:
    """A line of the response log from its table."""
    return LogRow(
        report_id=row.report_id,
        folio=row.folio,
        at=row.at,
        event=row.event,
        by_id=row.by_id,
        by_name=row.by_name,
        role=Role(row.role) if row.role else None,
        text=row.text,
        facts=row.facts and _FACTS.validate_python(row.facts),
    )
