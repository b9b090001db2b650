"""The Bot API's methods, each a function of the state and the parameters."""

from __future__ import annotations

from bot.sandbox.methods import changing, members, sending, setup
from bot.sandbox.methods.access import Method

METHODS: dict[str, Method] = {
    name.lower(): method
    for part in (setup.METHODS, sending.METHODS, changing.METHODS, members.METHODS)
    for name, method in part.items()
}
