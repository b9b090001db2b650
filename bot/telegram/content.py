"""What a message carries: its words, the addresses hidden in them, its file, its point on the map."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from telegram import Contact, Location, Message

from bot.core.model import Attachment, Kind, Pin
from bot.telegram.clean import LONGEST_NAME, Untranslatable, clean

_MOST_LINKS = 100
_LONGEST_LINK = 2_048


def words_of(message: Message, kind: Kind) -> str:
    """The text or caption; where there is neither, the words that other kinds carry.

    Titles of music, stickers' emoji and venues' names are left out: they are nobody's words about what happens.
    """
    words = message.text if message.text is not None else message.caption
    if words is None and (other := _OTHER_WORDS.get(kind)) is not None:
        words = "\n".join(clean(line) for line in other(message) if line)
    return clean(words) if words is not None else ""


def _poll(message: Message) -> Iterable[str | None]:
    return (message.poll.question, *(option.text for option in message.poll.options)) if message.poll else ()


def _checklist(message: Message) -> Iterable[str | None]:
    return (message.checklist.title, *(task.text for task in message.checklist.tasks)) if message.checklist else ()


def _contact(message: Message) -> Iterable[str | None]:
    return (_name(message.contact), message.contact.phone_number) if message.contact else ()


def _name(contact: Contact) -> str:
    return f"{contact.first_name} {contact.last_name or ''}".rstrip()


_OTHER_WORDS: Mapping[Kind, Callable[[Message], Iterable[str | None]]] = {
    Kind.POLL: _poll,
    Kind.CHECKLIST: _checklist,
    Kind.CONTACT: _contact,
    Kind.DOCUMENT: lambda message: (message.document.file_name,) if message.document else (),
    Kind.GAME: lambda message: (message.game.title, message.game.description) if message.game else (),
    Kind.INVOICE: lambda message: (message.invoice.title, message.invoice.description) if message.invoice else (),
}


def links_of(message: Message) -> tuple[str, ...]:
    """The addresses behind words, each once, in order."""
    entities = message.entities or message.caption_entities
    if not entities:
        return ()
    links = dict.fromkeys(clean(entity.url, _LONGEST_LINK) for entity in entities if entity.url)
    return tuple(links)[:_MOST_LINKS]


def attachment_of(message: Message, kind: Kind) -> Attachment | None:
    """The file that can be sent on by its id: of a photo, the largest size."""
    media: Any
    if kind is Kind.PHOTO:
        sizes = message.photo or (message.live_photo.photo if message.live_photo else None)
        media = (
            max(sizes, key=lambda size: (size.width * size.height, size.file_size or 0), default=None)
            if sizes
            else None
        )
    else:
        field = _FILES.get(kind)
        media = getattr(message, field) if field else None
    return Attachment(kind, clean(media.file_id, 512)) if media is not None else None


_FILES: Mapping[Kind, str] = {
    Kind.VIDEO: "video",
    Kind.VIDEO_NOTE: "video_note",
    Kind.VOICE: "voice",
    Kind.AUDIO: "audio",
    Kind.GIF: "animation",
    Kind.STICKER: "sticker",
    Kind.DOCUMENT: "document",
}


def pin_of(message: Message) -> Pin | None:
    """The point on the map, with the venue's name.

    Raises:
        Untranslatable: it is not on this planet.
    """
    if message.venue is not None:
        return _pin(message.venue.location, clean(message.venue.title, LONGEST_NAME))
    return _pin(message.location, None) if message.location is not None else None


def _pin(location: Location, title: str | None) -> Pin:
    latitude, longitude = float(location.latitude), float(location.longitude)
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and math.isfinite(longitude) and abs(longitude) <= 180):
        raise Untranslatable("the location is not on this planet")
    return Pin(latitude, longitude, title)
