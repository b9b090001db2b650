"""Where both ways in, polling and the webhook, hand over what arrived."""

from __future__ import annotations

from typing import Any, Protocol

BATCH = 100  # the most updates in one hand-over; the Bot API gives no more either


class Intake(Protocol):
    """Handles raw updates. One bad update is its business: it never raises because of what an update holds."""

    async def take(self, raws: list[dict[str, Any]]) -> None:
        """Return only after the commit.

        Raises:
            Exception: they could not be stored; nothing of the batch may be confirmed to Telegram.
        """
        ...
