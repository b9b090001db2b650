"""What a bot wants to say, read from parameters and checked as Telegram checks it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.contents import WITHOUT_CAPTION, file_content, text_content
from bot.sandbox.errors import bad_request
from bot.sandbox.files import File
from bot.sandbox.params import Params
from bot.sandbox.people import Raw
from bot.sandbox.state import State
from bot.sandbox.text import read_formatted, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_DATA = 64
MOST_BUTTONS = 100


def text_of(params: Params, name: str = "text") -> Raw:
    """A message's text. Raises ApiError when it is empty, too long or badly marked."""
    plain, entities = _marked(params, name, "entities")
    if not plain:
        raise bad_request("message text is empty")
    if utf16_length(plain) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text_content(plain, entities)


def caption_of(params: Params) -> Raw:
    """A caption, if there is one. Raises ApiError when it is too long or badly marked."""
    plain, entities = _marked(params, "caption", "caption_entities")
    if utf16_length(plain) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text_content(plain, entities, caption=True)


def _marked(params: Params, name: str, entities_name: str) -> tuple[str, list[Raw]]:
    plain, entities = read_formatted(params.text(name), params.text("parse_mode"))
    return plain.strip(), params.objects(entities_name) or entities


def keyboard_of(params: Params) -> Raw:
    """The buttons below a message, as the field that the message will have. Raises ApiError when they are wrong."""
    markup = params.mapping("reply_markup")
    if "inline_keyboard" not in markup:
        return {}
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)
    rows = [row for row in rows if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    deeds = set(button) - {"text", "style", "icon_custom_emoji_id"}
    if not deeds:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def file_of(state: State, kind: str, given: Any, params: Params) -> File:
    """A file: one that Telegram has (by id), or one that comes along. Raises ApiError.

    What comes along is bytes, or a form's (name, bytes, type); ``attach://x`` names the part of the form it is in.
    """
    if isinstance(given, str) and given.startswith("attach://"):
        given = params.given.get(given.removeprefix("attach://"))
    match given:
        case None | "":
            raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
        case str() if given.startswith(("http://", "https://")):
            return state.files.add(kind)
        case str():
            file = state.files.get(given)
            if file.kind != kind and not (kind == "document" and file.kind == "animation"):
                raise bad_request("type of file mismatch")
            return file
        case bytes():
            return state.files.add(kind, given)
        case (str() as name, bytes() as data, *_):
            return state.files.add(kind, data, name=name)
        case _:
            raise bad_request("wrong file identifier/HTTP URL specified")


def media_of(state: State, kind: str, given: Any, params: Params) -> Raw:
    """A file with its caption."""
    content = file_content(file_of(state, kind, given, params))
    return content if kind in WITHOUT_CAPTION else content | caption_of(params)
