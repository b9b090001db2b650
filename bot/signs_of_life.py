"""What a running bot notes for a monitor to read, and how long a silence nobody should be surprised by.

A module without imports of weight: `cuadrante status` starts every few minutes.
"""

from __future__ import annotations

from datetime import timedelta

HEARTBEAT = "heartbeat"
UNREACHABLE_SINCE = "telegram_unreachable_since"
HANGING = "jobs_that_hang"
LONG_OUTAGE = timedelta(minutes=3)
"""Silence of Telegram, or of a message that waits to be sent, that the administrators should hear of."""
LONGEST_JOB = timedelta(minutes=30)
"""Twenty calls of an agency that does not answer take some minutes, as do a year's figures; what takes longer hangs."""
