"""A Bot API on a real socket of 127.0.0.1, in a few lines: what it answers is a function of the test."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from telegram import Bot

from bot.telegram.client import make_bot

TOKEN = "4242:a-token-that-must-not-be-in-any-log"
ME = {"id": 4242, "is_bot": True, "first_name": "Cuadrante", "username": "cuadrante_bot"}


class Dropped(Exception):
    """The connection is cut before an answer."""


@dataclass
class Refused(Exception):
    """An error as the Bot API gives it."""

    code: int
    description: str = "refused"
    parameters: dict[str, Any] | None = None


@dataclass
class Raw:
    """An answer that is not the Bot API's."""

    code: int
    body: bytes


@dataclass
class BotApiStub:
    """``answer(method, params)`` gives the result, raises `Refused` or `Dropped`, or answers `Raw`; it may be async."""

    answer: Callable[[str, dict[str, Any]], Any]
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def __aenter__(self) -> BotApiStub:
        self._happened: dict[str, asyncio.Event] = {}
        self._serving: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await self._server.wait_closed()

    def bot(self) -> Bot:
        """The real Bot, connected to this server."""
        root = f"http://127.0.0.1:{self.port}"
        return make_bot(TOKEN, f"{root}/bot", f"{root}/file/bot")

    def called(self, method: str) -> list[dict[str, Any]]:
        return [params for name, params in self.calls if name == method]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._exchange(head.decode(), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, Dropped):
            pass
        finally:
            writer.close()

    async def until_called(self, method: str) -> None:
        await self._happened.setdefault(method, asyncio.Event()).wait()

    async def _exchange(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        method = lines[0].split()[1].rpartition("/")[2]
        params = {name: _value(values[0]) for name, values in parse_qs(body.decode()).items()}
        self.calls.append((method, params))
        self._happened.setdefault(method, asyncio.Event()).set()
        code, payload = await self._result(method, params)
        writer.write(b"HTTP/1.1 %d X\r\ncontent-length: %d\r\n\r\n%b" % (code, len(payload), payload))
        await writer.drain()

    async def _result(self, method: str, params: dict[str, Any]) -> tuple[int, bytes]:
        try:
            result = self.answer(method, params)
            if asyncio.iscoroutine(result):
                result = await result
        except Refused as exc:
            error = {"ok": False, "error_code": exc.code, "description": exc.description}
            return exc.code, json.dumps(error | ({"parameters": exc.parameters} if exc.parameters else {})).encode()
        if isinstance(result, Raw):
            return result.code, result.body
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
