"""What a message of each kind carries, field by field as in the Bot API's documentation."""

from __future__ import annotations

from typing import Any

from bot.sandbox.files import File, Files
from bot.sandbox.people import Raw
from bot.sandbox.text import find_entities

Pin = tuple[float, float]  # latitude, longitude

FILE_KINDS = ("photo", "video", "video_note", "voice", "audio", "animation", "sticker", "document")
WITHOUT_CAPTION = ("video_note", "sticker")
KINDS = (
    "text", "photo", "video", "video_note", "voice", "audio", "gif", "sticker", "document", "contact", "location",
    "live_location", "venue", "poll", "dice", "story", "game", "invoice", "paid_media", "giveaway", "checklist",
    "unknown",
)  # fmt: skip
_HERE: Pin = (19.4284, -99.1676)


def text_content(text: str, entities: list[Raw] | None = None, *, caption: bool = False) -> Raw:
    """A text, or a caption; nothing at all where it is empty."""
    if not text:
        return {}
    found = find_entities(text) if entities is None else entities
    content: Raw = {"caption" if caption else "text": text}
    return content | ({"caption_entities" if caption else "entities": found} if found else {})


def file_content(file: File) -> Raw:
    """A file as the message that carries it shows it."""
    match file.kind:
        case "photo":
            small = file.described | {"file_id": f"{file.id}", "width": 90, "height": 67, "file_size": 1024}
            return {"photo": [small, file.described]}
        case "animation":  # Telegram repeats it as a document, for old bots
            return {"animation": file.described, "document": file.described}
        case kind:
            return {kind: file.described}


def content_of(
    kind: str,
    text: str,
    files: Files,
    *,
    pin: Pin | None = None,
    seconds: int = 7,
    data: bytes = b"",
    title: str = "",
    emoji: str = "",
) -> Raw:
    """A message of any kind that a person may send. Raises ValueError for a word that is no kind."""
    if kind == "text":
        return text_content(text)
    name = "animation" if kind == "gif" else kind
    if name in FILE_KINDS:
        file = files.add(name, data, seconds=seconds, name=title)
        content = file_content(file)
        if emoji and kind == "sticker":
            content["sticker"] = file.described | {"emoji": emoji}
        return content if name in WITHOUT_CAPTION else content | text_content(text, caption=True)
    latitude, longitude = pin or _HERE
    where: Raw = {"latitude": latitude, "longitude": longitude}
    return _other_content(kind, text, where, title=title, emoji=emoji)


def _other_content(kind: str, text: str, where: Raw, *, title: str, emoji: str) -> Raw:
    caption = text_content(text, caption=True)
    match kind:
        case "location":
            return {"location": where}
        case "live_location":
            return {"location": where | {"live_period": 900, "horizontal_accuracy": 12.0}}
        case "venue":
            venue = {"location": where, "title": title or text or "Parque", "address": text or "-"}
            return {"venue": venue, "location": where}
        case "contact":
            return {"contact": {"phone_number": "+525555555555", "first_name": title or text or "Plomero"}}
        case "poll":
            return {"poll": poll(title or text or "¿?", ["Sí", "No"])}
        case "dice":
            return {"dice": {"emoji": emoji or "🎲", "value": 4}}
        case "story":
            return {"story": {"chat": {"id": -1009999, "type": "channel", "title": "Historias"}, "id": 5}}
        case "game":
            return {"game": {"title": title or "Juego", "description": text or "-", "photo": []}}
        case "invoice":
            sale = {"title": title or "Rifa", "description": text or "-", "start_parameter": "x"}
            return {"invoice": sale | {"currency": "MXN", "total_amount": 10000}}
        case "paid_media":
            return {"paid_media": {"star_count": 5, "paid_media": [{"type": "preview", "width": 90}]}} | caption
        case "giveaway":
            channel = {"id": -1009999, "type": "channel", "title": "Regalos"}
            return {"giveaway": {"chats": [channel], "winners_selection_date": 1893456000, "winner_count": 1}}
        case "checklist":
            return {"checklist": {"title": title or text or "Lista", "tasks": [{"id": 1, "text": text or "Pan"}]}}
        case "unknown":  # a kind that nobody has thought of yet
            return {"hologram": {"file_id": "h-1", "depth": 3}}
        case _:
            raise ValueError(f"no kind of message: {kind}")


def poll(question: str, options: list[str], **more: Any) -> Raw:
    """A fresh poll."""
    answers = [
        {"persistent_id": str(number), "text": option, "voter_count": 0} for number, option in enumerate(options, 1)
    ]
    return {
        "id": "1", "question": question, "options": answers, "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
        "allows_revoting": True, "members_only": False,
    } | more  # fmt: skip
