from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.telegram.client import TokenRefused, make_bot
from bot.telegram.webhook import Webhook, WebhookUnusable
from tests.telegram.bot_api_stub import ME, TOKEN, BotApiStub, Refused
from tests.telegram.samples import update

SECRET = "s3cret"
URL = "https://bot.example.org/telegram"


class Store:
    def __init__(self) -> None:
        self.batches: list[list[Any]] = []
        self.full = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def take(self, raws: list[dict[str, Any]]) -> None:
        self.batches.append(raws)
        await self.gate.wait()
        if self.full:
            raise OSError("no space left on device")


def obliging(method: str, params: dict[str, Any]) -> Any:
    return ME if method == "getMe" else True


@asynccontextmanager
async def registered(api: BotApiStub, store: Store) -> AsyncIterator[Webhook]:
    """A webhook that runs; leaving stops it and shows how it ended."""
    stop = asyncio.Event()
    async with api.bot() as bot:
        webhook = Webhook(bot, store, url=URL, listen="127.0.0.1:0", secret=SECRET)
        running = asyncio.create_task(webhook.run(stop))
        await api.until_called("setWebhook")
        try:
            yield webhook
        finally:
            stop.set()
            await running


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[httpx.AsyncClient, Store, BotApiStub]]:
    store = Store()
    async with BotApiStub(obliging) as api, registered(api, store) as webhook:
        root = f"http://127.0.0.1:{webhook.port}"
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with httpx.AsyncClient(base_url=root, headers=headers) as telegram:
            yield telegram, store, api


async def test_telegram_hears_200_only_after_the_commit() -> None:
    async with serving() as (telegram, store, _):
        store.gate.clear()
        knocking = asyncio.create_task(telegram.post("/telegram", json=update(1, text="x")))
        await asyncio.sleep(0.05)
        assert store.batches == [[update(1, text="x")]]
        assert not knocking.done()
        store.gate.set()
        assert (await knocking).status_code == 200


async def test_requests_that_come_while_one_is_stored_share_the_next_commit() -> None:
    async with serving() as (telegram, store, _):
        store.gate.clear()
        knocks = [asyncio.create_task(telegram.post("/telegram", json=update(n, text="x"))) for n in range(30)]
        await asyncio.sleep(0.1)
        store.gate.set()
        assert {(await knock).status_code for knock in knocks} == {200}
        assert sum(map(len, store.batches)) == 30
        assert len(store.batches) < 10


async def test_what_could_not_be_stored_is_asked_for_again() -> None:
    async with serving() as (telegram, store, _):
        store.full = True
        refused = await telegram.post("/telegram", json=update(1, text="x"))
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        store.full = False
        assert (await telegram.post("/telegram", json=update(1, text="x"))).status_code == 200


async def test_strangers_and_nonsense_stay_outside() -> None:
    async with serving() as (telegram, store, _):
        wrong = {"X-Telegram-Bot-Api-Secret-Token": "guess"}
        assert (await telegram.post("/telegram", json=update(1), headers=wrong)).status_code == 403
        odd = {"X-Telegram-Bot-Api-Secret-Token": "ñ".encode()}
        assert (await telegram.post("/telegram", json=update(1), headers=odd)).status_code == 403
        assert (await telegram.post("/telegram", content=b"x" * 1_000_001)).status_code == 413
        for body in (b"", b"{", b"[1]", b"\xff\xfe", b'"text"', b"[" * 100_000):
            assert (await telegram.post("/telegram", content=body)).status_code == 400
        assert (await telegram.get("/telegram")).status_code == 405
        assert (await telegram.post("/elsewhere", json=update(1))).status_code == 404
        assert store.batches == []


async def test_the_webhook_is_registered_with_its_secret_and_all_kinds_of_updates() -> None:
    async with serving() as (_, _, api):
        assert api.called("setWebhook") == [
            {
                "url": URL,
                "secret_token": SECRET,
                "max_connections": 40,
                "drop_pending_updates": False,
                "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"],
            }
        ]


@pytest.mark.parametrize(
    ("refusal", "ends", "says"),
    [
        (
            Refused(400, "Bad Request: bad webhook: HTTPS url must be provided"),
            WebhookUnusable,
            "refused .*https url must be",
        ),
        (Refused(401, "Unauthorized"), TokenRefused, "token"),
    ],
)
async def test_telegram_not_liking_the_address_or_the_token_is_said_plainly(
    refusal: Refused, ends: type[Exception], says: str
) -> None:
    revoked = False

    def answer(method: str, params: dict[str, Any]) -> Any:
        nonlocal revoked
        if method == "setWebhook" or revoked:
            revoked = refusal.code == 401
            raise refusal
        return ME

    async with BotApiStub(answer) as api:
        with pytest.raises(ends, match=says):
            async with registered(api, Store()):
                await asyncio.sleep(0.05)


async def test_a_taken_port_is_said_plainly() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        webhook = Webhook(make_bot(TOKEN, call=lambda *_: ME), Store(), url=URL, listen=listen, secret=SECRET)
        with pytest.raises(WebhookUnusable, match="cannot_listen where="):
            await webhook.run(asyncio.Event())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"listen": "8080x"}, "webhook_listen"),
        ({"listen": "host:99999"}, "webhook_listen"),
        ({"secret": "with blanks"}, "webhook_secret"),
        ({"url": "bot.example.org"}, "webhook_url"),
        ({"url": "ftp://bot.example.org"}, "webhook_url"),
    ],
)
def test_settings_that_cannot_work_are_named(change: dict[str, str], says: str) -> None:
    values = {"url": URL, "listen": "127.0.0.1:0", "secret": SECRET} | change
    with pytest.raises(WebhookUnusable, match=says):
        Webhook(make_bot(TOKEN, call=lambda *_: ME), Store(), **values)  # type: ignore[arg-type]
