"""The sandbox as a web server: the Bot API's bodies and answers, faults on demand, and a bot in another process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from bot.sandbox import hooks
from bot.sandbox.over_http import make_app
from bot.sandbox.server import SandboxTelegram
from tests.sandbox_process import TOKEN, sandbox_process

ANA, GROUP = 2001, -1001


@pytest.fixture
def telegram() -> SandboxTelegram:
    telegram = SandboxTelegram(lambda: datetime.now(UTC))
    telegram.add_person(ANA, "Ana", started=True)
    telegram.add_group(GROUP, "Vecinos")
    return telegram


@pytest.fixture
async def client(telegram: SandboxTelegram) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=make_app(telegram, TOKEN))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://sandbox/bot{TOKEN}/") as client:
        yield client


async def test_parameters_come_as_json_as_a_form_in_the_address_or_in_parts(client: httpx.AsyncClient) -> None:
    wish = {"chat_id": GROUP, "text": "hola ñ"}
    for answer in (
        await client.post("sendMessage", json=wish),
        await client.post("sendMessage", data=wish),
        await client.get("sendMessage", params=wish),
        await client.post("sendPhoto", data={"chat_id": GROUP, "caption": "hola ñ"}, files={"photo": b"jpeg\r\n\0"}),
    ):
        result = answer.json()["result"]
        assert result.get("text", result.get("caption")) == "hola ñ"
    file_id = result["photo"][-1]["file_id"]
    path = (await client.post("getFile", json={"file_id": file_id})).json()["result"]["file_path"]
    assert (await client.get(f"http://sandbox/file/bot{TOKEN}/{path}")).content == b"jpeg\r\n\0"


async def test_refusals_carry_code_words_and_parameters(client: httpx.AsyncClient, telegram: SandboxTelegram) -> None:
    telegram.add_group(-500, "Grupo", kind="group")
    telegram.migrate(-500, -100500)
    answer = await client.post("sendMessage", json={"chat_id": -500, "text": "hola"})
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -100500},
    }
    assert (await client.post("http://sandbox/bot1:wrong/getMe")).status_code == 401
    assert (await client.post("sendMessage", content=b"{", headers={"content-type": "application/json"})).is_error


async def test_a_poll_waits_for_an_update_and_a_second_one_ends_it(
    client: httpx.AsyncClient, telegram: SandboxTelegram
) -> None:
    first = asyncio.create_task(client.post("getUpdates", json={"timeout": 10}))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(client.post("getUpdates", json={"timeout": 10}))
    assert (await first).status_code == 409
    telegram.say(ANA, GROUP, "hola")
    assert len((await second).json()["result"]) == 1


async def test_tests_let_people_act_queue_raw_updates_and_see_all(
    client: httpx.AsyncClient, telegram: SandboxTelegram
) -> None:
    done = await client.post("http://sandbox/control/do", json={"deed": "say", "with": {"person": ANA, "chat": GROUP}})
    assert done.json()["message_id"] in telegram.chats[GROUP].messages
    await client.post("http://sandbox/control/updates", json={"updates": [{"message": {"broken": True}}]})
    state = (await client.get("http://sandbox/control/state")).json()
    assert len(state["waiting"]) == 2
    assert (await client.post("http://sandbox/control/do", json={"deed": "call"})).status_code == 400
    assert (await client.post("http://sandbox/control/do", json={"deed": "say", "with": {"x": 1}})).status_code == 400


async def test_faults_happen_as_often_as_they_are_set(client: httpx.AsyncClient, telegram: SandboxTelegram) -> None:
    async def break_by(**fault: object) -> None:
        answer = await client.post("http://sandbox/control/faults", json={"faults": [fault]})
        assert answer.status_code == (200 if fault["kind"] != "hiccup" else 400)

    async def send() -> httpx.Response:
        return await client.post("sendMessage", json={"chat_id": GROUP, "text": "hola"})

    sent = telegram.chats[GROUP].messages
    await break_by(kind="status", method="sendMessage", times=2, status=502)
    assert [(await send()).status_code for _ in range(3)] == [502, 502, 200]
    await break_by(kind="flood", seconds=7)
    assert (await send()).json()["parameters"] == {"retry_after": 7}
    await break_by(kind="slow_after", seconds=0.01)
    assert (await send()).status_code == 200
    assert len(sent) == 2
    await break_by(kind="hiccup")


async def test_a_webhook_gets_each_update_until_it_takes_it(
    telegram: SandboxTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "_AGAIN_AFTER", 0.01)
    heard: list[bytes] = []

    async def bot(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        status = b"500 No" if len(heard) == 1 else b"200 OK"
        writer.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(bot, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        telegram.call("setWebhook", {"url": f"http://127.0.0.1:{port}/hook", "secret_token": "s3cret"})
        telegram.say(ANA, GROUP, "hola")
        delivering = asyncio.create_task(hooks.deliver_to_webhook(telegram))
        for _ in range(500):
            await asyncio.sleep(0.01 if telegram.updates.waiting else 0)
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
    assert len(heard) == 2
    assert b"s3cret" in heard[1]
    assert telegram.call("getWebhookInfo", {})["last_error_message"] == "Wrong response from the webhook: 500"


async def test_a_bot_in_another_process_finds_the_server_and_loses_dropped_connections() -> None:
    async with sandbox_process() as sandbox:
        await sandbox.do("add_person", person_id=ANA, name="Ana")
        await sandbox.do("start_bot", person=ANA)
        await sandbox.break_by(
            {"kind": "drop_after", "method": "sendMessage"}, {"kind": "drop", "method": "sendMessage"}
        )
        url = f"{sandbox.base}/bot{TOKEN}/sendMessage"
        for _ in range(2):
            with pytest.raises(httpx.RemoteProtocolError):
                await sandbox.client.post(url, json={"chat_id": ANA, "text": "hola"})
        assert await sandbox.texts(ANA) == ["hola"]
