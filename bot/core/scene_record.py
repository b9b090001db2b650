"""The record that an officer makes at the scene: what was answered so far, and which step is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.model import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRecord:
    """One officer's record of one report.

    Attributes:
        step: what is asked next; empty once it is finished.
        answers: by step, in the officer's own words, each with what is to be known of it; a skipped step is not in it.
    """

    id: int
    report_id: int
    officer_id: int
    officer_name: str
    step: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    photos: tuple[Attachment, ...] = ()
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None = None
