"""``cuadrante status``: is the bot alive, do messages come in and go out?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

from bot.missing_database import missing_file
from bot.settings import Settings
from bot.signs_of_life import HANGING, HEARTBEAT, LONG_OUTAGE, LONGEST_JOB, UNREACHABLE_SINCE
from storage.database import Database
from storage.health import Health, Note, health, notes

SILENT_AFTER = timedelta(minutes=2)
"""A running bot leaves a sign of life several times a minute."""
FAILED_WITHIN = timedelta(hours=1)
"""An update that failed is shown for a day, and is trouble while somebody may still look after it."""
UNREACHABLE_AFTER = timedelta(minutes=1)
"""Less is a bot that has just started, or a network that hiccups."""


async def print_status(to: TextIO, settings: Settings) -> bool:
    """Print a line for each thing to know; answers whether all is well."""
    now = datetime.now(UTC)
    if (file := missing_file(settings.database_url)) is not None:
        print(f"TROUBLE: there is no database {file}", file=to)
        return False
    database = await Database.open(settings.database_url)
    try:
        async with database.read() as session:
            state, noted = await health(session, now), await notes(session)
    finally:
        await database.close()
    troubles = list(_troubles(state, noted, now))
    last = state.last_update_at
    print(f"last update handled: {_ago(last, now) if last else 'never'}", file=to)
    for purpose, queue in sorted(state.waiting.items()):
        print(f"waiting to be sent: {queue.count} {purpose}, the oldest since {_ago(queue.oldest_at, now)}", file=to)
    if not state.waiting:
        print("waiting to be sent: nothing", file=to)
    print(f"refused by Telegram in the last day: {state.refused}", file=to)
    for error in state.refusals:
        print(f"  {error}", file=to)
    print(f"could not be handled in the last day: {state.failed}", file=to)
    for failed in state.failures:
        print(f"  update {failed.update_id}, {_ago(failed.at, now)}: {failed.error.split(':')[0]}", file=to)
    for trouble in troubles:
        print(f"TROUBLE: {trouble}", file=to)
    if not troubles:
        print("all is well", file=to)
    return not troubles


def _troubles(state: Health, noted: dict[str, Note], now: datetime) -> list[str]:
    found: list[str] = []
    alive = noted.get(HEARTBEAT)
    if alive is None:
        found.append("the bot has never run with this database")
    elif now - alive.at > SILENT_AFTER:
        found.append(f"the bot is not running: last sign of life {_ago(alive.at, now)}")
    since: Any = noted[UNREACHABLE_SINCE].value if UNREACHABLE_SINCE in noted else None
    if since is not None and now - datetime.fromisoformat(since) > UNREACHABLE_AFTER:
        found.append(f"Telegram cannot be reached since {_ago(datetime.fromisoformat(since), now)}")
    if HANGING in noted and noted[HANGING].value:
        minutes = LONGEST_JOB.seconds // 60
        found.append(f"has not come to an end for {minutes} minutes: {', '.join(noted[HANGING].value)}; start anew")
    late = [purpose for purpose, queue in state.waiting.items() if now - queue.oldest_at > LONG_OUTAGE]
    if late:
        found.append(f"cannot be sent for {LONG_OUTAGE.seconds // 60} minutes: {', '.join(sorted(late))}")
    recent = [failed for failed in state.failures if now - failed.at <= FAILED_WITHIN]
    if recent:
        found.append(f"{len(recent)} update(s) could not be handled within the hour")
    return found


def _ago(moment: datetime, now: datetime) -> str:
    seconds = max(0, round((now - moment).total_seconds()))
    if seconds < 120:
        ago = f"{seconds} s ago"
    elif seconds < 7200:
        ago = f"{seconds // 60} min ago"
    else:
        ago = f"{seconds // 3600} h ago"
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S} ({ago})"
