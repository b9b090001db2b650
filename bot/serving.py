"""``cuadrante run``: from the settings to a bot that serves, and to its end in order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal

from bot import log
from bot.app import App
from bot.core.model.meaning import Said
from bot.core.reading.conduct import tells_only_of_looks
from bot.core.reading.respect import ugly_words_in
from bot.core.rules.model import Rules
from bot.core.screening import judge
from bot.rules_file import RulesFile
from bot.settings import Settings
from bot.telegram.client import HideToken, TokenRefused, make_bot
from storage.alone import alone
from storage.database import Database


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        TokenRefused: there is no token, or Telegram does not know it.
        InvalidRules: the rules file is missing or wrong.
        Superseded: another process serves by now; a service manager may start this one anew, to stand by.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such thing
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    log.set_up(settings.log_level, settings.log_format, HideToken())
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        raise TokenRefused("operator.token_missing")
    bot = make_bot(token, settings.telegram_base_url, settings.telegram_base_file_url)
    rules_file = RulesFile(settings.rules_file)
    rules = rules_file.load()  # before anything else is touched: what is wrong in it is said at once
    warm_up(rules)
    database = await Database.open(settings.database_url)
    try:
        async with alone(database, stop) as claim:
            if claim is not None:
                await App(settings, rules_file, database, bot, claim=claim).run(stop)
    finally:
        await database.close()


def warm_up(rules: Rules) -> None:
    """Build the reader's vocabulary now: the first message may be an emergency.

    What is built lasts as long as the program, so the garbage collector need not walk through it again and again
    (some 50 ms each time).
    """
    text = "fuego en calle 1"
    judge(Said(text=text), rules)
    tells_only_of_looks(text)
    ugly_words_in(text)
    gc.freeze()
