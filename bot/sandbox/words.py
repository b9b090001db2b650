"""The few words around a played conversation, in the language of its rules."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


class Words:
    """The sentences of ``bot/locales/sandbox.<language>.toml``."""

    def __init__(self, language: str) -> None:
        """``language``: es or en."""
        text = resources.files("bot.locales").joinpath(f"sandbox.{language}.toml").read_text(encoding="utf-8")
        self._sentences: dict[str, Any] = tomllib.loads(text)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence with that key (``section.key``), or the key itself where there is none."""
        section, _, name = key.rpartition(".")
        sentences = self._sentences.get(section, {}) if section else self._sentences
        return str(sentences.get(name, name)).format(**values).strip()
