"""The wire form of buttons: at most 64 bytes, and nothing but our own is understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.buttons import (
    Content,
    CryForHelp,
    DecideExpulsion,
    Dispute,
    NoComment,
    Pressed,
    Publish,
    Respond,
    Split,
    TakeBack,
    encode,
    parse,
)
from bot.core.model.kinds import State

CHATS = st.integers(-(10**14) + 1, -1)
PEOPLE = st.integers(1, 10**14 - 1)
MESSAGES = st.integers(1, 2**31)
STATES = st.sampled_from(
    [State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE, State.RESOLVED, State.UNRESOLVED, State.FALSE_ALARM]
)


@given(
    st.one_of(
        st.builds(Respond, st.integers(1, 2**63 - 1), STATES),
        *(st.builds(kind, st.integers(1, 2**63 - 1)) for kind in (TakeBack, NoComment, Dispute, Content)),
        st.builds(Publish, st.integers(1, 2**63 - 1), MESSAGES),
        st.builds(Split, st.integers(1, 2**31), PEOPLE),
        st.builds(CryForHelp, CHATS, MESSAGES),
        st.builds(DecideExpulsion, CHATS, PEOPLE, MESSAGES, st.booleans()),
    )
)
def test_what_is_sent_out_comes_back_the_same_in_64_bytes(pressed: Pressed) -> None:
    data = encode(pressed)
    assert len(data.encode()) <= 64
    assert parse(data) == pressed


@given(st.text(max_size=80))
def test_anything_else_is_nothing(data: str) -> None:
    found = parse(data)
    assert found is None or encode(found)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "r:1",
        "r:1:forwarded",
        "r:x:ack",
        "r:1:ack ",
        "r:٣:ack",
        "r:1:2:ack",
        "r:99999999999999999999:ack",
        "sos:1",
        "sos:-1001:1:1",
        "x:1:2:3:maybe",
        "r:1:ack\n",
        "R:1:ack",
        "u:",
        "d:1:1",
        "ok:x",
        "pub:1",
        "nc:1 ",
    ],
)
def test_what_is_nearly_ours_is_not(data: str) -> None:
    assert parse(data) is None
