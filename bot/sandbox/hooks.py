"""Sending updates to the bot's webhook, one after another, until it takes each."""

from __future__ import annotations

import asyncio

import httpx

from bot.sandbox.server import SandboxTelegram

_LOOK_EVERY = 0.02  # seconds
_AGAIN_AFTER = 0.5  # seconds; Telegram waits longer and longer, tests would not


async def deliver_to_webhook(telegram: SandboxTelegram) -> None:
    """Run for ever. An update is confirmed by a 2xx answer; anything else brings it again."""
    async with httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as client:  # noqa: S501 - only this machine
        while True:
            hook, waiting = telegram.webhook, telegram.updates.first(1)
            if not hook.url or not waiting:
                await asyncio.sleep(_LOOK_EVERY)
                continue
            update = waiting[0]
            secret = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
            try:
                answer = await client.post(hook.url, json=update, headers=secret)
                trouble = "" if answer.is_success else f"Wrong response from the webhook: {answer.status_code}"
            except httpx.HTTPError as error:
                trouble = f"Connection failed: {type(error).__name__}"
            if trouble:
                hook.last_error, hook.last_error_at = trouble, telegram.now
                await asyncio.sleep(_AGAIN_AFTER)
            else:
                telegram.updates.confirm_below(update["update_id"] + 1)
