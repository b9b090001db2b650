"""The catalogue: every sentence that Cuadrante says to people, in Spanish and in English.

A sentence is looked up by its dotted path in ``es.toml`` or ``en.toml``; both hold the same paths with the same
``{placeholders}`` (a test sees to it). What people wrote is only ever filled in, never read as a template.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("es", "en")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one language, by dotted path."""

    language: str
    by_path: dict[str, str]

    def __call__(self, path: str, /, **values: object) -> str:
        """The sentence with its placeholders filled. Raises KeyError for a path that no sentence has."""
        return self.by_path[path].format(**values)

    def has(self, path: str) -> bool:
        """Whether there is such a sentence."""
        return path in self.by_path

    def join(self, parts: list[str]) -> str:
        """``a``, ``a y b``, ``a, b y c``."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self('and')} {parts[-1]}"


@cache
def sentences(language: str) -> Sentences:
    """The catalogue of a language, ``es`` or ``en``."""
    text = (files(__package__) / f"{language}.toml").read_text(encoding="utf-8")
    return Sentences(language, dict(_flat(tomllib.loads(text))))


def _flat(table: dict[str, Any], path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        here = f"{path}.{key}" if path else key
        found += _flat(value, here) if isinstance(value, dict) else [(here, value)]
    return found
