from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.telegram import poller as poller_module
from bot.telegram.client import TokenRefused
from bot.telegram.poller import Poller
from tests.telegram.bot_api_stub import ME, BotApiStub, Dropped, Raw, Refused
from tests.telegram.samples import update

NOW = datetime(2026, 11, 21, 22, 41, tzinfo=UTC)


class Queue:
    """Telegram's side of getUpdates: keeps updates until a higher offset confirms them. ``answers`` come first."""

    def __init__(self, updates: list[Any], answers: list[Any] = []) -> None:  # noqa: B006 - only read
        self.updates, self.answers = updates, list(answers)
        self.confirmed_to = 0

    async def __call__(self, method: str, params: dict[str, Any]) -> Any:
        if method == "getMe":
            return ME
        if method != "getUpdates":
            return True
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        self.confirmed_to = max(self.confirmed_to, params.get("offset") or 0)
        waiting = [raw for raw in self.updates if not _number(raw) or _number(raw) >= self.confirmed_to]
        if not waiting and params["timeout"]:
            await asyncio.sleep(30)
        return waiting[: params["limit"]]


def _number(raw: Any) -> int:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int else 0


class Store:
    """An intake that remembers, fails as often as told, and stops the poller when it has seen enough."""

    def __init__(self, stop: asyncio.Event, enough: int, failures: int = 0) -> None:
        self.batches: list[list[Any]] = []
        self._stop, self._enough, self._failures = stop, enough, failures

    async def take(self, raws: list[dict[str, Any]]) -> None:
        if self._failures:
            self._failures -= 1
            raise RuntimeError("database is locked")
        self.batches.append(raws)
        if self.taken >= self._enough:
            self._stop.set()

    @property
    def taken(self) -> int:
        return sum(map(len, self.batches))


@dataclass
class Case:
    api: BotApiStub
    poller: Poller
    store: Store
    stop: asyncio.Event
    naps: list[float]
    words: list[str]


@asynccontextmanager
async def polling(queue: Callable[..., Any], enough: int = 1, failures: int = 0) -> AsyncIterator[Case]:
    stop = asyncio.Event()
    store = Store(stop, enough, failures)
    naps: list[float] = []
    words: list[str] = []

    async def nap(_: asyncio.Event, seconds: float) -> None:
        naps.append(seconds)
        await asyncio.sleep(0)

    async with BotApiStub(queue) as api, api.bot() as bot:
        poller = Poller(
            bot,
            store,
            pause=nap,
            clock=lambda: NOW,
            on_reachable=lambda: words.append("reachable"),
            on_unreachable=lambda since: words.append(f"unreachable since {since:%H:%M}"),
        )
        yield Case(api, poller, store, stop, naps, words)


async def test_updates_are_confirmed_only_after_they_are_stored() -> None:
    queue = Queue([update(n, text="x") for n in range(1, 251)])
    async with polling(queue, enough=250) as case:
        await case.poller.run(case.stop)
        assert [len(batch) for batch in case.store.batches] == [100, 100, 50]
        assert [call.get("offset") for call in case.api.called("getUpdates")] == [None, 101, 201, 251]
        assert queue.confirmed_to == 251
        first = case.api.called("getUpdates")[0]
        assert first["allowed_updates"] == [
            "message", "edited_message", "callback_query", "my_chat_member", "chat_member",
        ]  # fmt: skip


async def test_a_webhook_of_earlier_days_is_removed_without_losing_what_waits() -> None:
    async with polling(Queue([update(1, text="x")])) as case:
        await case.poller.run(case.stop)
        assert case.api.called("deleteWebhook") == [{"drop_pending_updates": False}]


async def test_a_batch_that_cannot_be_stored_is_tried_again_and_not_confirmed() -> None:
    async with polling(Queue([update(5, text="x")]), failures=3) as case:
        await case.poller.run(case.stop)
        assert case.naps == [1, 2, 4]
        assert [call.get("offset") for call in case.api.called("getUpdates")] == [None, 6]


async def test_a_stop_while_the_store_fails_leaves_the_batch_with_telegram() -> None:
    queue = Queue([update(5, text="x")])
    async with polling(queue, failures=10**9) as case:

        async def nap(stop: asyncio.Event, _: float) -> None:
            stop.set()

        case.poller._pause = nap
        await case.poller.run(case.stop)
        assert case.store.batches == []
        assert queue.confirmed_to == 0


async def test_a_store_that_hangs_does_not_outlast_the_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poller_module, "STORING_GRACE", 0.05)
    queue = Queue([update(5, text="x")])
    async with polling(queue) as case:

        async def take(raws: list[dict[str, Any]]) -> None:
            case.stop.set()
            await asyncio.sleep(30)

        case.store.take = take  # type: ignore[method-assign]
        async with asyncio.timeout(2):
            await case.poller.run(case.stop)
        assert queue.confirmed_to == 0


async def test_a_server_without_webhooks_can_be_polled_all_the_same() -> None:
    queue = Queue([update(1, text="x")])

    async def answer(method: str, params: dict[str, Any]) -> Any:
        if method == "deleteWebhook":
            raise Refused(404, "Not Found: method not found")
        return await queue(method, params)

    async with polling(answer) as case:
        await case.poller.run(case.stop)
        assert case.store.taken == 1


async def test_the_stop_ends_a_long_poll_at_once() -> None:
    async with polling(Queue([])) as case:
        running = asyncio.create_task(case.poller.run(case.stop))
        await case.api.until_called("getUpdates")
        case.stop.set()
        async with asyncio.timeout(1):
            await running


async def test_a_network_that_fails_in_every_way_loses_nothing(caplog: pytest.LogCaptureFixture) -> None:
    troubles = [
        Refused(500, "Internal Server Error"),
        Raw(502, b"<html>Bad Gateway</html>"),
        Dropped(),
        Raw(200, b'{"ok": true'),
        Raw(200, b'{"ok": true}'),
        Raw(200, b'{"ok": true, "result": 5}'),
        Refused(429, "Too Many Requests", {"retry_after": 9}),
        Refused(409, "Conflict: terminated by other getUpdates request"),
    ]
    async with polling(Queue([update(1, text="x")], troubles)) as case:
        await case.poller.run(case.stop)
        assert case.store.taken == 1
        assert case.naps == [1, 2, 4, 8, 16, 30, 9, 30]
        assert case.words == ["unreachable since 22:41"] * 6 + ["reachable"]
    assert "another program" in caplog.text


async def test_an_update_that_is_no_object_or_has_no_number_is_passed_on_and_blocks_nothing() -> None:
    odd: list[Any] = ["text", {"update_id": "7"}, {"update_id": 10**30}, {}]
    queue = Queue([], [[*odd, update(8, text="x")]])
    async with polling(queue, enough=5) as case:
        await case.poller.run(case.stop)
        assert case.store.batches == [[*odd, update(8, text="x")]]
        assert queue.confirmed_to == 9


async def test_a_batch_without_any_number_is_not_asked_for_in_a_hot_loop() -> None:
    queue = Queue([], [[{"x": 1}], [{"x": 1}]])
    async with polling(queue, enough=2) as case:
        await case.poller.run(case.stop)
        assert case.naps[:1] == [1]


async def test_a_server_that_does_not_hold_polls_is_not_asked_in_a_hot_loop() -> None:
    async with polling(Queue([update(1, text="x")], [[], []])) as case:
        await case.poller.run(case.stop)
        assert case.naps == [0.2, 0.2]


async def test_one_update_that_is_no_json_is_handed_over_unread_and_the_others_as_ever() -> None:
    good, bad = update(20, text="x"), b'{"ok":true,"result":[{"update_id": 21, "message": {"text": "\x01'
    head = b'{"ok":true,"result":[{"update_id": 20, "message": {}}, {"update_id": 21, "message": {"text": "\x01'
    queue = Queue([update(22, text="y")], [Raw(200, head), [good], Raw(200, bad), Raw(200, bad)])
    async with polling(queue, enough=3) as case:
        await case.poller.run(case.stop)
        assert [raw["update_id"] for batch in case.store.batches for raw in batch] == [20, 21, 22]
        assert "unreadable" in case.store.batches[1][0]
        assert [call["limit"] for call in case.api.called("getUpdates")] == [100, 1, 100, 1, 100, 1]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_revoked_in_flight_ends_it(code: int) -> None:
    revoked = False

    def answer(method: str, params: dict[str, Any]) -> Any:
        nonlocal revoked
        if method == "getUpdates":
            revoked = True
        if revoked:
            raise Refused(code, "Unauthorized")
        return ME if method == "getMe" else True

    async with polling(answer) as case:
        with pytest.raises(TokenRefused):
            await case.poller.run(case.stop)


async def test_a_lost_way_to_one_method_does_not_end_it() -> None:
    async with polling(Queue([update(1, text="x")], [Refused(404, "Not Found")])) as case:
        await case.poller.run(case.stop)
        assert case.store.taken == 1


async def test_what_waits_can_be_taken_without_waiting_for_more() -> None:
    async with polling(Queue([update(n, text="x") for n in range(1, 131)]), enough=10**9) as case:
        assert await case.poller.take_pending() == 130
        assert await case.poller.take_pending() == 0


async def test_nothing_of_a_message_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with polling(Queue([update(1, text="me asaltaron en Lerma")]), failures=1) as case:
        await case.poller.run(case.stop)
    assert "Lerma" not in caplog.text
