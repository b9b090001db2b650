"""Deciding is pure, never raises whatever a chat carries, and gives nobody a power that the rules do not."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.decide import decide
from bot.core.model.incoming import Incoming, Person, Pin
from bot.core.model.kinds import Kind, Role, State
from bot.core.needs import needs_of
from bot.core.outgoing import AnswerTap, Expel, Say
from bot.core.scene import Scene
from bot.core.world import World
from tests.builders import ANA, JUAREZ, MEMO, NOW, a_scene, a_tap, an_incoming
from tests.conversation import Conversation, a_robbery
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

# the judge here is the real one: whatever it makes of wild words, deciding must not raise
RULES = some_rules()
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

BIG = 2**63 - 1
NASTY = st.sampled_from(
    [
        "'; DROP TABLE reports; --",
        "<b>asaltan</b> <script>alert(1)</script> &amp; Río Lerma 145",
        "*_[`asaltan](tg://user?id=1)",
        "{name} {0} {folio!r} {} }{ {{",
        "%s %d %(name)s \x00 \\",
        "\u202easaltan\u202c \u200b\u200d\ufeff Río Lerma 145",
        "🚨" * 2048,
        "a" * 4096,
        "asaltan " * 500,
        "\ud800",
        "/why " + "9" * 200,
        "/ayuda me asaltan",
        "Asaltan en Río Lerma 145",
        "promo de pizzas 2x1",
        "",
        "\n\n\n",
    ]
)
TEXTS = st.one_of(NASTY, st.text(max_size=200), st.lists(NASTY, max_size=3).map(" ".join).map(lambda t: t[:4096]))
NAMES = st.one_of(st.text(max_size=64), st.just("of_mora"), st.just("{name}"))
PEOPLE = st.builds(
    Person,
    id=st.one_of(st.sampled_from([ANA.id, MEMO.id, JUAREZ.id, 6001, 1001]), st.integers(1, BIG)),
    name=NAMES,
    username=st.one_of(st.none(), NAMES),
)
COORDINATES = st.builds(Pin, st.floats(allow_nan=True), st.floats(allow_nan=True), st.none() | TEXTS)


@st.composite
def messages(draw: st.DrawFn) -> Incoming:
    author = draw(PEOPLE)
    chat = draw(st.sampled_from([CUAUHTEMOC, RIBERA, -77, author.id]))
    return an_incoming(
        draw(TEXTS),
        author,
        chat_id=chat,
        message_id=draw(st.one_of(st.integers(1, 30), st.just(BIG))),
        kind=draw(st.sampled_from(Kind)),
        reply_to=draw(st.none() | st.integers(1, 30) | st.integers(10_000, 10_030)),
        sent_at=NOW + timedelta(seconds=draw(st.integers(-90_000_000, 600))),
        edited=draw(st.booleans()),
        forwarded=draw(st.booleans()),
        album=draw(st.sampled_from([None, None, "a", "b"])),
        thread_id=draw(st.none() | st.just(7)),
        pin=draw(st.none() | COORDINATES),
        links=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


DATA = st.one_of(
    st.text(max_size=64),
    st.builds("r:{}:{}".format, st.integers(-5, BIG), st.sampled_from(["ack", "done", "false", "x", ""])),
    st.builds("sos:{}:{}".format, st.sampled_from([CUAUHTEMOC, -77, 0, 5, BIG]), st.integers(-3, 30)),
    st.builds(
        "x:{}:{}:{}:{}".format, st.just(CUAUHTEMOC), st.integers(), st.integers(), st.sampled_from(["yes", "no"])
    ),
)
TAPS = st.builds(
    a_tap,
    DATA,
    PEOPLE,
    chat_id=st.none() | st.sampled_from([CUAUHTEMOC, ANA.id, MEMO.id]),
    message_id=st.none() | st.integers(1, 30) | st.integers(10_000, 10_030),
)


@PATIENT
@given(st.lists(st.one_of(messages(), TAPS), max_size=12))
def test_whatever_a_chat_carries_deciding_raises_nothing_and_says_only_what_telegram_takes(batch: list[Any]) -> None:
    talk = Conversation(RULES)
    for incoming in batch:
        needs_of([incoming])
        talk.takes(incoming)
        talk.passes(seconds=40)
    for post in talk.world.posts.values():
        assert len(post.outgoing.key) <= 200
        action = post.outgoing.action
        assert isinstance(action, Say)
        assert action.text
        for button in (button for row in action.buttons for button in row):
            assert len(button.data.encode()) <= 64
            assert button.text


@PATIENT
@given(DATA, PEOPLE, st.integers(1, 30))
def test_no_made_up_button_moves_a_report_or_expels_anybody(data: str, person: Person, message_id: int) -> None:
    talk = Conversation(RULES)
    talk.deaf = {person.id}
    talk.takes(an_incoming("Están asaltando a una señora en Río Lerma 145", message_id=1))
    standing = talk.scene.standing(person, RULES.groups[0])
    talk.forges(person, data, chat_id=CUAUHTEMOC, message_id=message_id)
    assert not talk.did(Expel)
    if standing.role in (Role.NEIGHBOR, Role.ADMIN):
        assert [report.state for report in talk.reports] == [State.FORWARDED]


@PATIENT
@given(st.lists(st.one_of(messages(), TAPS), max_size=10))
def test_the_same_history_twice_gives_the_same_decisions(batch: list[Any]) -> None:
    def replay() -> list[Any]:
        world, decisions = World(), []
        for number, incoming in enumerate(batch):
            decision = decide(incoming, Scene(world, RULES, NOW + timedelta(minutes=number)))
            world.apply(decision.effects)
            decisions.append(decision)
        return [*decisions, world]

    assert repr(replay()) == repr(replay())


def test_deciding_changes_neither_the_rules_nor_what_arrived() -> None:
    incoming = an_incoming("Están asaltando a una señora en Río Lerma 145")
    before = deepcopy(incoming)
    decide(incoming, a_scene(rules=RULES))
    assert incoming == before
    assert some_rules() == RULES


def test_every_tap_is_answered_once() -> None:
    talk = Conversation(RULES)
    a_robbery(talk)
    for data in ("", "r:1:ack", "r:999:ack", "sos:1:1", "x:1:1:1:yes", "\x00", "r:1:ack:more", "r:٣:ack"):
        before = len(talk.did(AnswerTap))
        assert talk.forges(MEMO, data)
        assert len(talk.did(AnswerTap)) == before + 1


def test_ids_of_64_bits_fit_everywhere() -> None:
    talk = Conversation(RULES)
    giant = Person(BIG, "G")
    message = an_incoming("promo de pizzas al 2x1, pedidos al 55 1234 5678", giant, message_id=BIG)
    talk.takes(replace(message, chat_id=CUAUHTEMOC))
    assert talk.world.people[BIG].id == BIG
