from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Bot

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import Action, Delivery, Later, Priority, Purpose, Remove, Say, Sent, Waiting
from bot.telegram import sender as sender_module
from bot.telegram.client import make_bot
from bot.telegram.lanes import PATIENCE, Sort
from bot.telegram.marks import Marks
from bot.telegram.sender import Sender
from tests.telegram.bot_api_stub import TOKEN, BotApiStub, Dropped, Raw, Refused
from tests.telegram.samples import message

START = datetime(2026, 11, 21, 22, 41, tzinfo=UTC)
GROUP = -1001
NOTICE, EMERGENCY = Priority.NOTICE, Priority.EMERGENCY


class Clock:
    """Both clocks of the sender; stands still until told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


class Outbox:
    """Keeps rows in memory as the real one does in tables."""

    def __init__(self, clock: Clock, rows: Sequence[Waiting] = ()) -> None:
        self.clock = clock
        self.rows = {row.key: (row, START) for row in rows}
        self.done: list[Delivery] = []
        self.begun: list[str] = []
        self.broken: set[str] = set()

    def add(self, row: Waiting) -> None:
        self.rows[row.key] = (row, self.clock.now())

    async def waiting(self, limit: int, without_chats: Any) -> list[Waiting]:
        self._fail("waiting")
        due = [row for row, at in self.rows.values() if at <= self.clock.now()]
        due = [row for row in due if row.action.chat_id not in without_chats]
        return sorted(due, key=lambda row: (row.priority, row.created_at))[:limit]

    async def begin(self, rows: Sequence[Waiting]) -> None:
        self._fail("begin")
        self.begun += [row.key for row in rows]
        for row in rows:
            self.rows[row.key] = (replace(row, attempts=row.attempts + 1, perhaps_arrived=True), START)

    async def finish(self, deliveries: Sequence[Delivery]) -> None:
        self._fail("finish")
        self.done += deliveries
        for delivery in deliveries:
            key = delivery.waiting.key
            if isinstance(delivery.outcome, Later):
                due = self.clock.now() + timedelta(seconds=delivery.outcome.seconds)
                doubt = delivery.waiting.perhaps_arrived or delivery.outcome.perhaps_arrived
                self.rows[key] = (replace(self.rows[key][0], perhaps_arrived=doubt), due)
            else:
                del self.rows[key]

    async def next_due_at(self) -> datetime | None:
        return min((at for _, at in self.rows.values()), default=None)

    def _fail(self, what: str) -> None:
        if what in self.broken:
            raise RuntimeError("database is locked")


def a_row(key: str, chat: int, priority: Priority = NOTICE, *, action: Action | None = None, **more: Any) -> Waiting:
    return Waiting(
        key=key,
        action=action or Say(chat_id=chat, text=key),
        priority=priority,
        purpose=Purpose.LINE,
        revision=1,
        created_at=START,
        **more,
    )


class Telegram:
    """Takes everything and remembers the texts in order; ``answer`` may do otherwise."""

    def __init__(self, answer: Callable[[str, dict[str, Any]], Any] = lambda method, params: None) -> None:
        self.texts: list[str] = []
        self._answer = answer

    async def __call__(self, method: str, params: dict[str, Any]) -> Any:
        given = self._answer(method, params)
        if asyncio.iscoroutine(given):
            await given
        self.texts.append(params.get("text", method))
        return message(message_id=len(self.texts)) if method.startswith("send") else True

    def bot(self) -> Bot:
        return make_bot(TOKEN, call=self)


def a_sender(outbox: Outbox, telegram: Telegram, **more: Any) -> Sender:
    clock = outbox.clock
    return Sender(telegram.bot(), outbox, clock=clock.now, monotonic=clock.monotonic, **more)


@asynccontextmanager
async def running(sender: Sender) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    task = asyncio.create_task(sender.run(stop))
    try:
        async with asyncio.timeout(5):
            yield stop
    finally:
        stop.set()
        await task


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is awaited has no event of its own
            await asyncio.sleep(0.005)


# --- in a clock's own time ---


async def test_what_is_urgent_goes_before_what_waited_longer() -> None:
    clock, telegram = Clock(), Telegram()
    rows = [a_row(f"notice {n}", n) for n in range(1, 501)]
    outbox = Outbox(clock, [*rows, a_row("emergency", 5001, EMERGENCY), a_row("answer", 5002, Priority.ANSWER)])
    sender = a_sender(outbox, telegram)
    assert await sender.deliver_due() == 1.0
    assert telegram.texts[:2] == ["emergency", "answer"]
    assert len(telegram.texts) == 24
    outbox.add(a_row("another emergency", 5003, EMERGENCY))
    await sender.deliver_due()
    assert telegram.texts[24:] == ["another emergency"]  # the last places of the second are kept for it


async def test_a_backlog_drains_at_telegrams_pace_and_then_nothing_waits() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row(f"{n}", n) for n in range(1, 101)])
    sender = a_sender(outbox, telegram)
    while (wait := await sender.deliver_due()) is not None:
        clock.seconds += wait
    assert sorted(telegram.texts, key=int) == [str(n) for n in range(1, 101)]
    assert 4 <= clock.seconds <= 5
    assert all(isinstance(delivery.outcome, Sent) for delivery in outbox.done)


async def test_a_chat_reads_its_messages_in_order() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row(f"{n}", GROUP) for n in range(5)])
    sender = a_sender(outbox, telegram)
    while (wait := await sender.deliver_due()) is not None:
        clock.seconds += wait
    assert telegram.texts == ["0", "1", "2", "3", "4"]


async def test_an_emergency_in_a_busy_group_takes_the_reserve() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row(f"line {n}", GROUP) for n in range(30)])
    sender = a_sender(outbox, telegram)
    while clock.seconds < 20:
        clock.seconds += await sender.deliver_due() or 0
    assert len(telegram.texts) == 16
    outbox.add(a_row("emergency", GROUP, EMERGENCY))
    await sender.deliver_due()
    assert telegram.texts[-1] == "emergency"


async def test_a_removal_does_not_wait_for_a_full_group() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row(f"line {n}", GROUP) for n in range(30)])
    sender = a_sender(outbox, telegram)
    await sender.deliver_due()
    outbox.add(a_row("removal", GROUP, Priority.ANSWER, action=Remove(chat_id=GROUP, message_id=7)))
    await sender.deliver_due()
    assert telegram.texts == ["line 0", "deleteMessage"]


async def test_a_crowd_for_one_group_does_not_hide_the_others() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row(f"line {n}", GROUP) for n in range(200)])
    outbox.add(a_row("someone else's", 5001, Priority.DIGEST))
    await a_sender(outbox, telegram).deliver_due()
    assert telegram.texts == ["line 0", "someone else's"]


async def test_a_flood_pauses_one_chat_and_nobody_else() -> None:
    def answer(method: str, params: dict[str, Any]) -> None:
        if params["chat_id"] == GROUP and clock.seconds < 35:
            raise Refused(429, "Too Many Requests", {"retry_after": 35})

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row("line", GROUP), a_row("line 2", GROUP), a_row("private", 5001)])
    sender = a_sender(outbox, telegram)
    wait = await sender.deliver_due()
    assert (telegram.texts, wait) == (["private"], 35)
    clock.seconds += 35
    await sender.deliver_due()
    assert telegram.texts == ["private", "line"]


async def test_while_telegram_is_down_only_what_is_urgent_knocks() -> None:
    calls: list[str] = []

    def answer(method: str, params: dict[str, Any]) -> None:
        calls.append(params["text"])
        if clock.seconds < 60:
            raise Refused(502, "Bad Gateway")

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row(f"{n}", n) for n in range(1, 51)])
    outbox.add(a_row("emergency", 5001, EMERGENCY))
    sender = a_sender(outbox, telegram, marks=Marks("(reenvío) "))
    while (wait := await sender.deliver_due()) is not None:
        clock.seconds += max(wait, 0.01)
    knocks = [text for text in calls if "emergency" in text]
    assert knocks[0] == "emergency"
    assert set(knocks[1:]) == {"(reenvío) emergency"}
    assert 5 <= len(knocks) <= 30
    assert len(calls) < 150
    assert len(telegram.texts) == 51
    assert clock.seconds < 100


async def test_urgent_ones_are_noted_before_they_are_sent_and_ordinary_ones_are_not() -> None:
    noted_at_sending: list[bool] = []

    def answer(method: str, params: dict[str, Any]) -> None:
        noted_at_sending.append(params["text"] in outbox.begun)

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row("emergency", 1, EMERGENCY), a_row("notice", 2)])
    await a_sender(outbox, telegram).deliver_due()
    assert telegram.texts == ["emergency", "notice"]
    assert noted_at_sending == [True, False]


async def test_an_emergency_goes_out_even_if_its_beginning_cannot_be_noted() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row("emergency", 1, EMERGENCY)])
    outbox.broken = {"begin"}
    await a_sender(outbox, telegram).deliver_due()
    assert telegram.texts == ["emergency"]


# --- in real time ---


async def test_results_that_cannot_be_stored_are_kept_and_nothing_is_sent_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sender_module, "WRITE_BACK_AFTER", 0.0)
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row("emergency", 1, EMERGENCY), a_row("notice", 2)])
    outbox.broken = {"finish"}
    async with running(a_sender(outbox, telegram)):
        await until(lambda: len(telegram.texts) == 2)
        await asyncio.sleep(0.1)
        assert outbox.done == []
        outbox.broken = set()
        await until(lambda: len(outbox.done) == 2)
    assert sorted(telegram.texts) == ["emergency", "notice"]


async def test_an_outbox_that_cannot_be_read_for_a_while_does_not_end_the_sender() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock, [a_row("notice", 2)])
    outbox.broken = {"waiting"}
    async with running(a_sender(outbox, telegram)):
        await asyncio.sleep(0.05)
        outbox.broken = set()
        await until(lambda: telegram.texts == ["notice"])


async def test_requests_that_hang_never_stand_before_an_emergency() -> None:
    hanging = asyncio.Event()

    async def hang() -> None:
        await hanging.wait()

    def answer(method: str, params: dict[str, Any]) -> Any:
        return hang() if params["text"].startswith("hangs") else None

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row(f"hangs {n}", n) for n in range(1, 21)])
    outbox.add(a_row("hangs urgently", 5001, EMERGENCY, report_id=1))
    sender = a_sender(outbox, telegram)
    async with running(sender):
        await asyncio.sleep(0.05)
        outbox.add(a_row("emergency", 5001, EMERGENCY, report_id=2))
        sender.wake()
        await until(lambda: telegram.texts == ["emergency"])
        hanging.set()


async def test_an_alert_and_its_picture_keep_their_order_though_the_alert_is_slow() -> None:
    async def slowly() -> None:
        await asyncio.sleep(0.05)

    def answer(method: str, params: dict[str, Any]) -> Any:
        return slowly() if params["text"] == "alert" else None

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row("alert", 5001, EMERGENCY, report_id=1)])
    outbox.add(a_row("picture", 5001, EMERGENCY, report_id=1))
    async with running(a_sender(outbox, telegram)):
        await until(lambda: len(telegram.texts) == 2)
    assert telegram.texts == ["alert", "picture"]


async def test_a_commit_is_noticed_at_once() -> None:
    clock, telegram = Clock(), Telegram()
    outbox = Outbox(clock)
    sender = a_sender(outbox, telegram)
    async with running(sender):
        await asyncio.sleep(0.06)
        outbox.add(a_row("emergency", 1, EMERGENCY))
        sender.wake()
        before = asyncio.get_running_loop().time()
        await until(lambda: telegram.texts == ["emergency"])
        assert asyncio.get_running_loop().time() - before < 0.5  # without the wake: up to a second


async def test_a_call_without_end_is_given_up_and_may_have_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PATIENCE, Sort.URGENT, 0.02)

    def answer(method: str, params: dict[str, Any]) -> Any:
        return asyncio.sleep(30)

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row("emergency", 1, EMERGENCY)])
    await a_sender(outbox, telegram).deliver_due()
    [delivery] = outbox.done
    assert isinstance(delivery.outcome, Later)
    assert delivery.outcome.perhaps_arrived


async def test_the_stop_lets_land_what_is_under_way_and_writes_it_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "LANDING", 0.1)

    def answer(method: str, params: dict[str, Any]) -> Any:
        return asyncio.sleep(0.05 if params["text"] == "slow" else 30)

    clock, telegram = Clock(), Telegram(answer)
    outbox = Outbox(clock, [a_row("slow", 1), a_row("never", 2)])
    async with running(a_sender(outbox, telegram)) as stop:
        await asyncio.sleep(0.04)
        stop.set()
    assert [delivery.waiting.key for delivery in outbox.done] == ["slow"]
    assert list(outbox.rows) == ["never"]


async def test_over_a_bad_network_everything_arrives_at_least_once(monkeypatch: pytest.MonkeyPatch) -> None:
    troubles: list[Any] = [
        Dropped(),
        Refused(500, "Internal Server Error"),
        Raw(502, b"<html>"),
        Refused(429, "Too Many Requests", {"retry_after": 1}),
        Raw(200, b'{"ok": true'),
        Dropped(),
    ]
    arrived: list[str] = []

    def answer(method: str, params: dict[str, Any]) -> Any:
        if troubles and len(arrived) % 2:
            trouble = troubles.pop()
            arrived.append("")
            if isinstance(trouble, Exception):
                raise trouble
            return trouble
        arrived.append(str(params["text"]))
        return message(message_id=len(arrived))

    clock = Clock()
    outbox = Outbox(clock, [a_row(f"m{n}", n) for n in range(1, 31)])
    outbox.add(a_row("emergency", 5001, EMERGENCY))
    async with BotApiStub(answer) as api:
        bot = api.bot()
        sender = Sender(bot, outbox, clock=clock.now, monotonic=clock.monotonic)
        while (wait := await sender.deliver_due()) is not None:
            clock.seconds += max(wait, 0.01)
        for request in bot._request:
            await request.shutdown()
    assert {f"m{n}" for n in range(1, 31)} | {"emergency"} <= set(arrived)
    assert troubles == []
    assert outbox.rows == {}


async def test_an_alert_and_an_ordinary_message_overtake_pictures_that_take_their_time() -> None:
    def answer(method: str, params: dict[str, Any]) -> Any:
        return asyncio.sleep(30) if method == "getFile" else None

    clock, telegram = Clock(), Telegram(answer)
    photos = [a_row(f"photo {number}", number, Priority.ANSWER, action=_photo(number)) for number in range(1, 21)]
    outbox = Outbox(clock, photos)
    sender = a_sender(outbox, telegram)
    async with running(sender):
        await asyncio.sleep(0.05)
        outbox.add(a_row("emergency", 1, EMERGENCY))
        outbox.add(a_row("notice", 99, NOTICE))
        sender.wake()
        clock.seconds = 5.0
        await until(lambda: {"emergency", "notice"} <= set(telegram.texts))


def _photo(chat: int) -> Say:
    return Say(chat_id=chat, text="CUA-000001", attachment=Attachment(Kind.PHOTO, f"f{chat}"))
