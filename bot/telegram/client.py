"""The Bot object, its connections, and the first greeting with Telegram. The token never leaves this file in words."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.backoff import Backoff, Stopped, pause, seconds_of, unless_stopped
from bot.telegram.clean import read_json
from bot.telegram.in_process import Call, InProcessRequest

log = logging.getLogger(__name__)

TELEGRAM_BASE_URL = "https://api.telegram.org/bot"
TELEGRAM_BASE_FILE_URL = "https://api.telegram.org/file/bot"
CONNECTIONS = 32  # more than the sender ever has in flight, so that none waits for a free connection

_LEGIBLE = re.compile(r"[!-.0-~]+")  # printable, without blank and slash: it becomes part of an address
_TOKEN = re.compile(r"\b[0-9]+:[A-Za-z0-9_-]{20,}|(?<=/bot)[^/\s'\"]+")


class SetUpWrong(Exception):
    """Telegram does not take us as we are set up; the program cannot go on.

    ``sentence`` is the catalogue's path of what to tell the operator, ``values`` fill its gaps.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(" ".join([sentence, *(f"{name}={value}" for name, value in values.items())]))
        self.sentence, self.values = sentence, values


class TokenRefused(SetUpWrong):
    """Telegram does not know the token, or it is no token at all."""


class UnreadableAnswer(TelegramError):
    """The server answered something that is no JSON; ``payload`` is what it said."""

    def __init__(self, payload: bytes) -> None:
        super().__init__("the answer is no JSON")
        self.payload = payload


class TolerantRequest(HTTPXRequest):
    """PTB's connections, which neither log a foreign answer whole nor stumble over one huge number in it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer of the Bot API.

        Raises:
            UnreadableAnswer: it is no JSON object.
        """
        text = payload.decode("utf-8", "replace")
        try:
            answer = read_json(text)
        except (ValueError, RecursionError) as exc:
            raise UnreadableAnswer(payload) from exc
        if not isinstance(answer, dict):
            raise UnreadableAnswer(payload)
        return answer


def make_bot(
    token: str,
    base_url: str = TELEGRAM_BASE_URL,
    base_file_url: str = TELEGRAM_BASE_FILE_URL,
    call: Call | None = None,
) -> Bot:
    """Make the Bot; nothing is sent yet. With ``call`` it runs without network: see `in_process`.

    Raises:
        TokenRefused: the token is empty, or has characters that no token has.
    """
    if not _LEGIBLE.fullmatch(token):
        raise TokenRefused("operator.token_malformed")
    _keep_the_token_out_of_logs()
    request: BaseRequest
    updates: BaseRequest
    if call is not None:
        request = updates = InProcessRequest(call)
    else:
        request = TolerantRequest(
            connection_pool_size=CONNECTIONS,
            connect_timeout=10,
            read_timeout=20,  # PTB's 5 s give up on what Telegram delivers a moment later
            write_timeout=20,
            media_write_timeout=60,
            pool_timeout=10,
        )
        updates = TolerantRequest(
            connection_pool_size=2, connect_timeout=10, read_timeout=10, write_timeout=10, pool_timeout=10
        )
    return Bot(token, base_url, base_file_url, request=request, get_updates_request=updates)


async def connect(bot: Bot, stop: asyncio.Event | None = None, sleep: Callable[..., Any] = pause) -> bool:
    """Greet Telegram, however long it takes to be reached. Answers False when ``stop`` came first.

    Raises:
        TokenRefused: Telegram does not know the token.
    """
    stop = stop or asyncio.Event()
    backoff = Backoff()
    while not stop.is_set():
        try:
            await unless_stopped(stop, _greet(bot.initialize))  # asks getMe
        except Stopped:
            break
        except RetryAfter as exc:
            wait = seconds_of(exc)
        except TelegramError as exc:
            wait = backoff.next()
            log.warning("telegram.unreachable", extra={"error": in_words(exc), "retry_in": wait})
        else:
            log.info("telegram.connected", extra={"username": bot.username})
            return True
        await sleep(stop, wait)
    return False


def username_of(bot: Bot) -> str | None:
    """The bot's own username, without the ``@``; None while Telegram has not told it."""
    try:
        return bot.username
    except RuntimeError:  # not yet greeted
        return None


async def check_token(bot: Bot) -> None:
    """Ask Telegram again who we are.

    Raises:
        TokenRefused: it does not know the token (any more).
        TelegramError: it could not be asked.
    """
    await _greet(bot.get_me)


async def _greet(ask: Callable[[], Awaitable[object]]) -> None:
    try:
        await ask()
    except InvalidToken:
        # PTB puts the whole token into its message: nothing of that exception may go on
        raise TokenRefused("operator.token_unknown") from None
    except (KeyError, TypeError, AttributeError) as exc:
        raise TelegramError(f"the answer to getMe is not Telegram's: {type(exc).__name__}") from None


def in_words(exc: BaseException) -> str:
    """What an exception says, short, without the token."""
    return hide_token(str(exc) or type(exc).__name__)[:300]


def hide_token(text: str) -> str:
    """The text without whatever looks like a token."""
    return _TOKEN.sub("<token>", text)


class HideToken(logging.Filter):
    """For the handlers of the program's log: whatever a library writes, the token is not in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace what looks like a token, in the traceback too; the record itself always goes on."""
        message = record.getMessage()
        if (hidden := _TOKEN.sub("<token>", message)) != message:
            record.msg, record.args = hidden, None
        if record.exc_info and not record.exc_text:
            record.exc_text = _TOKEN.sub("<token>", logging.Formatter().formatException(record.exc_info))
        return True


def _keep_the_token_out_of_logs() -> None:
    """The address of each request holds the token: at INFO httpx writes it, at DEBUG PTB does."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.INFO)
