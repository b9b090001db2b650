"""Chats and who is in them: asking, restricting, banning, leaving, inviting."""

from __future__ import annotations

from typing import Any

from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.access import Method, chat_of, joined_chat, require_right
from bot.sandbox.params import Params
from bot.sandbox.people import PERMISSIONS, Member, Person, Raw
from bot.sandbox.state import State

_NO_RIGHT = "not enough rights to restrict/unrestrict chat member"
_SENDING = PERMISSIONS[:10]  # messages, six kinds of files, polls, stickers and the like, previews
_SHORTEST, _LONGEST = 30, 366 * 24 * 3600  # seconds; outside of it a restriction is for ever


def get_chat(state: State, params: Params) -> Any:
    """All about a chat."""
    chat = chat_of(state, params)
    if chat.is_group:
        chat = joined_chat(state, params)
    full: Raw = {"accent_color_id": 1, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    if chat.is_group:
        full["permissions"] = dict(chat.permissions)
    if pinned := chat.standing(chat.pinned):
        full["pinned_message"] = pinned.raw
    return chat.raw() | full


def get_member(state: State, params: Params) -> Any:
    """Somebody's standing in a chat."""
    chat = joined_chat(state, params)
    member = chat.member(_person(state, params))
    member.expire(state.now)
    return member.raw()


def get_administrators(state: State, params: Params) -> Any:
    """Who administers a chat; other bots are left out."""
    chat = joined_chat(state, params)
    if chat.person is not None:
        raise bad_request("there are no administrators in the private chat")
    return [
        member.raw()
        for member in chat.members.values()
        if member.rules and (not member.person.is_bot or member.person is state.me)
    ]


def get_member_count(state: State, params: Params) -> Any:
    """How many are in a chat."""
    return sum(member.present for member in joined_chat(state, params).members.values())


def restrict(state: State, params: Params) -> Any:
    """Take permissions from a member for a while, or give them back."""
    chat = joined_chat(state, params)
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    member = _subject(state, chat, params)
    permissions = _spread(params.mapping("permissions"), params.flag("use_independent_chat_permissions"))
    until = _until(state, params)
    if all(permissions[name] for name in _SENDING):  # nothing is forbidden any more
        new = Member(member.person, "member" if member.present else "left")
    else:
        new = Member(member.person, "restricted", until=until, permissions=permissions, here=member.present)
    state.change_standing(chat, new, state.me)
    return True


def _spread(given: Raw, independent: bool) -> dict[str, bool]:
    """Permissions as Telegram completes them: who may send polls may send messages, and so on."""
    has = {name: bool(given.get(name, False)) for name in PERMISSIONS}
    if not independent:
        rich = has["can_send_other_messages"] or has["can_add_web_page_previews"]
        has |= {name: has[name] or rich for name in _SENDING[:7]}
        has["can_send_messages"] |= has["can_send_polls"]
    has["can_react_to_messages"] = bool(given.get("can_react_to_messages", has["can_send_messages"]))
    for name in ("can_manage_topics", "can_edit_tag"):
        has[name] = bool(given.get(name, has["can_pin_messages"]))
    return has


def ban(state: State, params: Params) -> Any:
    """Throw somebody out, so that they cannot come back before then."""
    chat = joined_chat(state, params)
    member = _subject(state, chat, params)
    if member.present:
        state.post(chat, state.me, {"left_chat_member": member.person.raw()})
    state.change_standing(chat, Member(member.person, "kicked", until=_until(state, params)), state.me)
    if params.flag("revoke_messages"):
        for message in chat.messages.values():
            if message.sender is member.person and message.stands:
                state.delete(message, state.me)
    return True


def unban(state: State, params: Params) -> Any:
    """Let somebody come back; who is still in the chat is thrown out, unless only_if_banned."""
    chat = joined_chat(state, params)
    if chat.type == "group":
        raise bad_request("method is available for supergroup and channel chats only")
    member = _subject(state, chat, params)
    if member.status == "kicked" or not params.flag("only_if_banned"):
        state.change_standing(chat, Member(member.person, "left"), state.me)
    return True


def _until(state: State, params: Params) -> int:
    until = params.number("until_date") or 0
    return until if _SHORTEST <= until - state.now <= _LONGEST else 0


def _subject(state: State, chat: Chat, params: Params) -> Member:
    """The member that the bot wants to act against. Raises ApiError where it must not."""
    if chat.person is not None:
        raise bad_request("can't restrict or ban members of a private chat")
    person = _person(state, params)
    if person is state.me:
        raise bad_request("can't restrict self")
    require_right(state, chat, "can_restrict_members", _NO_RIGHT)
    member = chat.member(person)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    return member


def _person(state: State, params: Params) -> Person:
    try:
        return state.person(params.needed("user_id"))
    except LookupError:
        raise bad_request("user not found") from None


def leave(state: State, params: Params) -> Any:
    """Leave a group."""
    chat = joined_chat(state, params)
    if chat.person is not None:
        raise bad_request("chat_id is invalid")
    state.change_standing(chat, Member(state.me, "left"), state.me)
    return True


def export_link(state: State, params: Params) -> Any:
    """A link into the group."""
    chat = joined_chat(state, params)
    require_right(state, chat, "can_invite_users", "not enough rights to manage chat invite link")
    return f"https://t.me/+sandbox{abs(chat.id)}"


def create_link(state: State, params: Params) -> Any:
    """Another link into the group."""
    link: Raw = {"invite_link": f"{export_link(state, params)}x", "creator": state.me.raw()}
    return link | {"creates_join_request": False, "is_primary": False, "is_revoked": False}


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "restrictChatMember": restrict,
    "banChatMember": ban,
    "unbanChatMember": unban,
    "leaveChat": leave,
    "exportChatInviteLink": export_link,
    "createChatInviteLink": create_link,
}
