"""An officer makes a record at the scene: who may, what goes into it, and what always goes its normal way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.model.incoming import Attachment, Person, Pin
from bot.core.model.kinds import Kind
from bot.core.outgoing import Say
from bot.core.scene_record.model import DETENTION, NARRATIVE, PERSONS, PLACE, SceneRecord
from tests.builders import ANA, BETO, JUAREZ, LUNA, ROSA, RUIZ, SOTO, VEGA
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401


def at_the_scene(person: Person = JUAREZ) -> Conversation:
    """A robbery that an officer has answered."""
    talk = Conversation()
    a_robbery(talk)
    talk.presses(person, "En el lugar")
    return talk


def recording() -> Conversation:
    talk = at_the_scene()
    talk.writes_to_the_bot(JUAREZ, "/parte")
    return talk


def record_of(talk: Conversation) -> SceneRecord:
    return talk.world.records[max(talk.world.records)]


def asked(talk: Conversation, person: Person = JUAREZ) -> str:
    """The question that stands in an officer's private chat."""
    (question,) = [text for text in talk.texts(person.id) if text.startswith("Parte") and " de 9 · " in text]
    return question


def papers(talk: Conversation, person: Person) -> list[Say]:
    return [post for post in talk.posts(person.id) if post.made]


def test_one_command_begins_the_record_of_the_report_that_they_answered() -> None:
    talk = recording()
    assert "CUA-000001 · 1 de 9" in asked(talk)
    assert "Vecino por grupo" in asked(talk)
    assert "Se escribió: 12/01/2019 20:52" in asked(talk)


@pytest.mark.parametrize("person", [ANA, BETO, ROSA])
def test_who_is_no_police_is_refused_in_plain_words(person: Person) -> None:
    talk = at_the_scene()
    talk.writes_to_the_bot(person, "/parte CUA-000001")
    assert "solo para oficiales" in talk.texts(person.id)[-1]
    assert not talk.world.records
    assert [row.event for row in talk.log][-1] == "refused"


def test_police_of_another_neighbourhood_find_no_such_report() -> None:
    talk = at_the_scene()
    talk.writes_to_the_bot(VEGA, "/parte CUA-000001")
    assert "No encuentro" in talk.texts(VEGA.id)[-1]
    assert not talk.world.records


def test_in_the_group_it_is_answered_in_private_only() -> None:
    talk = at_the_scene()
    talk.writes_to_the_bot(JUAREZ, "/ayuda")
    before = len(talk.texts())
    talk.says(JUAREZ, "/parte")
    assert len(talk.texts()) == before
    assert "De qué reporte" in talk.texts(JUAREZ.id)[-1]
    talk.presses(JUAREZ, "CUA-000001 ·")
    assert "1 de 9" in asked(talk)


def test_a_button_below_the_alert_of_who_went_there_does_the_same() -> None:
    talk = at_the_scene()
    talk.presses(JUAREZ, "Hacer el parte")
    assert "CUA-000001 · 1 de 9" in asked(talk)


def test_of_several_reports_they_choose() -> None:
    talk = at_the_scene()
    talk.says(BETO, "Hay un incendio en Río Pánuco 20")
    talk.presses(JUAREZ, "En el lugar")
    talk.writes_to_the_bot(JUAREZ, "/parte")
    choice = talk.posts(JUAREZ.id)[-1]
    assert [row[0].text[:10] for row in choice.buttons] == ["CUA-000002", "CUA-000001"]
    talk.presses(JUAREZ, "CUA-000001 ·")
    assert "CUA-000001 · 1 de 9" in asked(talk)


def test_the_question_stays_in_one_place_for_taps_and_follows_what_is_written() -> None:
    talk = recording()
    rings = talk.rings(JUAREZ.id)
    talk.presses(JUAREZ, "Correcto")
    talk.presses(JUAREZ, "Atrás")
    talk.presses(JUAREZ, "Saltar")
    assert talk.rings(JUAREZ.id) == rings
    talk.writes_to_the_bot(JUAREZ, "Río Lerma 145, planta baja")
    assert "3 de 9" in asked(talk)
    assert talk.rings(JUAREZ.id) == rings + 1
    assert record_of(talk).words(PLACE) == ("Río Lerma 145, planta baja",)


def test_a_shared_point_answers_where_it_is() -> None:
    talk = recording()
    talk.presses(JUAREZ, "Correcto")
    talk.writes_to_the_bot(JUAREZ, kind=Kind.LOCATION, pin=Pin(19.43, -99.16))
    assert record_of(talk).words(PLACE) == ("19.430000, -99.160000",)


def test_photos_go_into_the_record_and_nowhere_else() -> None:
    talk = recording()
    talk.writes_to_the_bot(JUAREZ, "la llave", kind=Kind.PHOTO, attachment=Attachment(Kind.PHOTO, "f1"))
    record = record_of(talk)
    assert [photo.file_id for photo in record.photos] == ["f1"]
    assert record.answers["photos"] == ("la llave",)
    assert "1 de 9" in asked(talk)
    assert talk.report.attachments == ()
    assert not any(post.attachment for chat in (5004, 6001, 2001) for post in talk.posts(chat))


def test_an_emergency_in_words_goes_first() -> None:
    talk = recording()
    talk.writes_to_the_bot(JUAREZ, "me asaltan, auxilio")
    assert len(talk.reports) == 2
    assert record_of(talk).is_empty


def test_what_tells_of_the_robbery_at_length_is_its_narrative_with_a_button_in_case() -> None:
    talk = recording()
    words = (
        "Al llegar me entrevisté con la señora, quien dijo que dos sujetos la asaltaron y que huyeron hacia el norte"
    )
    talk.writes_to_the_bot(JUAREZ, words)
    assert len(talk.reports) == 1
    assert record_of(talk).words("known") == (words,)
    assert "Lo guardé en el parte" in asked(talk)
    talk.presses(JUAREZ, "Es una emergencia")
    assert len(talk.reports) == 2


def test_the_same_at_another_place_is_an_emergency() -> None:
    talk = recording()
    talk.writes_to_the_bot(
        JUAREZ, "y ahora cuando ya nos íbamos todos de aquí veo que asaltan a otra persona en Río Sena 200"
    )
    assert len(talk.reports) == 2


def test_a_reply_to_the_alert_answers_the_alert() -> None:
    talk = recording()
    key = f"alert:1:{JUAREZ.id}"
    talk.writes_to_the_bot(JUAREZ, "atendido", reply_to=talk.world.posts[key].message_id)
    assert talk.report.state == "resolved"
    assert record_of(talk).is_empty


def test_a_state_in_words_answers_an_alert_that_came_after_the_question_and_a_story_does_not() -> None:
    talk = recording()
    talk.says(BETO, "Hay un incendio en Río Pánuco 20")
    talk.writes_to_the_bot(JUAREZ, "testigo: el portero")
    assert not record_of(talk).is_empty
    talk.says(ANA, "Se desmayó una señora en Río Tíber 3")
    talk.writes_to_the_bot(JUAREZ, "voy en camino")
    assert "voy en camino" not in str(record_of(talk).answers)


def test_an_edited_answer_is_corrected_where_it_stands() -> None:
    talk = recording()
    for _ in range(2):
        talk.presses(JUAREZ, "Correcto")
    message = talk.writes_to_the_bot(JUAREZ, "testigo: Pedro")
    talk.presses(JUAREZ, "Siguiente")
    talk.edits(message, "testigo: Pablo")
    assert record_of(talk).words(PERSONS) == ("witness:testigo: Pablo",)
    assert "4 de 9" in asked(talk)


def test_finishing_sends_the_paper_and_the_log_tells_no_more_than_its_number() -> None:
    talk = recording()
    talk.writes_to_the_bot(JUAREZ, "fue el vecino Juan Pérez")
    talk.presses(JUAREZ, "Terminar")
    (paper,) = papers(talk, JUAREZ)
    assert paper.made == "record:1"
    assert record_of(talk).finished_at == talk.now
    (row,) = [row for row in talk.log if row.event == "recorded"]
    assert (row.text, row.by_name, row.folio) == ("1", "Of. Juárez", "CUA-000001")
    assert "Juan Pérez" not in str(talk.log)


def test_a_finished_record_can_be_asked_for_again_and_corrected() -> None:
    talk = recording()
    talk.presses(JUAREZ, "Terminar")
    talk.writes_to_the_bot(JUAREZ, "/parte CUA-000001")
    assert len(papers(talk, JUAREZ)) == 2
    talk.presses(JUAREZ, "Corregir el parte")
    assert "1 de 9" in asked(talk)
    assert record_of(talk).finished_at is None


def test_the_command_alone_after_the_end_shows_what_was_made_and_begins_nothing() -> None:
    talk = recording()
    talk.presses(JUAREZ, "Terminar")
    talk.says(BETO, "Hay un incendio en Río Lerma 20")
    talk.writes_to_the_bot(JUAREZ, "/parte")
    assert len(papers(talk, JUAREZ)) == 2
    assert len(talk.world.records) == 1
    (words,) = [post for post in talk.posts(JUAREZ.id) if "CUA-000001 ya está terminado" in post.text]
    assert [row[0].text[:10] for row in words.buttons] == ["CUA-000002"]
    talk.presses(JUAREZ, "CUA-000002 ·")
    assert "CUA-000002 · 1 de 9" in asked(talk)


def test_of_several_reports_the_choice_says_which_record_is_made() -> None:
    talk = recording()
    talk.presses(JUAREZ, "Terminar")
    talk.says(BETO, "Hay un incendio en Río Pánuco 20")
    talk.presses(JUAREZ, "En el lugar")
    talk.writes_to_the_bot(JUAREZ, "/parte")
    choices = [row[0].text for row in talk.posts(JUAREZ.id)[-1].buttons]
    assert [text for text in choices if " · hecho · " in text] == [text for text in choices if "CUA-000001" in text]
    assert len(choices) == 2


def test_the_commander_of_the_sector_gets_finished_records() -> None:
    talk = recording()
    talk.presses(JUAREZ, "Terminar")
    talk.writes_to_the_bot(RUIZ, "/record CUA-000001")
    (paper,) = papers(talk, RUIZ)
    assert paper.made == "record:1"
    assert paper.buttons == ()


def test_another_officer_neither_gets_nor_moves_it() -> None:
    talk = recording()
    talk.presses(JUAREZ, "Terminar")
    talk.writes_to_the_bot(SOTO, "/parte CUA-000001")
    assert not papers(talk, SOTO)
    assert len(talk.world.records) == 2
    talk.forges(LUNA, "p:1::again")
    assert talk.world.records[1].finished_at is not None
    assert talk.log[-1].event == "refused"


def test_who_is_no_officer_any_more_gets_no_further() -> None:
    talk = recording()
    talk.rules = replace(talk.rules, officers=tuple(o for o in talk.rules.officers if o.telegram != JUAREZ.id))
    assert "solo para" in talk.presses(JUAREZ, "Correcto")
    talk.writes_to_the_bot(JUAREZ, "Río Lerma 145")
    assert record_of(talk).is_empty


@pytest.mark.parametrize("data", ["p:1:place:ok", "p:1:known:detention", "p:9:known:ok", "p:1:known:again", "b:99"])
def test_old_forged_and_unknown_taps_change_nothing(data: str) -> None:
    talk = recording()
    before = record_of(talk)
    assert talk.forges(JUAREZ, data)
    assert record_of(talk) == before


def test_a_detention_is_yes_or_no_and_its_folio() -> None:
    talk = recording()
    for button in ("Correcto", "Correcto", "No aplica", "No aplica", "No aplica", "Detención", "Siguiente"):
        talk.presses(JUAREZ, button)
    talk.writes_to_the_bot(JUAREZ, "RND-2019-77")
    record = record_of(talk)
    assert record.deeds == (DETENTION,)
    assert record.words("detention_folio") == ("RND-2019-77",)
    assert record.step == "outcome"
    assert NARRATIVE not in record.answers
