"""Buttons: what each does, for whom; and all that a forger gets is a polite word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model.incoming import Person
from bot.core.model.kinds import Kind, State
from bot.core.outgoing import Expel, Mute, Remove, Unmute
from tests.builders import ANA, BETO, JUAREZ, LUNA, MEMO, MORA, RIVAS, ROSA, RUIZ, SOTO, VEGA
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

STRANGER = Person(9999, "Quién Sabe")


def test_each_button_is_a_response_in_the_log_with_who_when_and_which_state() -> None:
    talk = Conversation()
    a_robbery(talk)
    for button, state in (
        ("Enterado", "acknowledged"),
        ("Voy en camino", "en_route"),
        ("En el lugar", "on_scene"),
        ("Sin resolver", "unresolved"),
    ):
        talk.passes(minutes=1)
        assert "CUA-000001" in talk.presses(JUAREZ, button)
        row = talk.log[-1]
        assert (row.event, row.by_name, row.role, row.at) == (state, "Of. Juárez", "officer", talk.now)


def test_only_buttons_of_legal_moves_are_shown_and_of_those_none_when_it_is_over() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "En el lugar")
    shown = [button.text for row in talk.posts(JUAREZ.id)[0].buttons for button in row]
    assert shown == ["Resuelto", "Sin resolver", "Falsa alarma", "Hacer el parte", "Deshacer"]
    talk.presses(JUAREZ, "Falsa alarma")
    shown = [button.text for row in talk.posts(JUAREZ.id)[0].buttons for button in row]
    assert shown == ["Hacer el parte", "Deshacer"]


def test_an_illegal_move_is_refused_politely_and_logged() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Resuelto")
    assert "de ahí no puede pasar a" in talk.forges(JUAREZ, "r:1:ack")
    assert talk.report.state is State.RESOLVED
    assert talk.events()[-1] == "refused"


def test_the_same_button_twice_says_so_and_counts_once() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.forges(JUAREZ, "r:1:ack")
    assert "ya está" in talk.forges(JUAREZ, "r:1:ack")
    assert talk.events().count("acknowledged") == 1


@pytest.mark.parametrize("person", [ANA, MEMO, STRANGER, ROSA, MORA, RIVAS, VEGA], ids=lambda person: str(person.name))
@pytest.mark.parametrize("code", ["ack", "way", "here", "done", "open", "false"])
def test_nobody_but_the_groups_police_moves_a_report(person: Person, code: str) -> None:
    talk = Conversation()
    a_robbery(talk)
    assert "solo para los oficiales" in talk.forges(person, f"r:1:{code}")
    assert talk.report.state is State.FORWARDED
    assert talk.report.escalate_at is not None


def test_a_commander_of_the_sector_may_answer() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.forges(RUIZ, "r:1:ack")
    assert talk.report.owner_name == "Cmte. Ruiz"


def test_the_commander_who_is_told_because_the_sector_has_none_may_answer() -> None:
    talk = Conversation(some_rules(commanders=some_rules().commanders[1:], officers=()))
    a_robbery(talk)
    talk.presses(VEGA, "Enterado")
    assert talk.report.owner_name == "Cmte. Vega"


def test_a_commander_who_is_told_because_one_of_the_groups_sectors_has_none_may_answer() -> None:
    quadrants = tuple(replace(q, sector="Reforma") if q.code == "CUA-2" else q for q in some_rules().quadrants)
    talk = Conversation(some_rules(quadrants=quadrants))
    talk.says(ANA, "Asaltan a una señora en Río Lerma 200")
    talk.passes(minutes=6)
    talk.presses(VEGA, "Enterado")
    assert talk.report.owner_name == "Cmte. Vega"


@pytest.mark.parametrize("way", ["a tap", "the thread", "private words"])
def test_an_officer_from_next_door_who_was_told_answers_in_every_way(way: str) -> None:
    talk = Conversation(deaf=[JUAREZ.id])
    robbery = a_robbery(talk)
    if way == "a tap":
        talk.presses(SOTO, "Voy en camino")
    elif way == "the thread":
        talk.says(SOTO, "voy en camino", reply_to=robbery.message_id)
    else:
        talk.writes_to_the_bot(SOTO, "voy en camino")
    assert (talk.report.state, talk.report.owner_name) == (State.EN_ROUTE, "Of. Soto")


def test_an_officer_from_next_door_who_only_read_of_it_may_help() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(SOTO, "voy en camino", reply_to=robbery.message_id)
    assert "a cargo: Of. Soto" in talk.texts(JUAREZ.id)[0]


def test_over_a_report_of_a_group_that_the_rules_have_no_longer_nobody_has_power() -> None:
    talk = Conversation()
    a_robbery(talk)
    assert talk.scene.standing_towards(talk.report, JUAREZ).is_police
    talk.rules = replace(talk.rules, groups=talk.rules.groups[1:])
    assert not talk.scene.standing_towards(talk.report, JUAREZ).is_police
    assert not talk.scene.standing_towards(talk.report, VEGA).is_police


def test_an_impostor_of_a_name_in_the_rules_has_no_power_and_is_reported() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(MORA, "hola")
    talk.says(ANA, "Asaltan en Naranjo 12", chat_id=RIBERA)
    impostor = Person(6666, "M. Mora", "of_mora")
    assert "solo para los oficiales" in talk.forges(impostor, "r:1:ack")
    assert any("@of_mora" in text for text in talk.texts(1002))
    talk.presses(MORA, "Enterado")
    assert talk.report.owner_name == "Of. Mora"


def test_an_officer_who_changes_their_name_on_telegram_stays_who_they_are() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(MORA, "hola")
    talk.says(ANA, "Asaltan en Naranjo 12", chat_id=RIBERA)
    renamed = Person(MORA.id, "Otra Foto", "otro_nombre")
    talk.forges(renamed, "r:1:ack")
    assert talk.report.owner_name == "Of. Mora"


# --- "it is an emergency" -----------------------------------------------------------------------------


def test_a_removed_voice_note_comes_back_to_the_officers_with_its_author_and_what_and_where_are_asked() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.VOICE)
    assert talk.did(Remove)
    answer = talk.presses(ANA, "Es una emergencia")
    assert "911" in answer
    assert "Diga qué pasa y dónde" in answer
    alert, original = talk.posts(JUAREZ.id)
    assert "Ana mandó algo que no puedo oír ni leer" in alert.text
    assert original.attachment is not None
    assert original.attachment.kind is Kind.VOICE
    assert "Falta qué está pasando y la calle" in talk.texts()[-1]
    talk.says(ANA, "Mi papá se desmayó en Río Sena 60")
    assert len(talk.reports) == 1
    assert talk.report.quadrants == ("CUA-2",)
    assert "Mi papá" in talk.texts(SOTO.id)[0]


def test_the_answer_joins_even_when_it_quotes_the_notice_or_says_only_where() -> None:
    talk = Conversation(deaf=[ANA.id])
    talk.says(ANA, kind=Kind.STICKER)
    notice = next(post for post in talk.world.posts.values() if post.outgoing.action.chat_id == CUAUHTEMOC)
    talk.presses(ANA, "Es una emergencia", at=notice)
    talk.says(ANA, "aquí en mi casa, apúrense", reply_to=notice.message_id)
    talk.says(ANA, "Río Sena 60")
    assert talk.report.words == "aquí en mi casa, apúrense\nRío Sena 60"
    assert talk.report.place.street == "Río Sena"


def test_the_answer_joins_though_the_button_was_pressed_long_after_the_voice_note() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.VOICE)
    talk.passes(minutes=9)
    talk.presses(ANA, "Es una emergencia")
    talk.passes(minutes=3)
    talk.says(ANA, "asaltan en Río Lerma 145")
    assert len(talk.reports) == 1
    assert "21:01" in talk.texts(JUAREZ.id)[0]  # when it was pressed


def test_a_cry_for_help_forgives_the_strike_and_lifts_the_mute() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.STICKER)
    talk.passes(minutes=5)
    talk.says(ANA, kind=Kind.VOICE)
    assert talk.did(Mute)
    talk.presses(ANA, "Es una emergencia")
    assert talk.did(Unmute)[0].person_id == ANA.id
    assert len(talk.world.strikes[CUAUHTEMOC, ANA.id]) == 1


def test_nobody_is_unmuted_when_only_a_warning_is_taken_back() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.STICKER)
    talk.presses(ANA, "Es una emergencia")
    assert not talk.did(Unmute)


def test_pressed_twice_it_is_one_report() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.VOICE)
    talk.presses(ANA, "Es una emergencia")
    assert "Ya está avisado: CUA-000001" in talk.presses(ANA, "Es una emergencia")
    assert len(talk.reports) == 1


def test_somebody_else_in_the_group_may_press_it_and_the_log_says_who() -> None:
    talk = Conversation(deaf=[ANA.id])
    talk.says(ANA, kind=Kind.VOICE)
    talk.presses(BETO, "Es una emergencia")
    assert talk.report.reporter_name == "Ana"
    assert [row.by_name for row in talk.log if row.event == "said"] == ["Beto"]


def test_a_made_up_cry_for_another_message_another_chat_or_one_that_was_understood_gets_nothing() -> None:
    talk = Conversation()
    stands = talk.says(ANA, "hola vecinos")
    advert = talk.says(MEMO, "promo de pizzas")
    voice = talk.says(ANA, kind=Kind.VOICE)
    for message in (stands, advert):
        data = f"sos:{CUAUHTEMOC}:{message.message_id}"
        assert "ya no sirve" in talk.forges(MEMO, data, chat_id=CUAUHTEMOC, message_id=1)
    for chat in (MEMO.id, RIBERA, None):
        data = f"sos:{CUAUHTEMOC}:{voice.message_id}"
        assert "ya no sirve" in talk.forges(MEMO, data, chat_id=chat, message_id=1)
    assert not talk.reports


def test_whoever_presses_before_the_bot_knows_where_its_notice_stands_is_heard() -> None:
    talk = Conversation()
    voice = talk.says(ANA, kind=Kind.VOICE)
    data = f"sos:{CUAUHTEMOC}:{voice.message_id}"
    talk.forges(ANA, data, chat_id=ANA.id, message_id=123456)
    assert talk.reports


def test_a_voice_note_to_the_bot_alone_has_the_button_as_well() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, kind=Kind.VOICE)
    assert "No puedo oír ni ver eso" in talk.texts(ANA.id)[0]
    talk.presses(ANA, "Es una emergencia")
    assert talk.report.emergency
    assert talk.posts(JUAREZ.id)[1].attachment is not None
    assert "CUA-000001" in talk.texts(ANA.id)[-1]


# --- proposals ----------------------------------------------------------------------------------------


def proposed() -> Conversation:
    talk = Conversation()
    for words in ("promo de pizzas", "promo de tacos", "promo de tortas"):
        talk.says(MEMO, words)
        talk.passes(minutes=5)
    return talk


def test_a_proposal_shows_the_messages_and_two_buttons_and_nothing_happens_by_itself() -> None:
    talk = proposed()
    (proposal,) = talk.posts(ROSA.id)
    for part in ("Memo", "promo de pizzas", "promo de tacos", "promo de tortas", "¿Se le expulsa?"):
        assert part in proposal.text
    assert [button.text for button in proposal.buttons[0]] == ["Expulsar", "No expulsar"]
    talk.passes(days=2)
    assert not talk.did(Expel)


@pytest.mark.parametrize(
    ("button", "outcome", "expelled"), [("Expulsar", "expulsar", 1), ("No expulsar", "se queda", 0)]
)
def test_a_proposal_is_decided_once(button: str, outcome: str, expelled: int) -> None:
    talk = proposed()
    post = talk._with_button(ROSA, button)
    data = {each.text: each.data for row in talk.posts(ROSA.id)[0].buttons for each in row}
    talk.presses(ROSA, button, at=post)
    assert outcome in talk.texts(ROSA.id)[0]
    assert talk.posts(ROSA.id)[0].buttons == ()
    for again in data.values():
        assert "ya no sirve" in talk.forges(ROSA, again, chat_id=ROSA.id, message_id=post.message_id)
    assert len(talk.did(Expel)) == expelled


@pytest.mark.parametrize("person", [ANA, MEMO, JUAREZ, LUNA, STRANGER, Person(1002, "Paz")], ids=lambda p: str(p.name))
def test_nobody_but_the_groups_administrators_decides_an_expulsion(person: Person) -> None:
    talk = proposed()
    post = talk._with_button(ROSA, "Expulsar")
    data = talk.posts(ROSA.id)[0].buttons[0][0].data
    assert "solo para los administradores" in talk.forges(person, data, chat_id=ROSA.id, message_id=post.message_id)
    assert not talk.did(Expel)


def test_an_administrator_cannot_expel_by_a_made_up_button_whom_nobody_proposed() -> None:
    talk = proposed()
    assert "ya no sirve" in talk.forges(ROSA, f"x:{CUAUHTEMOC}:{ANA.id}:5:yes", chat_id=ROSA.id, message_id=10_003)
    assert not talk.did(Expel)
