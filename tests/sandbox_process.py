"""The sandbox in a process of its own, for tests that run the real bot in another."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx

TOKEN = "1000:sandbox"


class RemoteSandbox:
    """The tests' side of a running sandbox; `environment` is what a bot needs to find it."""

    def __init__(self, port: int, client: httpx.AsyncClient) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.client = client
        self.environment = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"{self.base}/bot",
            "TELEGRAM_BASE_FILE_URL": f"{self.base}/file/bot",
        }

    async def do(self, deed: str, **how: Any) -> int | None:
        """Let people do something: a method of `Crowd` by name; the message's number, where there is one."""
        return (await self._post("do", {"deed": deed, "with": how}))["message_id"]

    async def push(self, *updates: dict[str, Any]) -> list[int]:
        """Queue raw updates, however broken; their ids."""
        return (await self._post("updates", {"updates": updates}))["update_ids"]

    async def break_by(self, *faults: dict[str, Any]) -> None:
        """Let this go wrong from now on, and nothing that was set before; see `bot.sandbox.faults.Fault`."""
        await self._post("faults", {"faults": faults})

    async def state(self) -> dict[str, Any]:
        """Chats with their messages, taps, what waits, and what the bot called; see `bot.sandbox.seen`."""
        return (await self.client.get(f"{self.base}/control/state")).json()

    async def texts(self, chat_id: int) -> list[str]:
        """What the bot's standing messages in a chat say."""
        chat = (await self.state())["chats"].get(str(chat_id), {"messages": []})
        return [
            shown["message"].get("text") or shown["message"].get("caption") or ""
            for shown in chat["messages"]
            if shown["stands"] and shown["message"].get("from", {}).get("is_bot")
        ]

    async def _post(self, what: str, wish: dict[str, Any]) -> dict[str, Any]:
        answer = await self.client.post(f"{self.base}/control/{what}", json=wish)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextlib.asynccontextmanager
async def sandbox_process(*options: str) -> AsyncIterator[RemoteSandbox]:
    """Start it (options as `python -m bot.sandbox.over_http --help` has them), and stop it in the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox.over_http", "--token", TOKEN, *options), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        port = int(await asyncio.wait_for(process.stdout.readline(), 30))
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            yield RemoteSandbox(port, client)
    finally:
        process.terminate()
        await process.wait()
