"""What the sender asks of the store of outgoing messages."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from bot.core.outgoing import Delivery, Waiting


class Outbox(Protocol):
    """The rows that wait to be sent. Each method is one transaction; whoever adds rows calls `Sender.wake` after it."""

    async def waiting(self, limit: int, without_chats: AbstractSet[int]) -> list[Waiting]:
        """What is due, the most urgent first, then the oldest; nothing for ``without_chats``."""
        ...

    async def begin(self, rows: Sequence[Waiting]) -> None:
        """Remember that sending these begins: they may arrive even if the program dies now."""
        ...

    async def finish(self, deliveries: Sequence[Delivery]) -> None:
        """Remember what became of them; whatever is `Later` becomes due again after its seconds."""
        ...

    async def next_due_at(self) -> datetime | None:
        """When the next row is or was due; None when nothing waits."""
        ...
