"""An action as JSON and back. Where it goes (chat and reply) has columns of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import Action, AnswerTap, Button, Expel, Mute, Remove, Say, Unmute
from storage.columns import storable

SAY = "say"
REMOVE = "remove"
_IMAGE = "image"


def method_of(action: Action) -> str:
    """The word that names the action's kind in the outbox."""
    match action:
        case Say():
            return SAY
        case Remove():
            return REMOVE
        case Mute():
            return "mute"
        case Unmute():
            return "unmute"
        case Expel():
            return "expel"
        case AnswerTap():
            return "answer_tap"


def pack(action: Action) -> dict[str, Any]:
    """What is peculiar to the action, in values that come back equal from either database."""
    match action:
        case Say():
            return {
                "text": storable(action.text),
                "buttons": [
                    [[storable(button.text), storable(button.data)] for button in row] for row in action.buttons
                ],
                "thread_id": action.thread_id,
                "attachment": action.attachment and pack_attachment(action.attachment),
                "instead": storable(action.instead),
                "silent": action.silent,
                "lasts": None if action.lasts is None else action.lasts.total_seconds(),
                **({"made": storable(action.made)} if action.made is not None else {}),
            }
        case Remove():
            return {"message_id": action.message_id}
        case Mute():
            return {"person_id": action.person_id, "until": action.until.isoformat()}
        case Expel() | Unmute():
            return {"person_id": action.person_id}
        case AnswerTap():
            return {"tap_id": storable(action.tap_id), "text": storable(action.text)}


def unpack(
    method: str,
    payload: Mapping[str, Any],
    *,
    chat_id: int,
    reply_to: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Action:
    """The action that was packed; raises ValueError for a method of another version of the program."""
    match method:
        case "say":
            lasts, attachment = payload["lasts"], payload["attachment"]
            return Say(
                chat_id=chat_id,
                text=payload["text"],
                buttons=tuple(tuple(Button(*button) for button in row) for row in payload["buttons"]),
                reply_to=reply_to,
                thread_id=payload["thread_id"],
                attachment=None if attachment is None else unpack_attachment(attachment),
                instead=payload.get("instead", ""),  # older rows have none
                silent=payload["silent"],
                lasts=None if lasts is None else timedelta(seconds=lasts),
                facts=dict(facts or {}),
                made=payload.get("made"),
            )
        case "remove":
            return Remove(chat_id=chat_id, message_id=payload["message_id"])
        case "mute":
            until = datetime.fromisoformat(payload["until"])
            return Mute(chat_id=chat_id, person_id=payload["person_id"], until=until)
        case "unmute":
            return Unmute(chat_id=chat_id, person_id=payload["person_id"])
        case "expel":
            return Expel(chat_id=chat_id, person_id=payload["person_id"])
        case "answer_tap":
            return AnswerTap(chat_id=chat_id, tap_id=payload["tap_id"], text=payload["text"])
        case _:
            raise ValueError(f"an outbox row of an unknown method: {method}")


def pack_attachment(attachment: Attachment) -> list[str]:
    """A file as two words, or three for a picture that was sent as a document."""
    return [attachment.kind.value, storable(attachment.file_id), *([_IMAGE] if attachment.image else [])]


def unpack_attachment(words: list[str]) -> Attachment:
    """The file that was packed."""
    kind, file_id, *more = words
    return Attachment(Kind(kind), file_id, image=_IMAGE in more)
