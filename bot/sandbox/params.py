"""A request's parameters, whether they came as JSON, or as the strings of a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import bad_request


class Params:
    """Parameters by name, read as what they should be. All readers raise ApiError where that fails."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        """Whether it was given at all."""
        return self.given.get(name) is not None

    def text(self, name: str) -> str:
        """A text; empty where it is missing."""
        value = self.given.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int | None:
        """A whole number, or None where it is missing."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"{name} must be a number") from None

    def real(self, name: str) -> float:
        """A number with a fraction."""
        try:
            return float(self.given[name])
        except (KeyError, TypeError, ValueError):
            raise bad_request(f"{name} is invalid or missing") from None

    def needed(self, name: str) -> int:
        """A whole number that must be there."""
        if (value := self.number(name)) is None:
            raise bad_request(f"parameter {name} is required" if name != "chat_id" else "chat_id is empty")
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; no where it is missing."""
        value = self.given.get(name)
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1", "yes")

    def value(self, name: str) -> Any:
        """A list or object, or None where it is missing."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def mapping(self, name: str) -> dict[str, Any]:
        """An object; empty where it is missing."""
        value = self.value(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value or {}

    def listing(self, name: str) -> list[Any]:
        """A list; empty where it is missing."""
        value = self.value(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"array expected as {name.replace('_', ' ')}")
        return value or []

    def objects(self, name: str) -> list[dict[str, Any]]:
        """A list of objects; empty where it is missing."""
        items = self.listing(name)
        if not all(isinstance(item, dict) for item in items):
            raise bad_request(f"objects expected in {name.replace('_', ' ')}")
        return items

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers; empty where it is missing."""
        items = self.listing(name)
        if not all(isinstance(item, int) for item in items):
            raise bad_request(f"numbers expected in {name.replace('_', ' ')}")
        return items
