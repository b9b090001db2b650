"""One waiting row becomes one call of the Bot API, and its answer one outcome. Everything is sent as plain text."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import httpx
from telegram import Bot, ChatPermissions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.core.outgoing import (
    AnswerTap,
    Expel,
    Later,
    Moved,
    Mute,
    Outcome,
    Priority,
    Refused,
    Remove,
    Say,
    Sent,
    Unmute,
    Waiting,
)
from bot.telegram.backoff import seconds_of
from bot.telegram.client import in_words
from bot.telegram.cut import cut
from bot.telegram.files import NotFetched
from bot.telegram.marks import Marks
from bot.telegram.messages import revise, send_new
from bot.telegram.pictures import Pictures
from bot.telegram.refusals import Why, why

log = logging.getLogger(__name__)

LONGEST_ANSWER = 200
SHORTEST_MUTE = timedelta(seconds=35)  # below 30 s Telegram mutes for ever
ATTEMPTS_AT_A_PICTURE = 8  # over some minutes: an officer should know by then that there is one
ATTEMPTS_AT_A_RIDDLE = 5  # how often to try what fails in a way that nobody foresaw


async def deliver(
    bot: Bot, waiting: Waiting, *, now: datetime, marks: Marks | None = None, pictures: Pictures | None = None
) -> Outcome:
    """Carry out one row and say what became of it. Raises nothing (but cancellation).

    ``marks`` stand before a new message that comes late or perhaps again; ``pictures`` cleans what is one.
    """
    if waiting.attempts >= ATTEMPTS_AT_A_PICTURE:
        pictures = None  # then it is said in words
    try:
        return await _carry_out(bot, waiting, now, marks or Marks(), pictures)
    except NotFetched as exc:
        if exc.for_good:  # and there are no words to say in its place
            return Refused(str(exc))
        return Later(_retry_in(waiting), str(exc), not_ready=True)
    except RetryAfter as exc:
        return Later(seconds_of(exc), in_words(exc))
    except ChatMigrated as exc:
        return Moved(exc.new_chat_id)
    except Forbidden as exc:
        return Refused(in_words(exc), forbidden=True)
    except BadRequest as exc:  # a subclass of NetworkError, but final
        return _refusal(waiting, exc)
    except NetworkError as exc:  # timeouts among them
        return Later(_retry_in(waiting), in_words(exc), telegram_down=True, perhaps_arrived=_perhaps_arrived(exc))
    except (InvalidToken, EndPointNotFound) as exc:
        # or a method that this server does not have; whether to go on is the poller's affair
        return Later(30.0, in_words(exc), perhaps_arrived=True)
    except TelegramError as exc:  # the answer is none of Telegram's
        return Later(_retry_in(waiting), in_words(exc), telegram_down=True, perhaps_arrived=True)
    except Exception as exc:
        log.error("send.failed", extra={"key": waiting.key, "error": type(exc).__name__})
        log.debug("send.failed.because", exc_info=True)
        if waiting.attempts < ATTEMPTS_AT_A_RIDDLE:
            return Later(_retry_in(waiting), in_words(exc), perhaps_arrived=True)
        return Refused(in_words(exc))


async def _carry_out(bot: Bot, waiting: Waiting, now: datetime, marks: Marks, pictures: Pictures | None) -> Outcome:
    match waiting.action:
        case Say() as say if waiting.delete:
            if waiting.message_id is not None:
                await bot.delete_message(say.chat_id, waiting.message_id)
            return Sent()
        case Say() as say if waiting.message_id is not None:
            return Sent(await revise(bot, say, waiting.message_id, pictures))
        case Say() as say:
            return Sent(await send_new(bot, say, marks.before(waiting, now), pictures))
        case Remove(chat_id=chat_id, message_id=message_id):
            await bot.delete_message(chat_id, message_id)
        case Mute(chat_id=chat_id, person_id=person_id, until=until):
            if until <= now:
                return Sent()  # it was to be over by now
            until = max(until, now + SHORTEST_MUTE)
            await bot.restrict_chat_member(chat_id, person_id, ChatPermissions.no_permissions(), until_date=until)
        case Unmute(chat_id=chat_id, person_id=person_id):
            await bot.restrict_chat_member(chat_id, person_id, ChatPermissions.all_permissions())
        case Expel(chat_id=chat_id, person_id=person_id) if person_id < 0:
            await bot.ban_chat_sender_chat(chat_id, person_id)  # who writes in the name of a channel
        case Expel(chat_id=chat_id, person_id=person_id):
            await bot.ban_chat_member(chat_id, person_id)
        case AnswerTap(tap_id=tap_id, text=text):
            await bot.answer_callback_query(tap_id, cut(text, LONGEST_ANSWER))
    return Sent()


def _refusal(waiting: Waiting, exc: BadRequest) -> Outcome:
    reason = why(exc)
    match waiting.action:
        case AnswerTap() if reason is Why.TOO_LATE:
            return Sent()
        case Remove() if reason is Why.GONE:
            return Sent()
        case Say() if waiting.delete and reason is Why.GONE:
            return Sent()
        case Say(chat_id=chat_id) if reason is Why.NO_CHAT:
            return Refused(in_words(exc), forbidden=chat_id > 0)  # nobody who ever pressed Start is unknown
        case _:
            return Refused(in_words(exc), forbidden=reason is Why.NO_RIGHT)


def _perhaps_arrived(exc: NetworkError) -> bool:
    """Whether Telegram may have acted on the request though we had no good answer."""
    return not isinstance(exc.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def _retry_in(waiting: Waiting) -> float:
    """Seconds: an emergency is worth knocking often."""
    if waiting.priority <= Priority.ESCALATION:
        return min(2.0 * 1.5**waiting.attempts, 15.0)
    return min(5.0 * 2.0**waiting.attempts, 60.0)
