"""Raw updates as Telegram sends them."""

from __future__ import annotations

from typing import Any

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind

GROUP = -1001234567890
ANA = {"id": 1001, "is_bot": False, "first_name": "Ana", "last_name": "Ruiz", "username": "ana"}
CHAT = {"id": GROUP, "type": "supergroup", "title": "Vecinos de la Cuauhtémoc"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Cuadrante", "username": "cuadrante_bot"}


def file(name: str, **more: Any) -> dict[str, Any]:
    return {"file_id": name, "file_unique_id": f"u-{name}", **more}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1_795_289_455, "chat": CHAT, "from": ANA, **fields}


def update(update_id: int = 1, **fields: Any) -> dict[str, Any]:
    """An update with a message of these fields."""
    return {"update_id": update_id, "message": message(**fields)}


PHOTO = [
    file("small", width=90, height=60, file_size=1_000),
    file("large", width=1280, height=853, file_size=90_000),
    file("middle", width=320, height=213, file_size=9_000),
]
VIDEO = file("vid", width=640, height=480, duration=9)
GIF = file("gif", width=320, height=240, duration=3)
DOCUMENT = file("doc", file_name="acta.pdf", mime_type="application/pdf")
LOCATION = {"latitude": 19.4301, "longitude": -99.1682}
STORY = {"chat": {"id": 1001, "type": "private", "first_name": "Ana"}, "id": 3}
GIVEAWAY = {"chats": [CHAT], "winners_selection_date": 1_795_299_455, "winner_count": 1}
POLL = {
    "id": "p",
    "question": "¿Hubo asalto?",
    "options": [
        {"text": "sí", "voter_count": 0, "persistent_id": "1"},
        {"text": "no", "voter_count": 0, "persistent_id": "2"},
    ],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
STICKER = file("stk", type="regular", width=512, height=512, is_animated=False, is_video=False, emoji="🔥")
ADMINISTRATOR = {
    "status": "administrator",
    "user": BOT,
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": False,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_pin_messages": False,
}

# for each kind: the fields of a message, its words, its file
KINDS: list[tuple[Kind, dict[str, Any], str, Attachment | None]] = [
    (Kind.TEXT, {"text": "Asalto en Río Lerma 120"}, "Asalto en Río Lerma 120", None),
    (Kind.PHOTO, {"photo": PHOTO, "caption": "choque"}, "choque", Attachment(Kind.PHOTO, "large")),
    (
        Kind.PHOTO,
        {"photo": PHOTO, "live_photo": file("live", width=9, height=9, duration=2, photo=PHOTO)},
        "",
        Attachment(Kind.PHOTO, "large"),
    ),
    (Kind.VIDEO, {"video": VIDEO, "caption": "choque"}, "choque", Attachment(Kind.VIDEO, "vid")),
    (Kind.VIDEO_NOTE, {"video_note": file("vn", length=240, duration=5)}, "", Attachment(Kind.VIDEO_NOTE, "vn")),
    (Kind.VOICE, {"voice": file("v", duration=5)}, "", Attachment(Kind.VOICE, "v")),
    (Kind.AUDIO, {"audio": file("a", duration=180, title="Fuego")}, "", Attachment(Kind.AUDIO, "a")),
    (Kind.GIF, {"animation": GIF, "document": GIF}, "", Attachment(Kind.GIF, "gif")),
    (Kind.STICKER, {"sticker": STICKER}, "", Attachment(Kind.STICKER, "stk")),
    (Kind.DOCUMENT, {"document": DOCUMENT}, "", Attachment(Kind.DOCUMENT, "doc")),
    (Kind.DOCUMENT, {"document": DOCUMENT, "caption": "el acta"}, "el acta", Attachment(Kind.DOCUMENT, "doc")),
    (
        Kind.CONTACT,
        {"contact": {"phone_number": "+5255", "first_name": "Luz", "last_name": "Paz"}},
        "Luz Paz\n+5255",
        None,
    ),
    (Kind.LOCATION, {"location": LOCATION}, "", None),
    (Kind.LIVE_LOCATION, {"location": {**LOCATION, "live_period": 900}}, "", None),
    (
        Kind.VENUE,
        {"venue": {"location": LOCATION, "title": "Café La Explosión", "address": "x"}, "location": LOCATION},
        "",
        None,
    ),
    (Kind.POLL, {"poll": POLL}, "¿Hubo asalto?\nsí\nno", None),
    (Kind.DICE, {"dice": {"value": 4, "emoji": "🎲"}}, "", None),
    (Kind.STORY, {"story": STORY}, "", None),
    (Kind.GAME, {"game": {"title": "Ajedrez", "description": "juega", "photo": PHOTO}}, "Ajedrez\njuega", None),
    (
        Kind.INVOICE,
        {
            "invoice": {
                "title": "Tamales",
                "description": "dos",
                "start_parameter": "",
                "currency": "MXN",
                "total_amount": 1,
            }
        },
        "Tamales\ndos",
        None,
    ),
    (
        Kind.PAID_MEDIA,
        {"paid_media": {"star_count": 5, "paid_media": [{"type": "preview"}]}, "caption": "mira"},
        "mira",
        None,
    ),
    (Kind.GIVEAWAY, {"giveaway": GIVEAWAY}, "", None),
    (Kind.CHECKLIST, {"checklist": {"title": "Ronda", "tasks": [{"id": 1, "text": "luz"}]}}, "Ronda\nluz", None),
    (Kind.SERVICE, {"new_chat_members": [ANA]}, "", None),
    (Kind.UNKNOWN, {"hologram": {"file_id": "x"}, "caption": "fuego"}, "fuego", None),
    (Kind.UNKNOWN, {}, "", None),
]
