"""A scenario: who is there, and who does what when. Its format is told in tests/scenarios/README.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from bot.sandbox.contents import KINDS

BOT = "bot"
PRIVATE = "private"
_SPANS = {"s": 1, "min": 60, "h": 3600, "days": 86400}
_DEEDS = (
    "edits", "deletes", "pins", "reacts", "moves", "presses", "forges", "does", "migrates", "redelivers", "program",
    "rules",
)  # fmt: skip
_BY_NOBODY = ("migrates", "redelivers", "program", "rules")


def _span(value: Any) -> timedelta:
    number, _, unit = str(value).partition(" ")
    if not number.isdigit() or unit not in _SPANS:
        raise ValueError(f"{value!r} is no span: write 90 s, 5 min, 2 h or 3 days")
    return timedelta(seconds=int(number) * _SPANS[unit])


def _clock_time(value: Any) -> time:
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is no time: write 20:52 or 20:52:30") from None


def _time_or_moment(value: Any) -> time | datetime:
    text = str(value)
    return _moment(text) if len(text) > len("20:52:30") else _clock_time(text)


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is no moment: write 2019-01-12 20:50") from None
    return moment


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone: write America/Mexico_City") from None


Span = Annotated[timedelta, PlainValidator(_span)]
ClockTime = Annotated[time, PlainValidator(_clock_time)]
TimeOrMoment = Annotated[time | datetime, PlainValidator(_time_or_moment)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
Words = Annotated[list[str], BeforeValidator(_listed)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, coerce_numbers_to_str=True)


class PersonEntry(_Strict):
    """Somebody with an account. ``started``: the bot may write to them from the beginning."""

    id: int
    name: str
    username: str | None = None
    started: bool = False


class GroupEntry(_Strict):
    """A group. ``members`` None: everybody of the file."""

    chat: int
    title: str
    kind: Literal["group", "supergroup", "forum"] = "supergroup"
    members: list[str] | None = None
    administrators: list[str] = []
    bot: Literal["administrator", "member", "left"] = "administrator"
    rights: list[str] | None = None
    topics: list[str] = []


class LogEntry(_Strict):
    """What a row of the response log must say; ``text`` is part of its text."""

    event: str | None = None
    folio: str | None = None
    by: str | None = None
    role: str | None = None
    text: str | None = None


class Expectation(_Strict):
    """What must be so by now. All that is named must hold."""

    where: str | None = Field(default=None, alias="in")
    exactly: str | None = None
    contains: Words = []
    lacks: Words = []
    buttons: Words = []
    no_buttons: bool = False
    replies_to: str | None = None
    file: str | None = None
    count: int | None = None
    stands: Words = []
    gone: Words = []
    popup: str | None = None
    who: str | None = None
    status: dict[str, str] = {}
    log: LogEntry | None = None

    @property
    def about_messages(self) -> bool:
        """Whether it asks for a message of the bot's."""
        asked = (self.exactly, self.contains, self.lacks, self.buttons, self.no_buttons, self.replies_to, self.file)
        return any(asked)


class Step(_Strict):
    """One thing that happens, or only a moment to wait for."""

    at: TimeOrMoment | None = None
    after: Span | None = None
    note: str | None = None
    who: str | None = None
    where: str | None = Field(default=None, alias="in")
    says: str | None = None
    sends: str | None = None
    label: str | None = None
    reply_to: str | None = None
    topic: str | None = None
    forwarded: bool | str = False
    album: str | None = None
    pin: tuple[float, float] | None = None
    seconds: int = 7
    emoji: str = ""
    title: str = ""
    anonymous: bool = False
    picture: str | None = None
    edits: str | None = None
    deletes: str | None = None
    pins: str | None = None
    reacts: str | None = None
    moves: str | None = None
    presses: str | None = None
    forges: str | None = None
    below: str | None = None
    to: str | None = None
    does: Literal["start", "block", "unblock", "join", "leave", "promote", "demote"] | None = None
    payload: str = ""
    link_of: str | None = None
    migrates: str | None = None
    to_chat: int | None = None
    redelivers: bool | None = None
    program: Literal["stops", "starts"] | None = None
    rules: str | None = None
    expect: list[Expectation] = []

    @property
    def deeds(self) -> list[str]:
        """What is done, by the name of its key."""
        said = ["says"] if self.says is not None or self.sends is not None else []
        return said + [name for name in _DEEDS if getattr(self, name) is not None]

    @property
    def is_of_program(self) -> bool:
        """Whether it is done to the bot's program, not in Telegram."""
        return self.program is not None or self.rules is not None

    @model_validator(mode="after")
    def _one_deed(self) -> Step:
        deeds = self.deeds
        if len(deeds) > 1:
            raise ValueError(f"one step does one thing; this one {' and '.join(deeds)}")
        if self.at is not None and self.after is not None:
            raise ValueError("a step has a time (at) or a span (after), not both")
        if deeds and deeds[0] not in _BY_NOBODY and self.who is None:
            raise ValueError(f"who {deeds[0]}?")
        if self.sends is not None and self.sends not in KINDS:
            raise ValueError(f"{self.sends!r} is no kind of message; there are {', '.join(KINDS)}")
        return self


class Scenario(_Strict):
    """A whole scenario. ``rules`` is the rules file, beside this one; ``file`` is where it was read."""

    name: str
    language: Literal["es", "en"] = "es"
    timezone: Zone = ZoneInfo("America/Mexico_City")
    rules: str | None = None
    starts: Annotated[datetime, PlainValidator(_moment)]
    ends: ClockTime | None = None
    people: dict[str, PersonEntry]
    groups: dict[str, GroupEntry]
    steps: list[Step]
    file: Path = Path()

    @property
    def starts_at(self) -> datetime:
        """When it starts, aware."""
        return self.starts.replace(tzinfo=self.timezone)

    @property
    def rules_file(self) -> Path | None:
        """The rules that it is played with, if it names some."""
        return None if self.rules is None else self.file.parent / self.rules

    def timeline(self) -> Iterator[tuple[datetime, Step]]:
        """The steps with their moments. A time earlier than the last one is on the next day."""
        now = self.starts_at
        for step in self.steps:
            if step.after is not None:
                now = (now.astimezone(ZoneInfo("UTC")) + step.after).astimezone(self.timezone)
            elif step.at is not None:
                now = self._next(now, step.at)
            yield now, step
        if self.ends is not None:
            yield self._next(now, self.ends), Step()

    def _next(self, now: datetime, at: time | datetime) -> datetime:
        if isinstance(at, datetime):
            return at.replace(tzinfo=self.timezone)
        moment = datetime.combine(now.date(), at, self.timezone)
        return moment if moment >= now else datetime.combine(now.date() + timedelta(days=1), at, self.timezone)
