"""One waiting row becomes one call of the Bot API, and its answer one outcome. Everything is sent as plain text."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from telegram import (
    Bot,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.core.model import Attachment, Kind
from bot.core.outgoing import (
    AnswerTap,
    Expel,
    Keyboard,
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
from bot.telegram.refusals import Why, why

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096  # UTF-16 units, as all of Telegram's limits on texts
LONGEST_CAPTION = 1024
LONGEST_ANSWER = 200
SHORTEST_MUTE = timedelta(seconds=35)  # below 30 s Telegram mutes for ever
ATTEMPTS_AT_A_RIDDLE = 5  # how often to try what fails in a way that nobody foresaw

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_WITHOUT_CAPTION = (Kind.STICKER, Kind.VIDEO_NOTE)


async def deliver(bot: Bot, waiting: Waiting, *, now: datetime, repeated_mark: str = "") -> Outcome:
    """Carry out one row and say what became of it. Raises nothing (but cancellation).

    ``repeated_mark`` stands before an urgent message that may have arrived already.
    """
    try:
        return await _carry_out(bot, waiting, now, repeated_mark)
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
    except TelegramError as exc:  # the token was revoked, or the answer is none of Telegram's
        return Later(_retry_in(waiting), in_words(exc), telegram_down=True, perhaps_arrived=True)
    except Exception as exc:
        log.exception("send.failed", extra={"key": waiting.key})
        if waiting.attempts < ATTEMPTS_AT_A_RIDDLE:
            return Later(_retry_in(waiting), in_words(exc), perhaps_arrived=True)
        return Refused(in_words(exc))


async def _carry_out(bot: Bot, waiting: Waiting, now: datetime, repeated_mark: str) -> Outcome:
    match waiting.action:
        case Say() as say if waiting.delete:
            if waiting.message_id is not None:
                await bot.delete_message(say.chat_id, waiting.message_id)
            return Sent()
        case Say() as say if waiting.message_id is not None:
            return await _revise(bot, say, waiting.message_id)
        case Say() as say:
            again = waiting.attempts > 0 and waiting.priority <= Priority.ESCALATION
            return Sent(await _say(bot, say, repeated_mark if again else ""))
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


# --- messages ---------------------------------------------------------------------------------------


async def _say(bot: Bot, say: Say, mark: str = "") -> int:
    """Send a new message; in the end its words count more than its picture, its topic or its buttons."""
    text = mark + say.text
    in_thread: dict[str, Any] = {"message_thread_id": say.thread_id}
    try:
        return await _send(bot, say, text, in_thread)
    except BadRequest as exc:
        reason = why(exc)
        if reason is Why.NO_TOPIC and say.thread_id is not None:
            return await _send(bot, say, text, {})
        if reason is Why.OTHER and say.attachment is not None and text.strip():
            log.warning("send.attachment_refused", extra={"error": in_words(exc)})
            return await _send_text(bot, say, text, in_thread)
        raise


async def _send(bot: Bot, say: Say, text: str, in_thread: dict[str, Any]) -> int:
    if say.attachment is None:
        return await _send_text(bot, say, text, in_thread)
    if say.attachment.kind in _WITHOUT_CAPTION and text:
        await _sender_of(bot, say.attachment)(disable_notification=True, **_frame(say), **in_thread)
        return await _send_text(bot, say, text, in_thread)
    caption = {"caption": cut(text, LONGEST_CAPTION)} if text else {}
    message = await _sender_of(bot, say.attachment)(
        **caption,
        reply_markup=_keyboard(say.buttons),
        disable_notification=say.silent,
        **_frame(say),
        **in_thread,
    )
    return message.message_id


async def _send_text(bot: Bot, say: Say, text: str, in_thread: dict[str, Any]) -> int:
    message = await bot.send_message(
        text=cut(text, LONGEST_TEXT),
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(say.buttons),
        disable_notification=say.silent,
        **_frame(say),
        **in_thread,
    )
    return message.message_id


def _frame(say: Say) -> dict[str, Any]:
    reply = ReplyParameters(say.reply_to, allow_sending_without_reply=True) if say.reply_to is not None else None
    return {"chat_id": say.chat_id, "reply_parameters": reply}


def _sender_of(bot: Bot, attachment: Attachment) -> Callable[..., Awaitable[Message]]:
    """The Bot's method for this kind of file, with the file."""
    methods: Mapping[Kind, tuple[Callable[..., Awaitable[Message]], str]] = {
        Kind.PHOTO: (bot.send_photo, "photo"),
        Kind.VIDEO: (bot.send_video, "video"),
        Kind.VIDEO_NOTE: (bot.send_video_note, "video_note"),
        Kind.VOICE: (bot.send_voice, "voice"),
        Kind.AUDIO: (bot.send_audio, "audio"),
        Kind.GIF: (bot.send_animation, "animation"),
        Kind.STICKER: (bot.send_sticker, "sticker"),
    }
    send, name = methods.get(attachment.kind, (bot.send_document, "document"))

    async def send_it(**how: Any) -> Message:
        return await send(**{name: attachment.file_id}, **how)

    return send_it


async def _revise(bot: Bot, say: Say, message_id: int) -> Outcome:
    """Edit the message that stands; where it is gone or cannot be edited, say it anew."""
    try:
        await _edit(bot, say, message_id)
    except BadRequest as exc:
        match why(exc):
            case Why.UNCHANGED:
                pass
            case Why.GONE:
                return Sent(await _say(bot, say))
            case _:
                raise
    return Sent(message_id)


async def _edit(bot: Bot, say: Say, message_id: int) -> None:
    keyboard = _keyboard(say.buttons)  # an edit without it would take the buttons away
    if say.attachment is None or (say.attachment.kind in _WITHOUT_CAPTION and say.text):
        await bot.edit_message_text(
            cut(say.text, LONGEST_TEXT),
            chat_id=say.chat_id,
            message_id=message_id,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard,
        )
    elif say.attachment.kind in _WITHOUT_CAPTION:
        await bot.edit_message_reply_markup(chat_id=say.chat_id, message_id=message_id, reply_markup=keyboard)
    else:
        await bot.edit_message_caption(
            chat_id=say.chat_id,
            message_id=message_id,
            caption=cut(say.text, LONGEST_CAPTION),
            reply_markup=keyboard,
        )


def _keyboard(buttons: Keyboard) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in buttons]
    )


# --- what a failure means ---------------------------------------------------------------------------


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
