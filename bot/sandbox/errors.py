"""How Telegram says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """A refusal, with the code, words and parameters that the Bot API answers."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def answer(self) -> dict[str, Any]:
        """The JSON object that goes over the wire."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(why: str, **parameters: int) -> ApiError:
    """The request makes no sense, or is not allowed."""
    return ApiError(400, f"Bad Request: {why}", parameters)


def forbidden(why: str) -> ApiError:
    """The other side does not want the bot."""
    return ApiError(403, f"Forbidden: {why}")


def flood(seconds: int) -> ApiError:
    """Too much at once."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
