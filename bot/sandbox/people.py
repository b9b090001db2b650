"""Who is there, and what standing they have in a chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Raw = dict[str, Any]

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
USUAL_BOT_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_invite_users",
    "can_pin_messages",
)
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip
ANONYMOUS_ADMIN_ID = 1087968824  # the same for everybody who writes in their group's name


@dataclass(slots=True)
class Person:
    """Somebody with an account; a bot is one too. ``username`` comes without the ``@``.

    ``started``: pressed Start, so the bot may write to them. ``deactivated``: deleted the account.
    """

    id: int
    name: str
    username: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    is_bot: bool = False
    language: str = "es"

    def raw(self) -> Raw:
        """The person as a Bot API `User`."""
        user: Raw = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        return user if self.is_bot else user | {"language_code": self.language}


@dataclass(slots=True)
class Member:
    """A person's standing in one chat.

    Attributes:
        status: creator, administrator, member, restricted, left or kicked.
        until: end of a restriction or ban, Unix time in seconds; 0 is for ever.
        permissions: what a restricted member may still do.
        here: whether a restricted person is in the chat.
    """

    person: Person
    status: str = "member"
    rights: frozenset[str] = frozenset()
    until: int = 0
    permissions: dict[str, bool] = field(default_factory=dict)
    here: bool = True

    @property
    def present(self) -> bool:
        """Whether they are in the chat."""
        return self.status in ("creator", "administrator", "member") or (self.status == "restricted" and self.here)

    @property
    def rules(self) -> bool:
        """Whether they administer the chat."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether they have an administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def expire(self, now: int) -> None:
        """Let a restriction or ban end when its time has come."""
        if self.until and self.until <= now:
            self.status = "member" if self.status == "restricted" and self.here else "left"
            self.until = 0
            self.permissions = {}

    def raw(self) -> Raw:
        """The standing as a Bot API `ChatMember`."""
        standing: Raw = {"user": self.person.raw(), "status": self.status}
        match self.status:
            case "creator":
                return standing | {"is_anonymous": False}
            case "administrator":
                rights = {right: right in self.rights for right in ADMIN_RIGHTS}
                return standing | {"can_be_edited": False, "is_anonymous": False} | rights
            case "restricted":
                permissions = {name: self.permissions.get(name, False) for name in PERMISSIONS}
                return standing | {"is_member": self.here, "until_date": self.until} | permissions
            case "kicked":
                return standing | {"until_date": self.until}
            case _:
                return standing
