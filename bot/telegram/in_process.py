"""The real Bot without network: its requests become calls of a function that stands in for Telegram."""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, runtime_checkable
from urllib.parse import urlsplit

from telegram.request import BaseRequest, RequestData

Call = Callable[[str, dict[str, Any]], Any | Awaitable[Any]]
"""``call(method, params)``: the Bot API's method, its parameters as values; answers `result` or raises a `Refusal`."""


@runtime_checkable
class Refusal(Protocol):
    """What a `Call` raises where Telegram answers with an error; any exception with these attributes is one."""

    code: int
    description: str
    parameters: dict[str, Any] | None


class InProcessRequest(BaseRequest):
    """Hands each request of the Bot to a `Call`. A download is the call ``downloadFile`` with ``file_path``."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    @property
    def read_timeout(self) -> float | None:
        """There is nothing to wait for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """See `BaseRequest.do_request`."""
        if method == "GET":
            path = urlsplit(url).path
            return 200, bytes(await self._result("downloadFile", {"file_path": path}))
        params: dict[str, Any] = {}
        if request_data is not None:
            params = dict(request_data.parameters)
            params |= request_data.multipart_data  # each file as (name, bytes, type)
        try:
            result = await self._result(url.rpartition("/")[2], params)
        except Exception as exc:
            if not isinstance(exc, Refusal):
                raise
            return exc.code, _json(
                ok=False, error_code=exc.code, description=exc.description, parameters=exc.parameters or {}
            )
        return 200, _json(ok=True, result=result)

    async def _result(self, method: str, params: dict[str, Any]) -> Any:
        result = self._call(method, params)
        return await result if inspect.isawaitable(result) else result


def _json(**answer: Any) -> bytes:
    return json.dumps(answer).encode()
