"""Any button, well or ill made, by anybody, in any state: nothing fails, and only who may changes anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core import buttons
from bot.core.buttons import (
    AnswerRecord,
    BeginRecord,
    Content,
    CryForHelp,
    DecideExpulsion,
    Dispute,
    Fulfil,
    NoComment,
    Publish,
    Refer,
    Respond,
    Split,
    TakeBack,
)
from bot.core.model.incoming import Membership, Person
from bot.core.model.kinds import Kind, State
from bot.core.model.report import Report
from bot.core.outgoing import Expel, Say
from bot.core.reports.lifecycle import CLOSED
from bot.core.roster.roster_buttons import ChangeSlot, Invite, LookAtSlot, Show
from tests.builders import ANA, BETO, JUAREZ, LUNA, MEMO, MORA, PAZ, PENA, RIVAS, ROSA, RUIZ, SOTO, VEGA, an_incoming
from tests.conversation import Conversation, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, RIBERA

STRANGER = Person(9999, "Quién Sabe")
EVERYBODY = [ANA, BETO, MEMO, STRANGER, ROSA, PAZ, JUAREZ, PENA, LUNA, SOTO, MORA, RIVAS, RUIZ, VEGA]
PUT_OUT = SOTO
POLICE = {CUAUHTEMOC: {JUAREZ, PENA, LUNA, RUIZ}, RIBERA: {MORA, RIVAS, VEGA}}
ADMINISTRATORS = {CUAUHTEMOC: ROSA, RIBERA: PAZ}
SECRET = "clavelrojo"  # in the words of the other group's report
AGENCY = "0123456789"

ids = st.one_of(st.integers(1, 6), st.sampled_from([person.id for person in EVERYBODY]), st.integers(1, 2**63 - 1))
marks = st.sampled_from([AGENCY, "abcdefabcd"])
words = st.sampled_from(
    ["", "ok", "none", "skip", "next", "back", "last", "end", "again", "persons", "actions", "nada"]
)
STATES = [State.ACKNOWLEDGED, State.EN_ROUTE, State.ON_SCENE, State.RESOLVED, State.UNRESOLVED, State.FALSE_ALARM]
well_made = st.one_of(
    st.builds(Respond, ids, st.sampled_from(STATES)),
    st.builds(Refer, ids, marks),
    *(st.builds(kind, ids) for kind in (BeginRecord, TakeBack, NoComment, Dispute, Content, Fulfil)),
    st.builds(Show, st.integers(1, 6)),
    st.builds(AnswerRecord, ids, words, words),
    st.builds(Split, ids, ids),
    st.builds(Publish, ids, ids),
    st.builds(CryForHelp, st.sampled_from([CUAUHTEMOC, RIBERA, ANA.id]), ids),
    st.builds(DecideExpulsion, st.sampled_from([CUAUHTEMOC, RIBERA]), ids, ids, st.booleans()),
    st.builds(Invite, marks),
    st.builds(LookAtSlot, st.one_of(st.just(""), marks)),
    st.builds(ChangeSlot, marks, marks, st.sampled_from(["give", "take", "on", "off"])),
).map(buttons.encode)
ill_made = st.one_of(
    st.text(max_size=256),
    st.builds("{}{}".format, well_made, st.sampled_from([":", " ", "\n", "\x00", "٣", ":1", "é" * 40])),
    st.builds(lambda data, at: data[:at], well_made, st.integers(0, 12)),
)
offered = st.sampled_from(range(120))  # whichever of the buttons that stand, or stood, somewhere
presses = st.tuples(
    st.sampled_from(EVERYBODY),
    st.one_of(offered, offered, offered, well_made, ill_made),
    st.sampled_from(["there", "private", "group", "nowhere"]),
    st.sampled_from([0, 0, 0, 1, 3, 90, 60 * 24 * 4]),  # minutes
)


def a_busy_evening() -> Conversation:
    talk = Conversation()
    for person in (JUAREZ, SOTO, MORA, RIVAS, RUIZ, VEGA, ROSA, PAZ, ANA):
        talk.writes_to_the_bot(person, "/start")
    talk.says(ANA, "Asaltan a una señora en Río Lerma 145")
    talk.says(BETO, "Asaltan a una señora en Río Lerma 145, son dos")
    talk.says(MEMO, f"Asaltan en Naranjo 12, {SECRET}", chat_id=RIBERA)
    talk.says(ANA, "No sirve la luminaria de Río Sena 60")
    talk.says(BETO, kind=Kind.VOICE)
    for number in range(3):
        talk.says(MEMO, f"promo de pizzas {number}")
    talk.writes_to_the_bot(RUIZ, "/acuerdo Más rondines en Río Lerma")
    talk.writes_to_the_bot(JUAREZ, "/guardia")
    talk.writes_to_the_bot(ROSA, "/invitar")
    talk.writes_to_the_bot(MORA, "/parte")
    put_out: dict[str, Any] = {"chat_id": CUAUHTEMOC, "title": "Vecinos", "is_me": False, "status": "kicked"}
    talk.takes(Membership(update_id=an_incoming().update_id, person=PUT_OUT, **put_out))
    return talk


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(presses, min_size=12, max_size=25))
def test_whatever_is_pressed_only_those_who_may_change_anything_and_all_are_answered(
    judged_plainly: None,  # noqa: F811
    pressed: list[tuple[Person, int | str, str, int]],
) -> None:
    talk = a_busy_evening()
    seen: dict[str, tuple[int, int | None]] = {}
    for person, what, where, minutes in pressed:
        talk.passes(minutes=minutes)
        seen |= _standing_buttons(talk)
        data = what if isinstance(what, str) else sorted(seen)[what % len(seen)]
        chat, message = seen.get(data, (person.id, 10_001))
        place = {
            "there": {"chat_id": chat, "message_id": message},
            "private": {"chat_id": person.id, "message_id": message},
            "group": {"chat_id": CUAUHTEMOC, "message_id": message},
            "nowhere": {},
        }[where]
        before, rows, had = dict(talk.world.reports), len(talk.log), dict(talk.world.posts)
        expelled = len(talk.did(Expel))
        answer = talk.forges(person, data, **place)
        assert len(answer) <= 200
        assert SECRET not in answer
        assert len(talk.log) > rows or talk.world.posts != had, f"{data!r} came to nothing, and nobody will know"
        for report in before.values():
            _only_by_who_may(person, report, talk.world.reports[report.id])
        assert len(talk.did(Expel)) == expelled or person in {ROSA, PAZ, RUIZ, VEGA}
    _nobody_else_has_read_it(talk)


def _standing_buttons(talk: Conversation) -> dict[str, tuple[int, int | None]]:
    return {
        button.data: (post.outgoing.action.chat_id, post.message_id)
        for post in talk.world.posts.values()
        if isinstance(post.outgoing.action, Say)
        for row in post.outgoing.action.buttons
        for button in row
    }


def _only_by_who_may(person: Person, before: Report, after: Report) -> None:
    unmoved = replace(after, updated_at=before.updated_at)
    if unmoved == before or person in POLICE[before.group_id]:
        return
    told_of_it = {before.reporter_id, *(witness.person_id for witness in before.witnesses)}
    if before.witnesses != after.witnesses:
        theirs = {witness.person_id for witness in before.witnesses} - {
            witness.person_id for witness in after.witnesses
        }
        assert person.id in theirs or person == ADMINISTRATORS[before.group_id]
    else:
        assert person.id in told_of_it
        assert before.state in CLOSED
        assert after.state in {State.FORWARDED, State.RECEIVED}


def _nobody_else_has_read_it(talk: Conversation) -> None:
    may = {RIBERA, MEMO.id, PAZ.id, *(person.id for person in POLICE[RIBERA])}
    for post in talk.world.posts.values():
        action = post.outgoing.action
        if isinstance(action, Say) and action.chat_id not in may:
            assert SECRET not in action.text, f"{action.chat_id} reads {action.text!r}"
            assert "Naranjo" not in action.text, f"{action.chat_id} reads {action.text!r}"
