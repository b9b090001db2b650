"""Values to store, complete but for what a test cares about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.effects import Send
from bot.core.model.incoming import Attachment, Pin
from bot.core.model.kept import Seen, Strike
from bot.core.model.kinds import Category, Kind, Reason, Role, State, Verdict
from bot.core.model.meaning import Place
from bot.core.model.report import LogRow, Report
from bot.core.outgoing import Outgoing, Priority, Purpose, Remove, Say

NOW = datetime(2026, 11, 21, 4, 30, 15, 123456, UTC)
GROUP = -1001234567890
PHOTO = Attachment(Kind.PHOTO, "AgACAgQAAx")


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def a_seen(**changes: Any) -> Seen:
    fields: dict[str, Any] = {
        "chat_id": GROUP,
        "message_id": 17,
        "update_id": 900_000_017,
        "person_id": 1002,
        "person_name": "Ana",
        "kind": Kind.TEXT,
        "text": "Están robando un coche en Río Lerma 45",
        "sent_at": NOW,
    }
    return Seen(**fields | changes)


def a_full_seen() -> Seen:
    return a_seen(
        thread_id=5,
        reply_to=16,
        album="13579",
        attachment=PHOTO,
        pin=Pin(19.4289, -99.1701),
        verdict=Verdict.REPORT,
        rule="emergency.theft",
        reason=Reason.DISCOURTESY,
        category=Category.THEFT,
        emergency=True,
        evidence=("robando", "coche"),
        certainty=0.75,
        rules_version="0123456789ab",
        report_id=3,
        edited_at=after(1),
        removed_at=after(2),
        struck=True,
        flagged=True,
    )


def a_report(**changes: Any) -> Report:
    fields: dict[str, Any] = {
        "id": 1,
        "folio": f"CUA-{changes.get('id', 1):06}",
        "group_id": GROUP,
        "chat_id": GROUP,
        "message_id": 17,
        "reporter_id": 1002,
        "reporter_name": "Ana",
        "category": Category.THEFT,
        "emergency": True,
        "opened_at": NOW,
        "updated_at": NOW,
    }
    return Report(**fields | changes)


def a_full_report() -> Report:
    return a_report(
        thread_id=5,
        state=State.ON_SCENE,
        words="Están robando un coche\nen Río Lerma 45",
        place=Place(
            street="Río Lerma",
            number="45",
            cross_street="Río Tíber",
            landmark="El Ángel",
            pin=Pin(19.43, -99.16, "Ángel"),
        ),
        quadrants=("CUA-1", "CUA-2"),
        asked=("photo",),
        told=("Of. Juárez", "Of. Luna"),
        attachments=(PHOTO, Attachment(Kind.VIDEO, "BAACAgQAAx")),
        owner_id=5001,
        owner_name="Of. Juárez",
        forwarded_at=after(1),
        acknowledged_at=after(2),
        en_route_at=after(3),
        on_scene_at=after(4),
        closed_at=after(5),
        escalation_step=2,
        escalate_at=after(300),
        rules_version="0123456789ab",
    )


def a_strike(**changes: Any) -> Strike:
    fields: dict[str, Any] = {
        "chat_id": GROUP,
        "person_id": 1002,
        "message_id": 17,
        "at": NOW,
        "expires_at": NOW + timedelta(days=30),
        "reason": Reason.GIF,
        "rule": "media.gif",
        "words": "jaja",
    }
    return Strike(**fields | changes)


def a_log_row(**changes: Any) -> LogRow:
    fields: dict[str, Any] = {
        "report_id": 1,
        "folio": "CUA-000001",
        "at": NOW,
        "event": "acknowledged",
        "by_id": 5001,
        "by_name": "Of. Juárez",
        "role": Role.OFFICER,
        "text": "voy",
    }
    return LogRow(**fields | changes)


def a_line(text: str = "CUA-000001 · robo", *, key: str = "line:1", **say: Any) -> Send:
    """A report's line in the group."""
    return a_message(text, key=key, purpose=Purpose.LINE, priority=Priority.ANSWER, report_id=1, **say)


def a_notice(text: str = "su mensaje…", *, key: str = "notice:1", **say: Any) -> Send:
    return a_message(text, key=key, purpose=Purpose.NOTICE, priority=Priority.NOTICE, report_id=None, **say)


def a_message(
    text: str,
    *,
    key: str,
    purpose: Purpose,
    priority: Priority,
    report_id: int | None = None,
    due_at: datetime | None = None,
    **say: Any,
) -> Send:
    action = Say(**{"chat_id": GROUP} | say, text=text)
    return Send(
        Outgoing(key=key, action=action, priority=priority, purpose=purpose, report_id=report_id, due_at=due_at)
    )


def a_removal(message_id: int = 42) -> Send:
    return Send(
        Outgoing(
            key=f"remove:{GROUP}:{message_id}",
            action=Remove(chat_id=GROUP, message_id=message_id),
            priority=Priority.NOTICE,
            purpose=Purpose.REMOVAL,
        )
    )
