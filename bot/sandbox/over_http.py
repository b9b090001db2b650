"""The stand-in for Telegram as a web server, for a bot in another process.

``/bot<token>/<method>`` and ``/file/bot<token>/<path>`` are the Bot API. ``/control/…`` is the tests' side:

- ``POST /control/do``      ``{"deed": "say", "with": {"person": 2001, "chat": -100, "text": "…"}}``: all of `Crowd`
- ``POST /control/updates`` ``{"updates": [{…}, …]}``: raw updates, however broken
- ``POST /control/faults``  ``{"faults": [{"kind": "status", "method": "sendMessage", "times": 3, "status": 502}]}``
- ``GET /control/state``    chats with their messages, what waits, and what the bot called
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hmac
import socket
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.comings import Comings, NotAllowed
from bot.sandbox.crowd import Crowd
from bot.sandbox.errors import ApiError, flood
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.forms import read_body
from bot.sandbox.hooks import deliver_to_webhook
from bot.sandbox.params import Params
from bot.sandbox.seen import state_of
from bot.sandbox.server import SandboxTelegram

_LOOK_EVERY = 0.02  # seconds between two looks for new updates while a bot waits for some
_LONGEST_POLL = 50  # seconds
_DEEDS = frozenset(name for side in (Comings, Crowd) for name in vars(side) if not name.startswith("_"))


class Dropped(Response):
    """An answer that breaks off: more is promised than comes, so the connection is closed."""

    def __init__(self) -> None:
        super().__init__(b"{", headers={"content-length": "4096"}, media_type="application/json")


class Server:
    """The routes over one `SandboxTelegram`."""

    def __init__(self, telegram: SandboxTelegram, token: str) -> None:
        self.telegram = telegram
        self.faults = Faults()
        self._token = token
        self._polls = 0

    async def bot_api(self, request: Request) -> Response:
        """One call of the bot's."""
        method = request.path_params["method"]
        if not self._knows(request):
            return _refusal(ApiError(401, "Unauthorized"))
        try:
            params = dict(request.query_params)
            params |= read_body(await request.body(), request.headers.get("content-type", ""))
        except ValueError:
            return _refusal(ApiError(400, "Bad Request: can't parse the request's body"))
        fault = self.faults.take(method)
        if fault is not None and (answer := await _before(fault)) is not None:
            return answer
        answer = await self._answer(method, params)
        if fault is not None and fault.kind == "slow_after":
            await asyncio.sleep(fault.seconds)
        return Dropped() if fault is not None and fault.kind == "drop_after" else answer

    async def file(self, request: Request) -> Response:
        """The bytes of a file."""
        if not self._knows(request):
            return _refusal(ApiError(401, "Unauthorized"))
        try:
            return Response(self.telegram.fetch(request.path_params["path"]))
        except ApiError:
            return _refusal(ApiError(404, "Not Found"))

    async def do(self, request: Request) -> Response:
        """Let people do something."""
        wish = await request.json()
        if wish.get("deed") not in _DEEDS:
            return PlainTextResponse(f"deeds are: {', '.join(sorted(_DEEDS))}", 400)
        try:
            done = getattr(self.telegram, wish["deed"])(**wish.get("with", {}))
        except (LookupError, NotAllowed, TypeError, ValueError) as error:
            return PlainTextResponse(str(error), 400)
        return JSONResponse({"message_id": getattr(done, "id", None) if hasattr(done, "raw") else None})

    async def push(self, request: Request) -> Response:
        """Queue raw updates."""
        updates = (await request.json())["updates"]
        return JSONResponse({"update_ids": [self.telegram.push(update) for update in updates]})

    async def set_faults(self, request: Request) -> Response:
        """Say what shall go wrong."""
        try:
            self.faults.set([Fault(**fault) for fault in (await request.json())["faults"]])
        except (TypeError, ValueError) as error:
            return PlainTextResponse(str(error), 400)
        return JSONResponse({})

    async def state(self, request: Request) -> Response:
        """All there is."""
        return JSONResponse(state_of(self.telegram))

    def _knows(self, request: Request) -> bool:
        return hmac.compare_digest(request.path_params["token"].encode(), self._token.encode())

    async def _answer(self, method: str, params: dict[str, Any]) -> Response:
        try:
            if method.lower() == "getupdates":
                await self._wait_for_updates(Params(params))
            return JSONResponse({"ok": True, "result": self.telegram.call(method, params)})
        except ApiError as error:
            return _refusal(error)

    async def _wait_for_updates(self, params: Params) -> None:
        """Keep a poll waiting as long as it asked for; a later poll ends it."""
        self._polls += 1
        mine = self._polls
        self.telegram.call("getUpdates", params.given)  # confirms, and chooses the kinds, at once
        loop = asyncio.get_running_loop()
        until = loop.time() + min(params.number("timeout") or 0, _LONGEST_POLL)
        while not self.telegram.updates and loop.time() < until:
            await asyncio.sleep(_LOOK_EVERY)
            if self._polls != mine:
                why = "terminated by other getUpdates request; make sure that only one bot instance is running"
                raise ApiError(409, f"Conflict: {why}")


async def _before(fault: Fault) -> Response | None:
    match fault.kind:
        case "drop":
            return Dropped()
        case "status":
            return PlainTextResponse("the gateway says no", fault.status)
        case "flood":
            return _refusal(flood(max(1, round(fault.seconds))))
        case "slow":
            await asyncio.sleep(fault.seconds)
    return None


def _refusal(error: ApiError) -> Response:
    headers = {"retry-after": str(error.parameters["retry_after"])} if "retry_after" in error.parameters else None
    return JSONResponse(error.answer(), error.code, headers=headers)


def make_app(telegram: SandboxTelegram, token: str) -> Starlette:
    """The web application over that Telegram; ``token`` is the one bot's."""
    server = Server(telegram, token)

    @contextlib.asynccontextmanager
    async def deliver(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(deliver_to_webhook(telegram))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    both = ["GET", "POST"]
    routes = [
        Route("/bot{token}/{method}", server.bot_api, methods=both),
        Route("/file/bot{token}/{path:path}", server.file),
        Route("/control/do", server.do, methods=["POST"]),
        Route("/control/updates", server.push, methods=["POST"]),
        Route("/control/faults", server.set_faults, methods=["POST"]),
        Route("/control/state", server.state),
    ]
    return Starlette(routes=routes, lifespan=deliver)


def main(arguments: list[str] | None = None) -> None:
    """Serve until stopped; the first line of standard output says on which port."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox.over_http", description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--token", default="1000:sandbox")
    parser.add_argument("--reads-all", action="store_true", help="the bot's privacy mode is off")
    parser.add_argument("--flood-limits", action="store_true", help="answer 429 to a bot that sends too much")
    wanted = parser.parse_args(arguments)
    telegram = SandboxTelegram(lambda: datetime.now(UTC), reads_all=wanted.reads_all, flood_limits=wanted.flood_limits)
    listener = socket.create_server((wanted.host, wanted.port))
    # what is accepted inherits it; without it each answer on a connection that is kept waits 40 ms for an ACK
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(make_app(telegram, wanted.token), log_level="critical", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
