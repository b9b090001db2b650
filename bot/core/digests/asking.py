"""``/digest [day]``: a digest of any day, for those who may see it.

Its figures are not in the world of a decision, and nobody's emergency is to wait for them: the wish is noted, and
answered right after the batch. A wish stands in the store until it is answered, whatever ends the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import MAXYEAR, date, timedelta

from bot.core.digests.figures_in_words import date_of
from bot.core.digests.sending import entitled
from bot.core.effects import Effect, Remember
from bot.core.model.incoming import Message
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.scene import Scene
from bot.locales import Sentences

WISHES = "wish.digest:"
"""How the notes of wishes begin."""

_WORDS = {"": 1, "ayer": 1, "yesterday": 1, "hoy": 0, "today": 0, "antier": 2, "anteayer": 2}
_FIRST_YEAR = 2000
_DATE = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asked for the digest of a day, with that message.

    ``last``: they asked for where and when instead, from that day to this one (see `where_asking`).
    """

    day: str  # ISO 8601
    person_id: int
    chat_id: int
    message_id: int
    last: str | None = None

    @property
    def key(self) -> str:
        """Of its note."""
        return f"{WISHES}{self.chat_id}:{self.message_id}"

    @classmethod
    def of(cls, value: str) -> Wish:
        """Back from the form in which it was noted."""
        return cls(**json.loads(value))

    def noted(self) -> Iterator[Effect]:
        """Keep it until it is answered."""
        yield Remember(self.key, json.dumps(asdict(self)))


def wish_of(message: Message, argument: str, say: Sentences, scene: Scene) -> Wish | str:
    """What is wished for, or the sentence that says why it is not to be had."""
    if not entitled(message.author, scene):
        return say("digest.not_entitled")
    today = scene.now.astimezone(scene.rules.timezone).date()
    day = day_asked(argument, today)
    if day is None:
        return say("digest.bad_day")
    if day > today:
        return say("digest.day_to_come")
    if not message.private and scene.world.people[message.author.id].can_write is not True:
        return say("digest.in_private")
    return Wish(str(day), message.author.id, message.chat_id, message.message_id)


def not_made(wish: Wish, scene: Scene) -> Outgoing:
    """The sentence, in private, for whoever asked for what cannot be made."""
    say, day = scene.say(None), date.fromisoformat(wish.day)
    if wish.last is None:
        text = say("digest.not_made", date=date_of(day, say))
    else:
        last = date.fromisoformat(wish.last)
        text = say("where.not_made", first=f"{day:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    return Outgoing(
        key=f"answer:{wish.chat_id}:{wish.message_id}:not_made",
        action=Say(chat_id=wish.person_id, text=text),
        priority=Priority.ANSWER,
        purpose=Purpose.ANSWER,
    )


def day_asked(argument: str, today: date) -> date | None:
    """The day that somebody typed; yesterday without any. One without a year is the latest that has been."""
    typed = argument.strip().lower()
    if (ago := _WORDS.get(typed)) is not None:
        return today - timedelta(days=ago)
    match = _DATE.match(typed)
    if match is None:
        return None
    year, month, day, other_day, other_month, other_year = (int(part) if part else None for part in match.groups())
    if year and month and day:
        return _date(year, month, day)
    if not (other_day and other_month):
        return None
    if other_year:
        return _date(other_year, other_month, other_day)
    this_year = _date(today.year, other_month, other_day)
    return this_year if this_year and this_year <= today else _date(today.year - 1, other_month, other_day)


def _date(year: int, month: int, day: int) -> date | None:
    """The day, if there is such a one, and it lies in the time of messengers."""
    try:
        return date(year, month, day) if _FIRST_YEAR <= year < MAXYEAR else None  # a month after it can be told
    except ValueError:
        return None
