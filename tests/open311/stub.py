"""An agency's GeoReport v2 service on a real socket of 127.0.0.1, which behaves, or misbehaves as it is told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

Way = Callable[["Open311Stub", dict[str, str]], Awaitable[Response]]
"""How a POST is answered instead of properly."""


@dataclass
class Open311Stub:
    """``stored``: what the agency has. ``ways``: how the next POSTs are answered; afterwards it behaves."""

    stored: list[dict[str, Any]] = field(default_factory=list)
    ways: deque[Way] = field(default_factory=deque)
    posts: list[dict[str, str]] = field(default_factory=list)
    queries: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    lists: Response | None = None  # what is answered instead of the list
    tokens: bool = False
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v2"

    def store(self, form: dict[str, str]) -> str:
        number = f"SR-{len(self.stored) + 1}"
        public = {name: form.get(name) for name in ("description", "service_code", "lat", "long")}
        self.stored.append({"service_request_id": number, "status": "open", "status_notes": None, **public})
        return number

    def close(self, number: str, notes: str) -> None:
        for row in self.stored:
            if row["service_request_id"] == number:
                row |= {"status": "closed", "status_notes": notes}

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[Open311Stub]:
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        server = _Server(uvicorn.Config(self._app(), lifespan="off", log_config=None, timeout_graceful_shutdown=1))
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield self
        finally:
            server.should_exit = True
            await task
            listener.close()

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v2/requests.json", self._take, methods=["POST"]),
                Route("/v2/requests.json", self._list),
                Route("/v2/requests/{number}.json", self._one),
                Route("/v2/tokens/{token}.json", self._token),
            ]
        )

    async def _take(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), strict_parsing=True))
        self.posts.append(form)
        if self.ways:
            return await self.ways.popleft()(self, form)
        number = self.store(form)
        if self.tokens:
            return JSONResponse([{"token": f"token-of-{number}", "service_notice": "later"}])
        return JSONResponse([{"service_request_id": number, "service_notice": "thanks", "account_id": None}])

    async def _list(self, request: Request) -> Response:
        self.queries.append(("requests", dict(request.query_params)))
        code = request.query_params.get("service_code")
        return self.lists or JSONResponse([row for row in self.stored if row["service_code"] == code])

    async def _one(self, request: Request) -> Response:
        number = request.path_params["number"]
        self.queries.append((f"requests/{number}", dict(request.query_params)))
        rows = [row for row in self.stored if row["service_request_id"] == number]
        return JSONResponse(rows) if rows else _error(404, "no such request")

    async def _token(self, request: Request) -> Response:
        token = request.path_params["token"]
        self.queries.append((f"tokens/{token}", {}))
        if self.tokens:  # not yet
            return JSONResponse([{"token": token}])
        return JSONResponse([{"token": token, "service_request_id": token.removeprefix("token-of-")}])


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _error(code: int, description: str) -> Response:
    return JSONResponse([{"code": code, "description": description}], status_code=code)


# --- ways to misbehave --------------------------------------------------------------------------------


def refusing(code: int, description: str = "service_code was not provided") -> Way:
    """An array of errors, as the standard has it."""

    async def way(stub: Open311Stub, form: dict[str, str]) -> Response:
        return _error(code, description)

    return way


def busy(seconds: str) -> Way:
    """Too many requests: leave it alone for so long."""

    async def way(stub: Open311Stub, form: dict[str, str]) -> Response:
        return Response(status_code=429, headers={"Retry-After": seconds})

    return way


def failing_after_storing(code: int = 500) -> Way:
    """It has it, and says that it has not."""

    async def way(stub: Open311Stub, form: dict[str, str]) -> Response:
        stub.store(form)
        return Response("<h1>Server Error</h1>", status_code=code, media_type="text/html")

    return way


def silent_after_storing(seconds: float = 5) -> Way:
    """It has it, and says nothing for so long."""

    async def way(stub: Open311Stub, form: dict[str, str]) -> Response:
        stub.store(form)
        await asyncio.sleep(seconds)
        return JSONResponse([])

    return way


def answering(body: str | bytes, code: int = 200, media_type: str = "application/json") -> Way:
    """Something else."""

    async def way(stub: Open311Stub, form: dict[str, str]) -> Response:
        return Response(body, status_code=code, media_type=media_type)

    return way


def redirecting(to: str) -> Way:
    """It has moved."""

    async def way(stub: Open311Stub, form: dict[str, str]) -> Response:
        return RedirectResponse(to, status_code=307)

    return way


def huge(size: int = 6_000_000) -> Way:
    """More than anybody should read."""
    return answering(json.dumps([{"service_request_id": "SR-1", "service_notice": "x" * size}]))
