"""The updates that wait for the bot, kept until it confirms them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, takewhile

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
        self._waiting: dict[int, Raw] = {}  # in the order of their ids
        self._next_id = _FIRST_ID

    @property
    def waiting(self) -> list[Raw]:
        """What is not confirmed, the oldest first."""
        return list(self._waiting.values())

    def __len__(self) -> int:
        """How many are not confirmed."""
        return len(self._waiting)

    def first(self, limit: int) -> list[Raw]:
        """The oldest that are not confirmed."""
        return list(islice(self._waiting.values(), limit))

    def put(self, kind: str, content: Raw) -> int | None:
        """Add an update of that kind; its id, or None when the bot has not asked for such."""
        wanted = self.allowed if self.allowed is not None else ALL_KINDS - ONLY_WHEN_NAMED
        return self.put_raw({kind: content}) if kind in wanted else None

    def put_raw(self, update: Raw) -> int:
        """Add anything as an update, however broken; it gets an id unless it has one."""
        update_id = int(update.get("update_id", self._next_id))
        self.past[update_id] = {"update_id": update_id} | update
        self._queue([update_id])
        self._next_id = max(self._next_id, update_id + 1)
        return update_id

    def confirm_below(self, offset: int) -> None:
        """Forget what is older than the offset; a negative one keeps that many of the newest."""
        if offset < 0:
            old = list(self._waiting)[:offset]
        else:
            old = list(takewhile(lambda update_id: update_id < offset, self._waiting))
        for update_id in old:
            del self._waiting[update_id]

    def again(self, update_ids: Iterable[int] | None = None) -> None:
        """Deliver updates once more that were confirmed; None is all."""
        self._queue(sorted(self.past if update_ids is None else update_ids))

    def _queue(self, update_ids: list[int]) -> None:
        """Keep them in the order of their ids, which is the order in which they come but for repeated ones."""
        newest = next(reversed(self._waiting), 0)
        self._waiting |= {update_id: self.past[update_id] for update_id in update_ids}
        if any(update_id < newest for update_id in update_ids):
            self._waiting = dict(sorted(self._waiting.items()))

    def clear(self) -> None:
        """Forget all that waits."""
        self._waiting.clear()
