"""The log's head goes to the commanders once a day: what they hold nobody with access to the database can change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.figures.periods import moment_of
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.scene import Scene

SHOWN = 16
"""Digits of the hash in the message: enough that nobody finds another log with the same, few enough to type."""

_AFTER_MIDNIGHT = time(0, 5)  # whatever was begun before midnight is written by then


def due_day(zone: ZoneInfo, daily: time | None, now: datetime) -> date | None:
    """The day whose head the commanders should have by now, which is yesterday; None before the hour for it."""
    today = now.astimezone(zone).date()
    return today - timedelta(days=1) if now >= moment_of(today, hour_of_head(daily), zone) else None


def hour_of_head(daily: time | None) -> time:
    """The local hour at which it comes: with the digest, or else after midnight."""
    return max(daily or _AFTER_MIDNIGHT, _AFTER_MIDNIGHT)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """When the local day is over."""
    return moment_of(day + timedelta(days=1), time.min, zone)


def keys_of(day: date, scene: Scene) -> dict[str, int]:
    """Every commander who still serves and whom the bot may write to, by the key of that day's message."""
    people = (scene.telegram_id(each.telegram) for each in scene.rules.commanders if scene.can_reach(each))
    return {f"head:{day}:{person}": person for person in people if person is not None}


def message(key: str, person: int, day: date, rows: int, seal: str, scene: Scene) -> Outgoing:
    """How many rows there were at the end of the day, and the last one's hash, as one commander gets it."""
    say, written = scene.say(None), f"{day.day}/{day.month}/{day.year}"
    text = say("log_seal.daily", date=written, count=rows, seal=seal[:SHOWN])
    return Outgoing(
        key=key,
        action=Say(chat_id=person, text=text, silent=True),
        priority=Priority.DIGEST,
        purpose=Purpose.DIGEST,
    )
