"""A message's content in a line: ``[voice note 0:07]``."""

from __future__ import annotations

from bot.sandbox.people import Raw
from bot.sandbox.words import Words

_KINDS = (
    "photo", "video", "video_note", "voice", "audio", "animation", "sticker", "document", "contact", "venue",
    "location", "poll", "dice", "story", "game", "invoice", "paid_media", "giveaway", "checklist",
)  # fmt: skip


def media_of(raw: Raw, words: Words) -> str:
    """What a message carries besides its words; empty for a text."""
    kind = next((kind for kind in _KINDS if kind in raw), None)
    if kind is None:
        return "" if "text" in raw else f"[{words('kind.unknown')}]"
    content = raw[kind] if isinstance(raw[kind], dict) else {}
    if kind == "location" and "live_period" in content:
        kind = "live_location"
    where: Raw = content.get("location") or content
    minutes, seconds = divmod(int(content.get("duration", 0)), 60)
    return "[{}]".format(
        words(
            f"kind.{kind}",
            length=f"{minutes}:{seconds:02}",
            emoji=content.get("emoji", ""),
            pin=f"{where['latitude']:.4f}, {where['longitude']:.4f}" if "latitude" in where else "",
            name=_name_of(content),
        )
    )


def _name_of(content: Raw) -> str:
    for name in ("title", "file_name", "first_name", "question", "value"):
        if name in content:
            return str(content[name])
    return ""


def service_of(raw: Raw, words: Words) -> str | None:
    """What Telegram itself says in the chat; None for what a person or the bot said."""
    who = raw.get("from", {}).get("first_name", "")
    if joined := raw.get("new_chat_members"):
        return words("joined", name=", ".join(person["first_name"] for person in joined))
    if gone := raw.get("left_chat_member"):
        return words("left", name=gone["first_name"])
    if "pinned_message" in raw:
        return words("pinned", name=who)
    if "migrate_to_chat_id" in raw or "migrate_from_chat_id" in raw:
        return words("migrated")
    if title := raw.get("forum_topic_created"):
        return f"# {title['name']}"
    return words("something") if set(raw) <= {"message_id", "date", "chat", "from"} else None
