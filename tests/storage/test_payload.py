"""What goes into the outbox comes out the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import Action, AnswerTap, Button, Expel, Mute, Remove, Say, Unmute
from storage.columns import from_json, storable, to_json
from storage.payload import method_of, pack, unpack

IDS = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text().map(storable)
WILD = st.text(st.characters(exclude_categories=()))
ATTACHMENTS = st.builds(Attachment, st.sampled_from(Kind), TEXT, image=st.booleans())
BUTTONS = st.lists(st.lists(st.builds(Button, TEXT, TEXT), max_size=3).map(tuple), max_size=3).map(tuple)
SAYS = st.builds(
    Say,
    chat_id=IDS,
    text=TEXT,
    buttons=BUTTONS,
    reply_to=st.none() | IDS,
    thread_id=st.none() | IDS,
    attachment=st.none() | ATTACHMENTS,
    instead=TEXT,
    silent=st.booleans(),
    lasts=st.none() | st.timedeltas(timedelta(0), timedelta(days=3650)),
    facts=st.dictionaries(TEXT, st.none() | st.booleans() | IDS | TEXT | st.lists(TEXT), max_size=3),
)
OTHERS = (
    st.builds(Remove, chat_id=IDS, message_id=IDS)
    | st.builds(Mute, chat_id=IDS, person_id=IDS, until=st.datetimes(timezones=st.just(UTC)))
    | st.builds(Unmute, chat_id=IDS, person_id=IDS)
    | st.builds(Expel, chat_id=IDS, person_id=IDS)
    | st.builds(AnswerTap, chat_id=IDS, tap_id=TEXT, text=TEXT)
)


def again(action: Action) -> Action:
    """The action after a stay in the database."""
    is_say = isinstance(action, Say)
    return unpack(
        method_of(action),
        from_json(to_json(pack(action))),
        chat_id=action.chat_id,
        reply_to=action.reply_to if is_say else None,
        facts=from_json(to_json(action.facts)) if is_say else None,
    )


@given(SAYS | OTHERS)
def test_every_action_comes_out_of_the_outbox_as_it_went_in(action: Action) -> None:
    assert again(action) == action


@given(SAYS | OTHERS)
def test_what_is_packed_equals_what_comes_back_so_that_equal_content_is_seen_as_equal(action: Action) -> None:
    assert from_json(to_json(pack(action))) == pack(action)


@given(WILD, WILD)
def test_text_that_no_database_takes_is_replaced_and_nothing_else_is(text: str, name: str) -> None:
    say = Say(chat_id=1, text=text, buttons=((Button(name, "r:1:ack"),),), attachment=Attachment(Kind.PHOTO, name))
    came = again(say)
    assert isinstance(came, Say)
    assert came.text == storable(text)
    assert came.buttons[0][0].text == storable(name)


def test_a_moment_keeps_its_microseconds() -> None:
    mute = Mute(chat_id=-1, person_id=2, until=datetime(2026, 1, 2, 3, 4, 5, 678901, UTC))
    assert again(mute) == mute
