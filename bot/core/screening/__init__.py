"""Screening: what a message is to the group: a report, something that breaks its rules, or neither."""

from bot.core.screening.judge import judge

__all__ = ["judge"]
