"""What may be under way at once: each sort of sending has places of its own, and a chat reads things in their order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from bot.core.outgoing import AnswerTap, Say, Waiting
from bot.telegram.limits import is_message, is_urgent

Lane = tuple[object, ...]


class Sort(Enum):
    """What of one sort is under way never takes the place of another's."""

    URGENT = auto()
    ORDINARY = auto()
    PICTURE = auto()  # fetched or made, and uploaded: words wait for none of that


SLOTS = {Sort.URGENT: 16, Sort.ORDINARY: 5, Sort.PICTURE: 3}
PATIENCE = {Sort.URGENT: 15.0, Sort.ORDINARY: 60.0, Sort.PICTURE: 90.0}
"""Seconds for one call."""


def sort_of(row: Waiting) -> Sort:
    """Which places it may take."""
    action = row.action
    if isinstance(action, Say) and _takes_long(action):
        return Sort.PICTURE
    return Sort.URGENT if is_urgent(row) else Sort.ORDINARY


def lane_of(row: Waiting) -> Lane:
    """Rows of one lane go one after another, so that a chat reads them in order.

    Emergencies of different reports do not wait for each other, even in one chat.
    """
    chat = row.action.chat_id
    if isinstance(row.action, AnswerTap):
        return (chat, row.key)
    if sort_of(row) is Sort.PICTURE:
        return (chat, Sort.PICTURE)
    if is_urgent(row):
        return (chat, row.priority, row.report_id if row.report_id is not None else row.key)
    return (chat, row.priority, is_message(row))


def has_slot(row: Waiting, under_way: Sequence[Waiting]) -> bool:
    """Whether there is a place left for it beside these."""
    sort = sort_of(row)
    return sum(sort_of(other) is sort for other in under_way) < SLOTS[sort]


def _takes_long(say: Say) -> bool:
    """Whether it is fetched, cleaned or made first, and uploaded."""
    return say.made is not None or (say.attachment is not None and say.attachment.is_picture)
