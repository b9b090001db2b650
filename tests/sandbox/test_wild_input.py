"""Whatever comes in, the sandbox answers or refuses; it does not break."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.clock import VirtualClock
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import METHODS
from bot.sandbox.paper import columns, fitted, legible, wrapped
from bot.sandbox.server import SandboxTelegram
from bot.sandbox.text import read_formatted, utf16_length

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WILD = JSON | st.sampled_from(['{"inline_keyboard": [[{}]]}', "[1, null]", '[{"type": "photo"}, {}]', "hola", "-1"])
PARAMS = st.fixed_dictionaries(
    {"chat_id": st.sampled_from([-1001, "2001", "@x", None])},
    optional=dict.fromkeys(
        (
            *("text", "message_id", "user_id", "reply_markup", "permissions", "media", "options", "message_ids"),
            *("reply_parameters", "photo", "latitude", "longitude", "offset", "limit", "allowed_updates", "commands"),
            *("from_chat_id", "question", "until_date", "entities", "callback_query_id", "file_id", "url"),
        ),
        WILD,
    ),
)


@given(st.text(alphabet="<>/&;b ai=\"'x😂\n", max_size=40))
def test_html_is_read_or_refused(text: str) -> None:
    try:
        plain, entities = read_formatted(text, "HTML")
    except ApiError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= utf16_length(plain) for e in entities)


@settings(max_examples=400)
@given(st.sampled_from(sorted(METHODS)), PARAMS)
def test_any_call_is_answered_or_refused(method: str, params: dict[str, object]) -> None:
    telegram = SandboxTelegram(VirtualClock(datetime(2019, 1, 13, tzinfo=UTC)))
    telegram.add_person(2001, "Ana", started=True)
    telegram.add_group(-1001, "Vecinos")
    telegram.say(2001, -1001, "hola")
    with contextlib.suppress(ApiError):
        telegram.call(method, params)


@given(st.text(max_size=80), st.integers(2, 30))
def test_printed_text_keeps_its_width(text: str, width: int) -> None:
    assert columns(fitted(text, width)) == width
    lines = wrapped(text, width)
    assert max(map(columns, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(legible(text).split())
