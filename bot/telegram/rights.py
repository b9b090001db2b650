"""What the bot may do in its groups: values, which others turn into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.telegram.clean import LONGEST_NAME, clean, is_id
from bot.telegram.client import in_words
from bot.telegram.fields import Raw, text
from bot.telegram.raw import raw_call

# our name of a right: Telegram's. Besides these: "write", and "read_all" for hearing every message of the group.
_OF_ADMINISTRATORS: Mapping[str, str] = {
    "delete": "can_delete_messages",
    "restrict": "can_restrict_members",
    "pin": "can_pin_messages",
    "invite": "can_invite_users",
    "promote": "can_promote_members",
    "topics": "can_manage_topics",
}
ALL_RIGHTS = frozenset(_OF_ADMINISTRATORS) | {"write", "read_all"}

Problem = Literal["unknown", "not_member", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRights:
    """What the bot may do in one group.

    Attributes:
        chat_id: as it was asked for.
        new_chat_id: where the group has moved to, if it has; all the rest is about that one.
        rights: of "delete", "restrict", "pin", "invite", "promote", "topics", "write", "read_all".
        administrators: ids of Telegram's own administrators (people; None where they could not be asked for).
        problem: "unknown": Telegram knows no such chat, or the bot was never in it; "not_member": it is out;
            "unreachable": Telegram gave no answer, ``error`` says why.
    """

    chat_id: int
    title: str = ""
    status: str = ""
    rights: frozenset[str] = frozenset()
    administrators: frozenset[int] | None = None
    is_forum: bool = False
    new_chat_id: int | None = None
    problem: Problem | None = None
    error: str = ""


def standing_of(member: Raw) -> str:
    """Telegram's status of a raw ChatMember; who is restricted and gone is ``left``.

    Raises:
        Untranslatable: it has none.
    """
    status = text(member, "status", 64)
    return "left" if status == "restricted" and not member.get("is_member", True) else status


def rights_of(member: Raw, *, hears_all: bool = False) -> frozenset[str]:
    """Our names of what this raw ChatMember may do. ``hears_all``: the bot's privacy mode is off."""
    match standing_of(member):
        case "creator":
            return ALL_RIGHTS
        case "administrator":
            granted = {ours for ours, theirs in _OF_ADMINISTRATORS.items() if member.get(theirs) is True}
            return frozenset(granted | {"write", "read_all"})  # privacy mode does not bind administrators
        case "member":
            granted = {"write"}
        case "restricted":
            granted = {"write"} if member.get("can_send_messages") else set()
        case _:
            return frozenset()
    return frozenset(granted | {"read_all"} if hears_all else granted)


async def check_groups(bot: Bot, chat_ids: Iterable[int]) -> list[GroupRights]:
    """Ask Telegram what the bot may do in each of these groups, in their order. Raises nothing."""
    try:
        me = await raw_call(bot, "getMe")
    except TelegramError as exc:
        return [GroupRights(chat_id=chat_id, problem="unreachable", error=in_words(exc)) for chat_id in chat_ids]
    return [await _check(bot, chat_id, me) for chat_id in chat_ids]


async def _check(bot: Bot, chat_id: int, me: Mapping[str, Any], moved_to: int | None = None) -> GroupRights:
    problem: Problem
    try:
        return await _describe(bot, chat_id, me, moved_to)
    except ChatMigrated as exc:
        if moved_to is None:
            return await _check(bot, chat_id, me, exc.new_chat_id)
        problem, error = "unknown", in_words(exc)
    except Forbidden as exc:
        problem, error = "not_member", in_words(exc)
    except BadRequest as exc:
        problem, error = "unknown", in_words(exc)
    except Exception as exc:  # no answer, or one that is not Telegram's: the start goes on without knowing
        problem, error = "unreachable", in_words(exc)
    return GroupRights(chat_id=chat_id, new_chat_id=moved_to, problem=problem, error=error)


async def _describe(bot: Bot, chat_id: int, me: Mapping[str, Any], moved_to: int | None) -> GroupRights:
    asked = moved_to or chat_id
    chat = await raw_call(bot, "getChat", chat_id=asked)
    member = await raw_call(bot, "getChatMember", chat_id=asked, user_id=me["id"])
    status = standing_of(member)
    return GroupRights(
        chat_id=chat_id,
        new_chat_id=moved_to,
        title=clean(chat.get("title") or "", LONGEST_NAME),
        status=status,
        rights=rights_of(member, hears_all=me.get("can_read_all_group_messages") is True),
        administrators=await _administrators(bot, asked),
        is_forum=chat.get("is_forum") is True,
        problem="not_member" if status in ("left", "kicked") else None,
    )


async def _administrators(bot: Bot, chat_id: int) -> frozenset[int] | None:
    try:
        members = await raw_call(bot, "getChatAdministrators", chat_id=chat_id)
    except (BadRequest, Forbidden):
        return None
    people = (member["user"] for member in members)
    return frozenset(user["id"] for user in people if is_id(user.get("id")) and not user.get("is_bot"))
