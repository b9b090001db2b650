"""The bot itself, its updates, its commands, its files."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.access import Method, joined_chat
from bot.sandbox.params import Params
from bot.sandbox.state import State, Webhook
from bot.sandbox.updates import ALL_KINDS

_MOST_UPDATES = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_OF_MANY = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_OF_ONE_CHAT = frozenset({"chat", "chat_administrators", "chat_member"})


def get_me(state: State, params: Params) -> Any:
    """Who the bot is."""
    return state.me.raw() | {
        "can_join_groups": True,
        "can_read_all_group_messages": state.bot.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_updates(state: State, params: Params) -> Any:
    """What has happened; asking with an offset confirms all that is older."""
    if state.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _choose_kinds(state, params)
    if (offset := params.number("offset")) is not None:
        state.updates.confirm_below(offset)
    limit = params.number("limit") or _MOST_UPDATES
    return state.updates.first(max(1, min(limit, _MOST_UPDATES)))


def _choose_kinds(state: State, params: Params) -> None:
    """From now on only these kinds are kept for the bot; an empty list is the usual ones; nothing changes nothing."""
    if "allowed_updates" in params:
        named = frozenset(map(str, params.listing("allowed_updates"))) & ALL_KINDS
        state.updates.allowed = named or None


def set_webhook(state: State, params: Params) -> Any:
    """Have updates sent to an address. Plain HTTP is let through to the own machine, as a local server does."""
    url = params.text("url")
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _choose_kinds(state, params)
    state.webhook = Webhook(url, params.text("secret_token"))
    if params.flag("drop_pending_updates"):
        state.updates.clear()
    return True


def delete_webhook(state: State, params: Params) -> Any:
    """Have none sent any more."""
    state.webhook = Webhook()
    if params.flag("drop_pending_updates"):
        state.updates.clear()
    return True


def get_webhook_info(state: State, params: Params) -> Any:
    """Where updates are sent, how many wait, and what went wrong last."""
    hook = state.webhook
    info: dict[str, Any] = {"url": hook.url, "has_custom_certificate": False}
    info["pending_update_count"] = len(state.updates)
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    return info


def set_commands(state: State, params: Params) -> Any:
    """The commands that clients offer."""
    commands = params.objects("commands")
    if any(not _COMMAND.fullmatch(str(each.get("command"))) or not each.get("description") for each in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    state.bot.commands[_whose(state, params)] = commands
    return True


def get_commands(state: State, params: Params) -> Any:
    """The commands of that scope and language again."""
    return state.bot.commands.get(_whose(state, params), [])


def delete_commands(state: State, params: Params) -> Any:
    """None of that scope and language any more."""
    state.bot.commands.pop(_whose(state, params), None)
    return True


def _whose(state: State, params: Params) -> tuple[str, str]:
    """The scope, with its chat where it has one, and the language. Raises ApiError for a chat that is not to be had."""
    scope = Params(params.mapping("scope"))
    kind, chat = scope.text("type") or "default", ""
    if kind in _OF_ONE_CHAT:
        chat = f":{joined_chat(state, scope).id}"
    elif kind not in _OF_MANY:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return f"{kind}{chat}", params.text("language_code")


def set_text(state: State, params: Params) -> Any:
    """The bot's name or descriptions."""
    state.bot.texts |= {
        name: params.text(name) for name in ("name", "description", "short_description") if name in params
    }
    return True


def get_file(state: State, params: Params) -> Any:
    """Where a file can be fetched."""
    file = state.files.get(params.text("file_id"))
    described = {name: file.described[name] for name in ("file_id", "file_unique_id", "file_size")}
    return described | {"file_path": file.path}


def yes(state: State, params: Params) -> Any:
    """What needs nothing here."""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": set_text,
    "setMyDescription": set_text,
    "setMyShortDescription": set_text,
    "getFile": get_file,
    "setChatMenuButton": yes,
    "logOut": yes,
    "close": yes,
}
