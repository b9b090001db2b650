"""A stand-in for Telegram inside the process: people on one side, the Bot API on the other. No network."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from bot.sandbox.crowd import Crowd
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params
from bot.sandbox.state import Call


class SandboxTelegram(Crowd):
    """Telegram with one bot. `call` is the bot's side, everything that `Crowd` has is the people's."""

    def call(self, method: str, params: Mapping[str, Any]) -> Any:
        """Do what the Bot API's method does, and return its result as JSON-like data.

        Args:
            method: the name as in the documentation; capitals do not matter.
            params: values, or the strings that a form has for them; files as bytes or ``(name, bytes, type)``.

        Raises:
            ApiError: with the code, words and parameters that Telegram answers.
        """
        if method == "downloadFile":  # no method of the Bot API: how a file's bytes are asked for inside the process
            return self.fetch(str(params["file_path"]))
        doing = METHODS.get(method.lower())
        try:
            if doing is None:
                raise ApiError(404, "Not Found: method not found")
            result = copy.deepcopy(doing(self, Params(params)))
        except ApiError as error:
            self._note(method, params, None, error)
            raise
        self._note(method, params, result, None)
        return result

    def fetch(self, path: str) -> bytes:
        """The bytes of a file at a path that getFile told. Raises ApiError when there is none."""
        return self.files.at(path).data

    def _note(self, method: str, params: Mapping[str, Any], result: Any, error: ApiError | None) -> None:
        if method.lower() != "getupdates":  # asked all day long
            self.calls.append(Call(self.clock(), self.next_order(), method, dict(params), result, error))
