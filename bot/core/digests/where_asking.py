"""``/where [days]``: where and when of any period, for commanders and in private, since it names addresses.

Noted as a wish and answered after the batch, as the digest is: see `bot.core.digests.asking`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.core.answering import Reply
from bot.core.digests.asking import Wish, day_asked
from bot.core.digests.sending import Recipient, as_commander, picture_name, read_picture_name
from bot.core.digests.where_text import day_in_words, text_of_where
from bot.core.figures.periods import first_of_next
from bot.core.figures.where_and_when import WhereAndWhen
from bot.core.log_rows import refused
from bot.core.model.incoming import Message
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.scene import Scene
from bot.core.wording import quoted
from bot.locales import Sentences

PICTURE = "where"
"""The kind of made file that the picture is; see `bot.making`."""
USUAL_DAYS = 28
"""Four whole weeks: each weekday as often as the others."""
MOST_DAYS = 366
"""What may be asked for in the chat; of more an analyst asks the program."""
MOST_LINES = 5
"""Of places and of streets: with all that is said of them it fits one message."""

_SMALL = re.compile(
    r"\b(?:del?|desde|from|since|al?|hasta|to|until|y|and|[uú]ltim[oa]s|last|los|the)\b|\.{2,}|[–—]| - "
)
_SPAN = re.compile(r"(\d{1,3}) ?(?:d[ií]as?|days?|d)\Z", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})\Z", re.ASCII)


def on_where(message: Message, argument: str, say: Sentences, scene: Scene) -> Reply:
    """Note the wish, or say in one line why it is not to be had, and how it is."""
    if not as_commander(message.author, scene):
        return Reply(say("where.not_entitled"), effects=(refused("where", message.author, scene),))
    if not message.private:
        return Reply(say("where.in_private"))
    today = scene.now.astimezone(scene.rules.timezone).date()
    asked = period_asked(argument, today)
    if asked is None:
        return Reply(say("where.bad_period", found=quoted(argument, 60)))
    first, last = asked
    if wrong := _wrong(first, last, today, say):
        return Reply(wrong)
    wish = Wish(str(first), message.author.id, message.chat_id, message.message_id, last=str(last))
    return Reply(effects=tuple(wish.noted()))


def period_asked(argument: str, today: date) -> tuple[date, date] | None:
    """The first and the last day that somebody typed: two days, a month, so many whole days up to yesterday, one day.

    The usual days without any.
    """
    typed = " ".join(_SMALL.sub(" ", argument.lower()).split())
    yesterday = today - timedelta(days=1)
    if not typed:
        return today - timedelta(days=USUAL_DAYS), yesterday
    if span := _SPAN.match(typed):
        days = int(span[1])
        return (today - timedelta(days=days), yesterday) if days else None
    if month := _MONTH.match(typed):
        first = day_asked(f"{month[1]}-{month[2]}-01", today)
        return (first, first_of_next(first) - timedelta(days=1)) if first else None
    days_typed = [day_asked(each, today) for each in typed.split()]
    if len(days_typed) > 2 or (first := days_typed[0]) is None or (last := days_typed[-1]) is None:
        return None
    return first, last


def where_for(recipient: Recipient, found: WhereAndWhen, scene: Scene) -> list[Outgoing]:
    """It as two messages, words and picture."""
    group, say = recipient.group, scene.say(recipient.group)
    days = {"first": day_in_words(found.first), "last": day_in_words(found.last)}
    words = Say(chat_id=recipient.person_id, text=text_of_where(found, group.name, say, MOST_LINES))
    name = f"{found.first}/{picture_name(found.last, group.chat, recipient.codes)}"
    picture = Say(
        chat_id=recipient.person_id,
        text=say("where.picture", group=quoted(group.name, 40), **days),
        instead=say("where.no_picture", **days),
        silent=True,
        made=f"{PICTURE}:{name}",
    )
    return [
        Outgoing(key=key, action=action, priority=Priority.ANSWER, purpose=Purpose.DIGEST)
        for key, action in ((recipient.key, words), (f"{recipient.key}:picture", picture))
    ]


def read_name(name: str) -> tuple[date, date, int, frozenset[str] | None]:
    """The first and the last day, the group and the quadrants of a picture. Raises ValueError for what is none."""
    first, rest = name.split("/", 1)
    last, chat, codes = read_picture_name(rest)
    return date.fromisoformat(first), last, chat, codes


def _wrong(first: date, last: date, today: date, say: Sentences) -> str:
    days = {"first": day_in_words(first), "last": day_in_words(last)}
    if last < first:
        return say("where.backwards", **days)
    if first > today:
        return say("where.to_come", **days, today=day_in_words(today))
    if (asked := (last - first).days + 1) > MOST_DAYS:
        return say("where.too_long", **days, days=asked, most=MOST_DAYS)
    return ""
