"""What a message carries: its words, the addresses hidden in them, its file, its point on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeGuard

from bot.core.model.incoming import Attachment, Pin
from bot.core.model.kinds import Kind
from bot.telegram.clean import LONGEST_NAME, LONGEST_TEXT, Untranslatable, clean
from bot.telegram.fields import Raw, maybe_part, maybe_text, maybe_whole, parts, text

_MOST_LINKS = 100
_LONGEST_LINK = 2_048
_LONGEST_FILE_ID = 512


def words_of(message: Raw, kind: Kind) -> str:
    """The text or caption; where there is neither, the words that other kinds carry.

    Titles of music, files' names, stickers' emoji and venues' names are left out: they are nobody's words about what
    happens. Most files are named by a camera or a program, and would be off topic by that.

    Raises:
        Untranslatable: text or caption is no text. Nobody knows what was said then.
    """
    for name in ("text", "caption"):
        if message.get(name) is not None:
            return text(message, name)
    read = _OTHER_WORDS.get(kind)
    content = maybe_part(message, kind) if read is not None else None  # these fields are called as their kinds
    if read is None or content is None:
        return ""
    return "\n".join(line for line in read(content) if line)[:LONGEST_TEXT]


_OTHER_WORDS: Mapping[Kind, Callable[[Raw], Iterable[str | None]]] = {
    Kind.POLL: lambda poll: (*_lines(poll, "question", "description"), *_texts(poll, "options")),
    Kind.CHECKLIST: lambda checklist: (*_lines(checklist, "title"), *_texts(checklist, "tasks")),
    Kind.CONTACT: lambda contact: (name_of(contact), *_lines(contact, "phone_number")),
    Kind.GAME: lambda game: _lines(game, "title", "description"),
    Kind.INVOICE: lambda invoice: _lines(invoice, "title", "description"),
}


def _lines(content: Raw, *names: str) -> Iterable[str | None]:
    return [maybe_text(content, name) for name in names]


def _texts(content: Raw, name: str) -> Iterable[str | None]:
    return [maybe_text(each, "text") for each in parts(content, name)]


def name_of(named: Raw) -> str:
    """A chat's title, or a person's first and last name; empty where neither can be read."""
    title = maybe_text(named, "title", LONGEST_NAME)
    if title is not None:
        return title
    return " ".join(name for name in _lines(named, "first_name", "last_name") if name)[:LONGEST_NAME]


def links_of(message: Raw) -> tuple[str, ...]:
    """The addresses behind words, each once, in order."""
    entities = parts(message, "entities") or parts(message, "caption_entities")
    links = dict.fromkeys(maybe_text(entity, "url", _LONGEST_LINK) for entity in entities)
    return tuple(link for link in links if link)[:_MOST_LINKS]


def attachment_of(message: Raw, kind: Kind) -> Attachment | None:
    """The file that can be sent on by its id: of a photo, the largest size."""
    if kind is Kind.PHOTO:
        sizes = parts(message, "photo") or parts(maybe_part(message, "live_photo") or {}, "photo")
        file = max(sizes, key=_size, default=None)
    else:
        field = _FILES.get(kind)
        file = maybe_part(message, field) if field is not None else None
    file_id = file.get("file_id") if file is not None else None
    if file is None or not isinstance(file_id, str):
        return None
    return Attachment(kind, clean(file_id, _LONGEST_FILE_ID), image=kind is Kind.DOCUMENT and _is_image(file))


def _is_image(file: Raw) -> bool:
    """Whether a file is a picture, by what its sender's client says of it."""
    mime, name = (maybe_text(file, field) or "" for field in ("mime_type", "file_name"))
    return mime.lower().startswith("image/") or name.lower().endswith(_PICTURE_FILES)


def _size(photo: Raw) -> tuple[bool, int, int]:
    width, height, size = (maybe_whole(photo, name) or 0 for name in ("width", "height", "file_size"))
    return isinstance(photo.get("file_id"), str), width * height, size


_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".dng", ".avif")

_FILES: Mapping[Kind, str] = {
    Kind.VIDEO: "video",
    Kind.VIDEO_NOTE: "video_note",
    Kind.VOICE: "voice",
    Kind.AUDIO: "audio",
    Kind.GIF: "animation",
    Kind.STICKER: "sticker",
    Kind.DOCUMENT: "document",
}


def pin_of(message: Raw) -> Pin | None:
    """The point on the map, with the venue's name.

    Raises:
        Untranslatable: it is not on this planet.
    """
    if message.get("location") is None and message.get("venue") is None:
        return None
    venue = maybe_part(message, "venue") or {}
    point = maybe_part(venue, "location") or maybe_part(message, "location") or {}
    latitude, longitude = point.get("latitude"), point.get("longitude")
    if not _is_degrees(latitude, 90) or not _is_degrees(longitude, 180):
        raise Untranslatable("location is not on this planet")
    return Pin(float(latitude), float(longitude), maybe_text(venue, "title", LONGEST_NAME))


def _is_degrees(value: object, most: int) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most  # NaN is not
