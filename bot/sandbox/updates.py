"""The updates that wait for the bot, kept until it confirms them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.people import Raw

ALL_KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "poll", "poll_answer",
    "my_chat_member", "chat_member", "message_reaction", "message_reaction_count", "chat_join_request",
    "inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query", "chat_boost",
    "removed_chat_boost", "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages", "purchased_paid_media",
})  # fmt: skip
ONLY_WHEN_NAMED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FIRST_ID = 880_000_001


class Updates:
    """A queue that forgets an update only once a higher offset was asked for.

    ``allowed``: the kinds that are put in; None is all but those that come only when named.
    """

    def __init__(self) -> None:
        self.allowed: frozenset[str] | None = None
        self.past: dict[int, Raw] = {}  # all there ever were, to give some of them again
        self._waiting: dict[int, Raw] = {}
        self._next_id = _FIRST_ID

    @property
    def waiting(self) -> list[Raw]:
        """What is not confirmed, the oldest first."""
        return [self._waiting[update_id] for update_id in sorted(self._waiting)]

    def put(self, kind: str, content: Raw) -> int | None:
        """Add an update of that kind; its id, or None when the bot has not asked for such."""
        wanted = self.allowed if self.allowed is not None else ALL_KINDS - ONLY_WHEN_NAMED
        return self.put_raw({kind: content}) if kind in wanted else None

    def put_raw(self, update: Raw) -> int:
        """Add anything as an update, however broken; it gets an id unless it has one."""
        update_id = int(update.get("update_id", self._next_id))
        self._next_id = max(self._next_id, update_id + 1)
        self._waiting[update_id] = self.past[update_id] = {"update_id": update_id} | update
        return update_id

    def confirm_below(self, offset: int) -> None:
        """Forget what is older than the offset; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = ([0] * -offset + sorted(self._waiting))[offset]
        for update_id in [update_id for update_id in self._waiting if update_id < offset]:
            del self._waiting[update_id]

    def again(self, update_ids: Iterable[int] | None = None) -> None:
        """Deliver updates once more that were confirmed; None is all."""
        for update_id in list(self.past) if update_ids is None else update_ids:
            self._waiting[update_id] = self.past[update_id]

    def clear(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()
