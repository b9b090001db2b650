"""Who may come in, and who serves when: values beside the officers and shifts that ``rules.yaml`` names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bot.core.model.kinds import Role

SECRET = "secret"  # noqa: S105 - the name of the note with what is known to this installation alone


def hash_of(word: str) -> str:
    """By which an invitation is found: the word in its link is kept by nobody."""
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A link that makes somebody an officer or a commander of the rules, once.

    Attributes:
        token_hash: hexadecimal SHA-256 of the word in the link; the word itself is kept by nobody.
        handle: what it is bound to, as ``rules.Officer.telegram`` has it.
        name: as the rules write it.
    """

    token_hash: str
    handle: str
    name: str
    role: Role
    issued_by: int
    issued_at: datetime
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """For one shift of one quadrant somebody serves whom the rules do not name for it (``on``), or does not.

    The latest for the same quadrant, shift and officer counts. ``starts_at`` is the moment at which that shift begins;
    ``officer`` is the name in the rules.
    """

    quadrant: str
    starts_at: datetime
    officer: str
    on: bool
    by_id: int
    by_name: str
    at: datetime
