"""What may go wrong between the bot and Telegram, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["drop", "status", "flood", "slow", "drop_after", "slow_after"]
KINDS: tuple[FaultKind, ...] = ("drop", "status", "flood", "slow", "drop_after", "slow_after")


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong, so many times.

    Attributes:
        kind: ``drop`` the connection and do nothing; answer an HTTP ``status`` (502…) and do nothing; answer 429
            (``flood``); be ``slow`` for some seconds and then do it; do it, and ``drop_after``; do it, and answer
            only ``slow_after`` some seconds.
        method: the Bot API's method that it happens to, in lower case; ``*`` is any.
        times: how often; -1 is for ever.
    """

    kind: FaultKind
    method: str = "*"
    times: int = 1
    seconds: float = 1.0
    status: int = 502

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind}; there are {', '.join(KINDS)}")
        self.method = self.method.lower()


class Faults:
    """The faults that are to happen, the first to be set being the first to happen."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def set(self, faults: list[Fault]) -> None:
        """Let these happen from now on, and none that were set before."""
        self._faults = list(faults)

    def take(self, method: str) -> Fault | None:
        """The fault that happens to this call, if one does."""
        for fault in self._faults:
            if fault.times and fault.method in ("*", method.lower()):
                fault.times -= 1 if fault.times > 0 else 0
                return fault
        return None
