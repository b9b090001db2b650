"""A report that another agency is to take care of, and how far it got there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One report on its way to one agency.

    Attributes:
        agency: its name in the rules.
        due_at: when to send it next; None once it is done, given up, or for a human to bring.
        attempts: how often it was sent without the end being known.
        begun: a sending was begun whose end is not known: the agency may have it.
        token: what the agency gave instead of a folio, to ask for it later.
        folio: the agency's own number.
    """

    report_id: int
    agency: str
    at: datetime
    due_at: datetime | None = None
    attempts: int = 0
    begun: bool = False
    token: str | None = None
    folio: str | None = None
    sent_at: datetime | None = None
    last_error: str | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the agency has it, or may have it."""
        return self.begun or self.sent_at is not None

    @property
    def waits(self) -> bool:
        """Whether it was tried, and is to be tried again."""
        return self.sent_at is None and self.due_at is not None and self.last_error is not None

    @property
    def is_closed(self) -> bool:
        """Whether the agency has said that it is done with it."""
        return self.folio is not None and self.due_at is None and self.last_error is None
