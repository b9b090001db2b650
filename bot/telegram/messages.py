"""New messages and edits of them, as plain text: what people write stays data, never markup.

Telegram's answers are not parsed: the message that is replied to comes back in them, with whatever it carries. What
has arrived must not be sent again because something in it is new to us.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, TelegramError

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import Keyboard, Say
from bot.telegram.client import in_words
from bot.telegram.cut import cut
from bot.telegram.files import NotFetched
from bot.telegram.pictures import Pictures
from bot.telegram.raw import raw_call
from bot.telegram.refusals import Why, why

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096  # UTF-16 units, as all of Telegram's limits on texts
LONGEST_CAPTION = 1024

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_WITHOUT_CAPTION = (Kind.STICKER, Kind.VIDEO_NOTE)


async def send_new(bot: Bot, say: Say, mark: str = "", pictures: Pictures | None = None) -> int:
    """Send a new message; in the end its words count more than its file, its topic or its buttons.

    Without ``pictures`` a picture, or a file that the program makes, is not sent, but said in words.

    Raises:
        NotFetched: its file cannot be had now.
    """
    text = mark + say.text
    in_words_alone = mark + (say.instead or say.text)
    in_thread: dict[str, Any] = {"message_thread_id": say.thread_id}
    try:
        return await _send(bot, say, text, in_thread, pictures)
    except NotFetched as exc:
        if not exc.for_good or not in_words_alone.strip():
            raise
        return await _send_text(bot, say, in_words_alone, in_thread)
    except BadRequest as exc:
        reason = why(exc)
        if reason is Why.NO_TOPIC and say.thread_id is not None:
            return await send_new(bot, replace(say, thread_id=None), mark, pictures)
        if reason is Why.OTHER and _has_file(say) and in_words_alone.strip():
            log.warning("send.attachment_refused", extra={"error": in_words(exc)})
            return await _send_text(bot, say, in_words_alone, in_thread)
        raise


async def _send(bot: Bot, say: Say, text: str, in_thread: dict[str, Any], pictures: Pictures | None) -> int:
    if not _has_file(say):
        return await _send_text(bot, say, text, in_thread)
    if say.attachment is not None and _is_without_caption(say) and text:
        await _send_file(bot, say.attachment, disable_notification=True, **_frame(say), **in_thread)
        return await _send_text(bot, say, text, in_thread)
    how: dict[str, Any] = {"caption": cut(text, LONGEST_CAPTION)} if text else {}
    how |= {"reply_markup": _keyboard(say.buttons), "disable_notification": say.silent, **_frame(say), **in_thread}
    if say.attachment is None:
        return await _send_made(bot, say.made or "", how, pictures)
    if say.attachment.is_picture:
        return await _send_picture(bot, say.attachment, how, pictures)
    return await _send_file(bot, say.attachment, **how)


def _has_file(say: Say) -> bool:
    return say.attachment is not None or say.made is not None


def _is_without_caption(say: Say) -> bool:
    return say.attachment is not None and say.attachment.kind in _WITHOUT_CAPTION


async def _send_text(bot: Bot, say: Say, text: str, in_thread: dict[str, Any]) -> int:
    return await _call(
        bot,
        "sendMessage",
        text=cut(text, LONGEST_TEXT),
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(say.buttons),
        disable_notification=say.silent,
        **_frame(say),
        **in_thread,
    )


def _frame(say: Say) -> dict[str, Any]:
    reply = ReplyParameters(say.reply_to, allow_sending_without_reply=True) if say.reply_to is not None else None
    return {"chat_id": say.chat_id, "reply_parameters": reply}


_METHODS: Mapping[Kind, tuple[str, str]] = {
    Kind.PHOTO: ("sendPhoto", "photo"),
    Kind.VIDEO: ("sendVideo", "video"),
    Kind.VIDEO_NOTE: ("sendVideoNote", "video_note"),
    Kind.VOICE: ("sendVoice", "voice"),
    Kind.AUDIO: ("sendAudio", "audio"),
    Kind.GIF: ("sendAnimation", "animation"),
    Kind.STICKER: ("sendSticker", "sticker"),
}


async def _send_file(bot: Bot, attachment: Attachment, **how: Any) -> int:
    method, name = _METHODS.get(attachment.kind, ("sendDocument", "document"))
    return await _call(bot, method, **{name: attachment.file_id}, **how)


async def _send_picture(bot: Bot, attachment: Attachment, how: dict[str, Any], pictures: Pictures | None) -> int:
    """The clean one in the original's place, whose id nobody gets."""
    if pictures is None:
        raise NotFetched("nobody cleans pictures here", for_good=True)
    method, name = _METHODS.get(attachment.kind, ("sendDocument", "document"))
    async with pictures.turn(attachment) as clean:
        params: dict[str, Any] = {name: clean, **how}
        answer = await raw_call(bot, method, **params)
        pictures.remember(attachment, answer)
    return _message_id(answer)


async def _send_made(bot: Bot, reference: str, how: dict[str, Any], pictures: Pictures | None) -> int:
    """A file of the program's own, made now."""
    if pictures is None:
        raise NotFetched("nobody makes files here", for_good=True)
    file = await pictures.made(reference)
    method, name = _METHODS[Kind.PHOTO] if file.picture else ("sendDocument", "document")
    params: dict[str, Any] = {name: InputFile(file.data, filename=file.name), **how}
    return await _call(bot, method, **params)


async def _call(bot: Bot, method: str, **params: Any) -> int:
    """Send something; answers its message id."""
    return _message_id(await raw_call(bot, method, **params))


def _message_id(answer: Any) -> int:
    message_id = answer.get("message_id") if isinstance(answer, dict) else None
    if not isinstance(message_id, int):
        raise TelegramError("the answer is no message")
    return message_id


async def revise(bot: Bot, say: Say, message_id: int, pictures: Pictures | None = None) -> int:
    """Edit the message that stands; where it is gone or cannot be edited, say it anew. Answers where it stands now."""
    try:
        await _edit(bot, say, message_id)
    except BadRequest as exc:
        match why(exc):
            case Why.UNCHANGED:
                pass
            case Why.NO_CAPTION:  # its picture had been refused: see `send_new`
                await _edit_text(bot, say, message_id)
            case Why.GONE:
                return await send_new(bot, say, pictures=pictures)
            case _:
                raise
    return message_id


async def _edit(bot: Bot, say: Say, message_id: int) -> None:
    if not _has_file(say) or (_is_without_caption(say) and say.text):
        await _edit_text(bot, say, message_id)
        return
    where: dict[str, Any] = {"chat_id": say.chat_id, "message_id": message_id}
    keyboard = _keyboard(say.buttons)
    if _is_without_caption(say):
        await raw_call(bot, "editMessageReplyMarkup", **where, reply_markup=keyboard)
    else:
        caption = cut(say.text, LONGEST_CAPTION)
        await raw_call(bot, "editMessageCaption", **where, caption=caption, reply_markup=keyboard)


async def _edit_text(bot: Bot, say: Say, message_id: int) -> None:
    await raw_call(
        bot,
        "editMessageText",
        text=cut(say.text, LONGEST_TEXT),
        chat_id=say.chat_id,
        message_id=message_id,
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(say.buttons),  # an edit without it takes the buttons away
    )


def _keyboard(buttons: Keyboard) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in buttons]
    )
