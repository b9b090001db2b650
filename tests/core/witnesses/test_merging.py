"""What several neighbours tell of one incident is one report with witnesses; read by the real reader."""

from __future__ import annotations

import pytest

from bot.core.model.incoming import Message, Person
from bot.core.model.kinds import Category, Kind, State
from bot.core.outgoing import Remove, Say
from tests.builders import ANA, BETO, JUAREZ, LUNA, MEMO, ROSA, SOTO
from tests.conversation import Conversation
from tests.rules_for_tests import CUAUHTEMOC

CARLA = Person(2005, "Carla")
DARIO = Person(2006, "Darío")
ROBBERY = "Están asaltando a una señora en Río Lerma 54"
AGAIN = "Asalto en Río Lerma 54, dos tipos con pistola"


def two_windows() -> Conversation:
    """Ana reports a robbery, and Beto half a minute later."""
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.passes(seconds=30)
    talk.says(BETO, AGAIN)
    return talk


def line_to(talk: Conversation, message: Message) -> Say:
    """What the bot answered to a message."""
    return next(post for post in talk.posts(message.chat_id) if post.reply_to == message.message_id)


def test_two_who_tell_of_one_robbery_make_one_report_with_a_witness() -> None:
    talk = two_windows()
    (witness,) = talk.report.witnesses
    assert (witness.person_id, witness.words) == (BETO.id, AGAIN)
    assert AGAIN not in talk.report.words
    assert talk.events().count("opened") == 1
    assert [row.text for row in talk.log if row.event == "witnessed" and row.by_id == BETO.id] == [AGAIN]


def test_the_officers_one_alert_grows_and_does_not_ring_again() -> None:
    talk = two_windows()
    (alert,) = talk.texts(JUAREZ.id)
    assert "También lo reportan otros (1):" in alert
    assert f"Beto (20:52): «{AGAIN}»" in alert
    assert talk.rings(JUAREZ.id) == 1


def test_the_groups_line_counts_the_neighbours() -> None:
    assert "2 vecinos lo reportan" in two_windows().texts()[0]


def test_the_witness_is_told_silently_and_may_say_that_it_is_something_else() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    told = line_to(talk, talk.says(BETO, AGAIN))
    assert told.silent
    assert "Se suma a CUA-000001" in told.text
    assert "Río Lerma 54" in told.text
    assert [button.text for row in told.buttons for button in row] == ["Es otra cosa"]


def test_five_witnesses_are_shown_and_the_others_counted_and_the_alert_stays_short() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY + " " + "ayuda " * 500)
    for number in range(9):
        talk.says(Person(3000 + number, f"Vecina {number}"), AGAIN + " " + "corran " * 100)
    (alert,) = talk.texts(JUAREZ.id)
    assert len(talk.report.witnesses) == 9
    assert "y 4 más, antes" in alert
    assert "Vecina 8 " in alert
    assert "Vecina 3 " not in alert
    assert len(alert) < 4000


def test_what_one_witness_says_in_three_messages_is_one_witness() -> None:
    talk = two_windows()
    talk.says(BETO, "Siguen asaltando en Río Lerma 54, traen pistola")
    talk.says(BETO, "van en una moto roja")
    (witness,) = talk.report.witnesses
    assert "moto roja" in witness.words
    assert "moto roja" not in talk.report.words
    assert "moto roja" in talk.texts(JUAREZ.id)[0]


def test_a_witness_who_quotes_the_report_and_tells_of_it_is_one() -> None:
    talk = Conversation()
    first = talk.says(ANA, ROBBERY)
    talk.says(BETO, "Sí, los están asaltando con pistola", reply_to=first.message_id)
    assert [each.name for each in talk.report.witnesses] == ["Beto"]


def test_a_witness_can_complete_the_place_and_then_it_rings_where_it_now_belongs() -> None:
    talk = Conversation()
    talk.says(ANA, "¡Están asaltando a una señora, ayuda!")
    assert not talk.report.quadrants
    talk.says(BETO, "Asalto en Río Lerma 54")
    assert (talk.report.place.street, talk.report.quadrants) == ("Río Lerma", ("CUA-1",))
    assert talk.rings(JUAREZ.id) == 2


def test_a_witness_can_make_it_an_emergency() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay dos vecinos discutiendo a gritos en Río Lerma 54")
    assert not talk.report.emergency
    talk.says(BETO, "Se están golpeando en Río Lerma 54, hay un herido")
    assert talk.report.emergency
    assert talk.report.escalate_at is not None


def test_a_witness_of_an_emergency_that_nobody_answers_rings_once() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.passes(seconds=70)
    talk.says(BETO, AGAIN)
    talk.says(CARLA, "Robo con pistola en Lerma 56")
    assert talk.rings(JUAREZ.id) == 2
    assert "Ya son 3 los vecinos que reportan CUA-000001" in talk.texts(JUAREZ.id)[1]


def test_what_is_answered_does_not_ring_for_a_witness() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.presses(JUAREZ, "Voy en camino")
    talk.passes(seconds=70)
    talk.says(BETO, AGAIN)
    assert len(talk.reports) == 1
    assert talk.rings(JUAREZ.id) == 1


def test_a_witnesss_picture_goes_to_the_officers_with_the_one_that_came_before_the_words() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.says(BETO, kind=Kind.PHOTO)
    talk.says(BETO, AGAIN, kind=Kind.PHOTO)
    assert len(talk.report.attachments) == 2


def test_who_tells_the_bot_alone_joins_what_the_group_knows_and_is_not_named_there() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    told = line_to(talk, talk.writes_to_the_bot(BETO, AGAIN))
    assert "Se suma a CUA-000001" in told.text
    assert [each.name for each in talk.report.witnesses] == ["Beto"]
    assert not any("Beto" in text for text in talk.texts(CUAUHTEMOC))
    assert "Beto" in talk.texts(JUAREZ.id)[0]


def test_a_neighbour_in_private_who_witnessed_it_adds_to_their_own_words() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.writes_to_the_bot(BETO, AGAIN)
    talk.writes_to_the_bot(BETO, "ya se fueron hacia Reforma")
    assert "hacia Reforma" in talk.report.witnesses[0].words


def test_the_group_is_told_how_a_report_stands_that_was_made_in_private() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, ROBBERY)
    again = talk.says(BETO, AGAIN)
    talk.presses(JUAREZ, "Voy en camino")
    assert "en camino" in line_to(talk, again).text


def test_the_button_goes_when_the_report_is_closed() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    again = talk.says(BETO, AGAIN)
    talk.presses(JUAREZ, "Resuelto")
    assert not line_to(talk, again).buttons


OTHERS = [
    ("another number, far off", "Asaltan a un señor en Río Lerma 210"),
    ("another street", "Asaltan a un señor en Río Sena 54"),
    ("another kind of thing", "Huele muchísimo a gas en Río Lerma 54"),
    ("one more, it says", "Otro asalto en Río Lerma 54"),
    ("another landmark", "Asalto en el Ángel de la Independencia"),
]


@pytest.mark.parametrize(("why", "text"), OTHERS)
def test_two_incidents_stay_two(why: str, text: str) -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.says(BETO, text)
    assert len(talk.reports) == 2, why


def test_what_is_told_again_too_late_is_another() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=31)
    talk.says(BETO, AGAIN)
    assert len(talk.reports) == 2


def test_each_witness_keeps_the_report_open_for_the_next() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=20)
    talk.says(BETO, AGAIN)
    talk.passes(minutes=20)
    talk.says(CARLA, AGAIN)
    assert len(talk.report.witnesses) == 2


def test_a_closed_report_takes_no_witness() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.presses(JUAREZ, "Resuelto")
    talk.says(BETO, AGAIN)
    assert [report.state for report in talk.reports] == [State.RESOLVED, State.FORWARDED]


def test_two_who_were_robbed_were_robbed_twice() -> None:
    talk = Conversation()
    talk.says(ANA, "Me acaban de asaltar en Río Lerma 54")
    talk.says(BETO, "Me asaltaron en Río Lerma 54")
    assert len(talk.reports) == 2


def test_an_emergency_is_not_swallowed_by_an_ordinary_matter_near_by() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay dos vecinos discutiendo a gritos en Río Lerma")
    talk.says(BETO, "Se están golpeando en Río Lerma 54, hay un herido")
    assert [report.emergency for report in talk.reports] == [False, True]


def test_another_emergency_some_doors_away_that_is_called_something_else_rings_on_its_own() -> None:
    talk = Conversation()
    talk.says(ANA, "Hay un herido en Río Lerma 90")
    talk.passes(seconds=30)
    talk.says(BETO, "Asaltan la farmacia de Río Lerma 77")
    assert talk.events().count("opened") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Atropellaron a un perro en Río Lerma", "Atropellaron a una señora en Río Lerma 60, ambulancia"),
        ("Atropellaron a un niño en Río Lerma", "Atropellaron a una señora en Río Lerma 60, ambulancia"),
        ("Hay un muchacho desmayado en Río Lerma", "Una señora se cortó y está sangrando en Río Lerma 60"),
    ],
)
def test_two_who_are_hurt_in_one_street_have_no_more_than_its_name_in_common(one: str, other: str) -> None:
    talk = Conversation()
    talk.says(ANA, one)
    talk.passes(minutes=3)
    talk.says(BETO, other)
    assert talk.events().count("opened") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Se metieron a robar a la tienda de Río Lerma 54",
            "en Río Lerma 54 también escucho vidrios rotos, están robando",
        ),
        ("Se incendia una tienda en Río Lerma 54", "veo las llamas desde Río Sena"),
        ("Sale humo del edificio de Río Lerma 54", "fuego en río lerma!!"),
        (
            "Dos tipos asaltan a una chava en Río Lerma 54, corren hacia Río Sena",
            "por Río Sena pasaron corriendo dos tipos",
        ),
    ],
)
def test_what_the_street_does_not_tell_the_incident_itself_does(one: str, other: str) -> None:
    talk = Conversation()
    talk.says(ANA, one)
    talk.passes(minutes=2)
    talk.says(BETO, other)
    assert talk.events().count("opened") == 1
    assert len(talk.report.witnesses) == 1


def test_an_emergency_is_not_swallowed_by_what_is_answered_as_something_else() -> None:
    talk = Conversation()
    talk.says(ANA, "Asalto en Río Lerma 54")
    talk.presses(JUAREZ, "En el lugar")
    talk.says(BETO, "Hay balazos en Río Lerma 54")
    assert len(talk.reports) == 2


def test_without_a_place_it_is_the_only_one_of_its_kind_in_these_minutes_or_none() -> None:
    talk = two_windows()
    talk.says(CARLA, "¡Están asaltando, manden una patrulla!")
    assert len(talk.report.witnesses) == 2
    talk.says(DARIO, "Asaltan la farmacia de Río Sena 20")
    talk.says(MEMO, "¡Están asaltando, corran!")
    assert len(talk.reports) == 3


def test_who_is_robbed_and_says_not_where_is_not_taken_for_somebody_else() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.says(BETO, "¡Me están asaltando, ayuda!")
    assert len(talk.reports) == 2


def test_a_witness_who_says_at_last_that_it_is_elsewhere_has_a_report_of_their_own() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.says(BETO, "¡Están asaltando, manden una patrulla!")
    assert len(talk.reports) == 1
    talk.says(BETO, "en Río Sena 20")
    old, new = talk.reports
    assert not old.witnesses
    assert (new.reporter_id, new.place.street, new.emergency, new.quadrants) == (BETO.id, "Río Sena", True, ("CUA-2",))
    assert new.folio in talk.texts(SOTO.id)[-1]


def test_an_officers_words_are_no_witness() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.says(SOTO, "Están asaltando en Río Lerma 54, solicito apoyo")
    assert not any(report.witnesses for report in talk.reports)


def test_another_groups_report_is_another() -> None:
    talk = Conversation()
    talk.says(ANA, "Asalto en Naranjo 20", chat_id=-1002)
    talk.says(BETO, "Asalto en Naranjo 20")
    assert len(talk.reports) == 2


def test_an_edited_word_of_a_witness_changes_theirs_alone() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    again = talk.says(BETO, AGAIN)
    talk.edits(again, "Asalto en Río Lerma 54, son tres con pistola")
    assert "son tres" in talk.report.witnesses[0].words
    assert talk.report.words == ROBBERY
    assert talk.report.place.number == "54"


def test_an_edit_that_tells_of_another_place_is_another_report() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    again = talk.says(BETO, AGAIN)
    talk.edits(again, "Asalto en Río Sena 20, dos tipos con pistola")
    old, new = talk.reports
    assert not old.witnesses
    assert new.place.street == "Río Sena"
    assert talk.world.messages[CUAUHTEMOC, again.message_id].report_id == new.id


# --- parting them again ---


@pytest.mark.parametrize("person", [BETO, JUAREZ, LUNA, ROSA])
def test_a_wrong_one_is_parted_with_one_tap(person: Person) -> None:
    talk = two_windows()
    data = "split:1:2002"
    assert talk.forges(person, data) == "Separado: ahora es CUA-000002."
    old, new = talk.reports
    assert not old.witnesses
    assert (new.reporter_id, new.words, new.category, new.emergency) == (BETO.id, AGAIN, Category.THEFT, True)
    assert new.opened_at == talk.now
    assert [row.event for row in talk.log if row.event in {"split", "opened"}] == ["opened", "split", "opened"]
    assert any(new.folio in text for text in talk.texts(JUAREZ.id))
    assert old.folio in talk.texts(JUAREZ.id)[0]
    assert "También lo reportan" not in talk.texts(JUAREZ.id)[0]


def test_officers_part_the_latest_witnesses_below_their_alert() -> None:
    talk = two_windows()
    talk.presses(JUAREZ, "Separar: Beto")
    assert len(talk.reports) == 2


def test_the_witnesss_line_says_what_has_become_of_it() -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    again = talk.says(BETO, AGAIN)
    talk.presses(BETO, "Es otra cosa")
    told = line_to(talk, again)
    assert told.text == "Ahora es un reporte aparte: CUA-000002."
    assert not told.buttons


def test_the_second_tap_parts_nothing() -> None:
    talk = two_windows()
    talk.forges(BETO, "split:1:2002")
    assert talk.forges(JUAREZ, "split:1:2002") == "Ya no es parte de CUA-000001."
    assert len(talk.reports) == 2


def test_other_neighbours_part_nothing_and_the_log_knows_who_tried() -> None:
    talk = two_windows()
    assert talk.forges(MEMO, "split:1:2002").startswith("Solo quien lo escribió")
    assert len(talk.reports) == 1
    assert [row.by_id for row in talk.log if row.event == "refused"] == [MEMO.id]


def test_nobody_parts_a_report_that_does_not_exist() -> None:
    assert two_windows().forges(BETO, "split:77:2002") == "Ese botón ya no sirve."


def test_a_tap_that_crossed_the_closing_still_counts_and_one_of_next_day_does_not() -> None:
    talk = two_windows()
    talk.presses(JUAREZ, "Resuelto")
    assert talk.forges(BETO, "split:1:2002") == "Separado: ahora es CUA-000002."
    late = two_windows()
    late.presses(JUAREZ, "Resuelto")
    late.passes(days=1)
    assert late.forges(BETO, "split:1:2002") == "Ese botón ya no sirve."


def test_what_was_parted_takes_its_own_answers_and_words() -> None:
    talk = two_windows()
    talk.forges(BETO, "split:1:2002")
    talk.says(BETO, "van en una moto roja")
    assert "moto roja" in talk.reports[1].words
    assert "moto roja" not in talk.reports[0].words


def test_nothing_that_a_witness_wrote_is_removed() -> None:
    assert not two_windows().did(Remove)


def test_what_was_last_night_is_not_what_is_now() -> None:
    talk = Conversation()
    talk.says(ANA, "Anoche asaltaron a mi vecino en Río Lerma 54")
    talk.says(BETO, AGAIN)
    assert len(talk.reports) == 2


def test_shots_that_the_author_of_a_robbery_hears_at_its_door_belong_to_it_until_it_is_answered() -> None:
    talk = Conversation()
    talk.says(ANA, "Asalto en Río Lerma 54")
    talk.says(ANA, "Hay balazos en Río Lerma 54")
    assert len(talk.reports) == 1
    talk.presses(JUAREZ, "En el lugar")
    talk.says(ANA, "Hay balazos en Río Lerma 54")
    assert len(talk.reports) == 2


def test_what_a_parted_witness_edits_is_their_own() -> None:
    talk = two_windows()
    more = talk.says(BETO, "van en una moto roja")
    talk.forges(BETO, "split:1:2002")
    talk.edits(more, "van en una moto negra")
    assert "moto negra" in talk.reports[1].words
    assert "moto" not in talk.reports[0].words
