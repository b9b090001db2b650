"""The values that every part of Cuadrante speaks: who wrote what, what it means, what became of it.

Frozen, without behaviour that reaches outside. Times are aware datetimes in UTC and end in ``_at``;
Telegram's ids are plain integers of up to 64 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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


# --- what arrives -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on Telegram. ``username`` comes without the ``@``."""

    id: int
    name: str
    username: str | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map in degrees (WGS84); ``title`` is the venue's name where there is one."""

    latitude: float
    longitude: float
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that Telegram keeps for us. ``image``: a document that is a picture, sent as a file.

    Pictures are sent on only after they were cleaned of what cannot be seen in them; all else goes on by its id.
    """

    kind: Kind
    file_id: str
    image: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it is a still picture, in which a place and a camera may be written."""
        return self.kind is Kind.PHOTO or self.image


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, or the new version of one (``edited``), in a group or in private (``chat_id`` > 0)."""

    update_id: int
    chat_id: int
    message_id: int
    author: Person
    sent_at: datetime
    kind: Kind = Kind.TEXT
    text: str = ""  # or the caption
    links: tuple[str, ...] = ()  # addresses hidden behind words of the text
    thread_id: int | None = None  # the forum topic; None in General and outside of forums
    reply_to: int | None = None
    forwarded: bool = False
    album: str | None = None
    pin: Pin | None = None
    attachment: Attachment | None = None
    edited: bool = False
    as_group: bool = False  # an administrator who writes anonymously, in the group's name

    @property
    def private(self) -> bool:
        """Whether the person writes to the bot alone (Telegram numbers private chats as their people)."""
        return self.chat_id > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """Somebody pressed a button below a message of the bot. ``data`` is whatever they sent: trust nothing."""

    update_id: int
    tap_id: str
    person: Person
    data: str
    chat_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Somebody's standing in a chat changed: the bot's own (``is_me``) or a member's.

    ``status`` is Telegram's: creator, administrator, member, restricted, left, kicked. In a private chat
    ``kicked`` means that the person blocked the bot.
    """

    update_id: int
    chat_id: int
    title: str
    person: Person
    is_me: bool
    status: str
    rights: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A group became a supergroup and has a new id."""

    update_id: int
    chat_id: int
    new_chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """An update that asks nothing of us; recorded as seen."""

    update_id: int
    what: str


Incoming = Message | Tap | Membership | Migration | Other


# --- what it means ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happens, as far as it was said; streets are spelt as ``rules.yaml`` spells them."""

    street: str | None = None
    number: str | None = None
    cross_street: str | None = None
    landmark: str | None = None
    pin: Pin | None = None

    @property
    def known(self) -> bool:
        """Whether an officer could go there."""
        return bool(self.street or self.landmark or self.pin)


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What judging needs to know of a message, and nothing else."""

    text: str
    kind: Kind = Kind.TEXT
    role: Role = Role.NEIGHBOR
    is_reply: bool = False
    forwarded: bool = False
    sent_at: datetime | None = None
    pin: Pin | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a message is, and why: the whole answer of reading and screening.

    Attributes:
        rule: id of the rule that decided; never empty.
        evidence: the words of the message that decided, as written.
        certainty: 0 to 1; below ``screening.certainty`` of the rules nothing is done against the author.
        response: the state that an officer's words mean ("R-12 en el punto" → on_scene), or None.
        topic: the sister group that a rejected message may be meant for.
        understood: False where the content is out of the bot's reach (a voice note without words).
    """

    verdict: Verdict
    rule: str
    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    reason: Reason | None = None
    category: Category | None = None
    emergency: bool = False
    place: Place = NOWHERE
    response: State | None = None
    topic: SisterTopic | None = None
    understood: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What was seen in a picture.

    Attributes:
        certainty: 0 to 1.
        evidence: short names of what speaks for it.
        fingerprint: 64 bits; those of nearly the same picture differ in few.
    """

    kind: PictureKind
    certainty: float
    evidence: tuple[str, ...] = ()
    fingerprint: int = 0


# --- what is kept -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Somebody else who reported the same incident, and the message with which they did."""

    person_id: int
    name: str
    chat_id: int
    message_id: int
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """How a report stood before somebody's last tap, which they may take back until then."""

    by_id: int
    until: datetime
    state: State
    owner_id: int | None = None
    owner_name: str | None = None
    answered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    escalation_step: int = 0
    escalate_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One incident as the police see it.

    Attributes:
        category: None while nobody has said what it is (a tap on "it is an emergency").
        group_id: the neighbourhood's group; ``chat_id`` is where it was written, which may be a private chat.
        words: the author's own words, and what was added to them, one message a line.
        witnesses: who else reported it; their words stand with them.
        asked: what the line still asks for: "problem", "street", "place" (was said, but not found), "number", "photo";
            "conduct" is what holds a report of a suspicious person back.
        told: names of those who were told, in order.
        escalation_step: how many steps of the rules' escalation have been done.
        escalate_at: when the next one is due, or the answer about conduct; None when nothing is due any more.
        happened_at: when it happened, as the author told; None where nothing was told.
        opened_at: when it was written.
        forwarded_at: when the first on duty had it.
        answered_at: when the first human answered.
        ask_at: when those on duty are asked what became of it; None when nothing is due. ``asks``: how often they were.
        outcome: the one line that closing it asks for. ``referred_to``: the agency, where it was referred.
        disputed_at: when it was last reopened, because somebody said that it goes on; the moments of the answers are
            those since then, and the log has the earlier ones.
    """

    id: int
    folio: str
    group_id: int
    chat_id: int
    message_id: int
    thread_id: int | None = None
    reporter_id: int
    reporter_name: str
    category: Category | None
    emergency: bool
    state: State = State.RECEIVED
    words: str = ""
    place: Place = NOWHERE
    quadrants: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    owner_id: int | None = None
    owner_name: str | None = None
    opened_at: datetime
    updated_at: datetime
    forwarded_at: datetime | None = None
    acknowledged_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    closed_at: datetime | None = None
    escalation_step: int = 0
    escalate_at: datetime | None = None
    rules_version: str = ""
    happened_at: datetime | None = None
    answered_at: datetime | None = None
    witnesses: tuple[Witness, ...] = ()
    ask_at: datetime | None = None
    asks: int = 0
    outcome: str = ""
    referred_to: str = ""
    undo: Undo | None = None
    disputed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was known of a report once a row of the log was written: figures of past days are made from these alone.

    The six times are those of `Report`: happened (as told), written, told, first human answer, on scene, closed.
    ``witnesses``: how many others reported it.
    """

    group_id: int
    state: State
    category: Category | None = None
    emergency: bool = False
    place: Place = NOWHERE
    quadrants: tuple[str, ...] = ()
    witnesses: int = 0
    happened_at: datetime | None = None
    opened_at: datetime
    forwarded_at: datetime | None = None
    answered_at: datetime | None = None
    on_scene_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One line of the response log, which only ever grows.

    ``event`` is a state of a report, or: opened, told, undelivered, added, edited, moved, asked, kept, said,
    escalated, refused, witnessed, split, undone, outcome, disputed, satisfied, relayed, handed_over, asked_for_news,
    recorded, filed, not_filed, agency_closed. What is no report's (``report_id`` None, ``folio`` empty): invited,
    enrolled, duty, unmanned, agreed, fulfilled.

    ``facts`` is in each row that was written together with a change of its report: the last row with facts up to a
    moment tells what the report was at that moment, whatever has become of it since. Rows of older versions have none.
    """

    report_id: int | None
    folio: str
    at: datetime
    event: str
    by_id: int | None = None
    by_name: str | None = None
    role: Role | None = None  # None: the program itself
    text: str = ""
    facts: Facts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it is stored, with what was decided of it and why."""

    chat_id: int
    message_id: int
    update_id: int
    person_id: int
    person_name: str
    kind: Kind
    text: str
    sent_at: datetime
    thread_id: int | None = None
    reply_to: int | None = None
    album: str | None = None
    attachment: Attachment | None = None
    pin: Pin | None = None  # where it was sent to point at; without its title
    verdict: Verdict | None = None  # None: not judged (a command, a service message)
    rule: str | None = None
    reason: Reason | None = None
    category: Category | None = None
    emergency: bool = False
    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    rules_version: str = ""
    report_id: int | None = None
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    struck: bool = False
    flagged: bool = False  # an unknown kind, kept for a human to look at


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One breach of the rules by one person in one group; counts until ``expires_at``."""

    chat_id: int
    person_id: int
    message_id: int
    at: datetime
    expires_at: datetime
    reason: Reason
    rule: str
    words: str = ""  # what was written, for the administrators who may have to judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """What the bot knows of a person: whether it may write to them (None: never tried), and where they live."""

    id: int
    name: str
    username: str | None = None
    can_write: bool | None = None
    group_id: int | None = None  # the neighbourhood group they last wrote in


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group as Telegram has it now. ``rules_chat`` is the id under which ``rules.yaml`` knows it.

    ``removed``: officers and commanders who left it or were put out of it, and have not come back.
    """

    chat_id: int
    rules_chat: int
    title: str = ""
    administrators: frozenset[int] = frozenset()  # Telegram's own, by id
    rights: frozenset[str] = frozenset()  # the bot's: see telegram.rights
    greeted: bool = False  # an unconfigured group was told its id once
    removed: frozenset[int] = frozenset()
