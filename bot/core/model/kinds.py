"""The words by which things are told apart."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Every kind of message that Telegram has, one word for each."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    VOICE = "voice"
    AUDIO = "audio"
    GIF = "gif"
    STICKER = "sticker"
    DOCUMENT = "document"
    CONTACT = "contact"
    LOCATION = "location"
    LIVE_LOCATION = "live_location"
    VENUE = "venue"
    POLL = "poll"
    DICE = "dice"
    STORY = "story"
    GAME = "game"
    INVOICE = "invoice"
    PAID_MEDIA = "paid_media"
    GIVEAWAY = "giveaway"
    CHECKLIST = "checklist"
    SERVICE = "service"  # "Ana joined", a pinned message, a new title: Telegram wrote it, nobody said it
    UNKNOWN = "unknown"  # a kind younger than this program: kept and flagged, never judged


class Role(StrEnum):
    """What a person is to the group."""

    NEIGHBOR = "neighbor"
    OFFICER = "officer"
    ADMIN = "admin"
    COMMANDER = "commander"


class Category(StrEnum):
    """What a report is about; the meanings are in the taxonomy."""

    ACCIDENT = "accident"
    THEFT = "theft"
    FIRE = "fire"
    COLLAPSE = "collapse"
    EXPLOSION = "explosion"
    GAS_LEAK = "gas_leak"
    KIDNAPPING = "kidnapping"
    INJURY = "injury"
    DEATH = "death"
    VIOLENCE = "violence"
    PUBLIC_SPACE = "public_space"
    SUSPICIOUS_PERSON = "suspicious_person"
    URBAN_SERVICE = "urban_service"
    NEIGHBOR_DISPUTE = "neighbor_dispute"
    POLICE_CONDUCT = "police_conduct"
    NOTICE = "notice"


class Reason(StrEnum):
    """Why a message breaks the group's rules."""

    STICKER = "sticker"
    GIF = "gif"
    MEME = "meme"
    AUDIO = "audio"
    EMOTICONS = "emoticons"
    ADVERTISING = "advertising"
    POLITICS = "politics"
    RELIGION = "religion"
    HATE = "hate"
    DISCOURTESY = "discourtesy"
    CHAIN = "chain"
    JOKE = "joke"
    GOSSIP = "gossip"
    OFF_TOPIC = "off_topic"


class Verdict(StrEnum):
    """What screening says of a message."""

    REPORT = "report"
    REJECT = "reject"
    PASS = "pass"  # noqa: S105 - a verdict, no password


class State(StrEnum):
    """How far a report has come; the legal moves are in ``lifecycle``."""

    RECEIVED = "received"
    FORWARDED = "forwarded"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"
    FALSE_ALARM = "false_alarm"
    REFERRED = "referred"


class SisterTopic(StrEnum):
    """Which sister group a message that does not belong here may be meant for."""

    PETS = "pets"
    SERVICES = "services"
    BUSINESS = "business"
    GENERAL = "general"


class PictureKind(StrEnum):
    """What a picture is, by what is in it."""

    PHOTOGRAPH = "photograph"
    MEME = "meme"
    SCREENSHOT = "screenshot"
    FLYER = "flyer"
    STICKER = "sticker"
