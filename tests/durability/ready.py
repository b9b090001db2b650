"""Imported once by the process that durability tests fork their bots from: the program, ready to serve."""

from __future__ import annotations

from bot.serving import warm_up
from tests.rules_for_tests import some_rules

warm_up(some_rules())
