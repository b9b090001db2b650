"""The webhook: Telegram knocks, and hears 200 only after its update is committed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import secrets
import socket
from collections.abc import AsyncIterator, Iterator
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.telegram.backoff import Backoff, Stopped, pause, seconds_of, unless_stopped
from bot.telegram.clean import read_json
from bot.telegram.client import SetUpWrong, check_token, in_words
from bot.telegram.incoming import ALLOWED_UPDATES
from bot.telegram.intake import BATCH, Intake

log = logging.getLogger(__name__)

BIGGEST_BODY = 1_000_000  # bytes; Telegram's updates have some kilobytes
CONNECTIONS = 40  # at once, from Telegram; also how many updates one commit can hold
RETRY_AFTER = 5  # seconds
LANDING = 2  # seconds for the requests under way when the program ends
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class WebhookUnusable(SetUpWrong):
    """The settings of the webhook cannot work."""


class Batcher:
    """Makes one hand-over of the requests that come while the one before is being stored."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def take(self, raw: dict[str, Any]) -> None:
        """Return after this update's commit.

        Raises:
            Exception: it could not be stored.
        """
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, stored))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_all())
        await stored

    async def _store_all(self) -> None:
        while self._waiting:
            await asyncio.sleep(0)  # let the requests that are already here join
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            try:
                await self._intake.take([raw for raw, _ in batch])
            except Exception as exc:
                # of a database's error only the sort: its words may hold what people wrote
                log.error("intake.failed", extra={"error": type(exc).__name__, "updates": len(batch)})
                failure: Exception | None = exc
            else:
                failure = None
            for _, stored in batch:
                if stored.done():
                    continue  # Telegram hung up; it will send the update again, and the intake will know it
                if failure is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(failure)


def make_app(path: str, secret: str, intake: Intake) -> Starlette:
    """The web application: POST ``path``, and nothing else."""
    batcher = Batcher(intake)

    async def receive(request: Request) -> Response:
        if not compare_digest(request.headers.get("x-telegram-bot-api-secret-token", "").encode(), secret.encode()):
            return PlainTextResponse("wrong secret token", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            raw = read_json(body.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            return PlainTextResponse("no JSON", 400)
        if not isinstance(raw, dict):
            return PlainTextResponse("no JSON object", 400)
        try:
            await batcher.take(raw)
        except Exception:  # the batcher has logged it; Telegram shall send the update again
            return PlainTextResponse("not stored", 503, {"Retry-After": str(RETRY_AFTER)})
        return Response(status_code=200)

    return Starlette(routes=[Route(path, receive, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is too large; read no further than that."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BIGGEST_BODY:
            return None
    return bytes(body)


class Webhook:
    """Listens for Telegram at ``listen`` ("host:port") and registers ``url``, whose path it serves.

    Raises:
        WebhookUnusable: an address or the secret is malformed.
    """

    def __init__(self, bot: Bot, intake: Intake, *, url: str, listen: str, secret: str = "") -> None:
        self._bot = bot
        self._url = url
        self._host, self._port = _host_and_port(listen)
        self._secret = secret or secrets.token_urlsafe(32)  # registered anew at each start, so it need not last
        if not _SECRET.fullmatch(self._secret):
            raise WebhookUnusable("operator.webhook_secret")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise WebhookUnusable("operator.webhook_url")
        self.app = make_app(parts.path or "/", self._secret, intake)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until ``stop`` is set; requests under way are answered first.

        Raises:
            WebhookUnusable: the port is taken, or Telegram does not accept the address.
            TokenRefused: Telegram does not know the token.
        """
        async with self._listening():
            await self._register(stop)
            await stop.wait()

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        server = _Server(
            uvicorn.Config(
                self.app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=LANDING
            )
        )
        listener = _bind(self._host, self._port)
        self.port = listener.getsockname()[1]
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving
            listener.close()

    async def _register(self, stop: asyncio.Event) -> None:
        backoff = Backoff()
        while not stop.is_set():
            try:
                await unless_stopped(stop, self._set_webhook())
            except Stopped:
                return
            except BadRequest as exc:
                raise WebhookUnusable("operator.webhook_refused", error=in_words(exc)) from None
            except TelegramError as exc:
                wait = seconds_of(exc) if isinstance(exc, RetryAfter) else backoff.next()
                log.warning("telegram.unreachable", extra={"error": in_words(exc), "retry_in": wait})
                await pause(stop, wait)
            else:
                log.info("webhook.registered", extra={"host": urlsplit(self._url).hostname})
                return

    async def _set_webhook(self) -> None:
        try:
            await self._bot.set_webhook(
                self._url,
                secret_token=self._secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        except InvalidToken:
            # a wrong turn of a proxy looks the same; only Telegram's own word about the token ends the program
            await check_token(self._bot)
            raise


class _Server(uvicorn.Server):
    """Signals are the program's own affair."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _host_and_port(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) < 65_536):
        raise WebhookUnusable("operator.webhook_listen")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - what an operator means who names no host


def _bind(host: str, port: int) -> socket.socket:
    listener: socket.socket | None = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as exc:
        if listener is not None:
            listener.close()
        raise WebhookUnusable("operator.cannot_listen", where=f"{host}:{port}", error=exc.strerror) from None
    return listener
