"""A report in the group and in private: opened, told, added to, corrected, always in the same line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.model.incoming import Attachment, Pin
from bot.core.model.kinds import Category, Kind, State
from tests.builders import ANA, BETO, JUAREZ, LUNA, RUIZ, SOTO, an_incoming
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules


def test_a_report_has_one_line_in_the_group_that_answers_it_and_is_edited_in_place() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.passes(minutes=1)
    talk.presses(JUAREZ, "Enterado")
    talk.passes(minutes=5)
    talk.presses(JUAREZ, "En el lugar")
    talk.passes(minutes=11)
    talk.presses(JUAREZ, "Resuelto")
    (line,) = talk.posts()
    assert line.reply_to == robbery.message_id
    assert "CUA-000001 · EMERGENCIA · Robo · Río Lerma 145 · CUA-1" in line.text
    assert "Avisado 20:52: Of. Juárez · enterado 20:53 (Of. Juárez) · en el lugar 20:58 · resuelto 21:09" in line.text
    assert talk.rings(CUAUHTEMOC) == 1


def test_the_officer_on_duty_gets_words_category_place_map_photo_and_six_buttons_at_once() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora en Río Lerma 145", kind=Kind.PHOTO)
    alert, photo = talk.posts(JUAREZ.id)
    for part in ("EMERGENCIA", "Robo", "Río Lerma 145", "CUA-1", "https://maps.google.com/?q=R", "Ana", "Asaltan a"):
        assert part in alert.text
    assert [button.text for row in alert.buttons for button in row] == [
        "Enterado",
        "Voy en camino",
        "En el lugar",
        "Resuelto",
        "Sin resolver",
        "Falsa alarma",
    ]
    assert photo.attachment is not None
    assert photo.attachment.kind is Kind.PHOTO
    assert not talk.posts(SOTO.id)  # another quadrant's
    assert not talk.posts(RUIZ.id)  # only when nobody answers


def test_the_author_is_told_once_to_call_the_emergency_number_and_no_longer_when_the_police_answered() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(ANA, "traen una moto negra")
    assert sum(text.count("911") for text in talk.texts()) == 1
    talk.presses(JUAREZ, "Enterado")
    assert "911" not in talk.texts()[0]


def test_what_is_missing_is_asked_for_once_in_the_line_and_goes_away_when_it_comes() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora")
    assert "Falta la calle con número (o entre qué calles) y una foto" in talk.texts()[0]
    talk.says(ANA, "en Río Lerma 145")
    assert "Falta una foto" in talk.texts()[0]
    talk.says(ANA, kind=Kind.PHOTO)
    assert "Falta" not in talk.texts()[0]
    assert talk.rings(CUAUHTEMOC) == 1


def test_an_emergency_without_a_place_goes_to_every_leader_and_a_street_takes_it_to_its_quadrant() -> None:
    rules = some_rules()
    talk = Conversation(rules)
    talk.passes(hours=2)  # night: Peña leads CUA-1, Luna is there too
    talk.says(ANA, "Asaltan a una señora")
    assert talk.report.told == ("Of. Peña", "Of. Soto")
    talk.says(ANA, "en Río Lerma 145")
    assert talk.report.quadrants == ("CUA-1",)
    assert talk.report.told == ("Of. Peña", "Of. Soto", "Of. Luna")
    assert "Río Lerma 145" in talk.texts(LUNA.id)[0]


def test_a_pin_routes_a_report_again() -> None:
    talk = Conversation(some_rules())
    report = talk.says(ANA, "Asaltan a una señora")
    talk.says(ANA, kind=Kind.LOCATION, pin=Pin(19.4270, -99.1677))
    assert len(talk.reports) == 1
    assert "https://maps.google.com/?q=19.427000,-99.167700" in talk.texts(JUAREZ.id)[0]
    assert report.message_id == talk.report.message_id


def test_a_corner_on_a_border_is_told_to_both_quadrants() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan en Río Tíber")
    assert talk.report.quadrants == ("CUA-1", "CUA-2")
    assert talk.posts(JUAREZ.id)
    assert talk.posts(SOTO.id)


def test_a_moving_live_location_keeps_the_reports_words_and_writes_no_log() -> None:
    talk = Conversation()
    a_robbery(talk)
    live = talk.says(ANA, kind=Kind.LIVE_LOCATION, pin=Pin(19.4270, -99.1677))
    rows = len(talk.log)
    talk.edits(live, "", pin=Pin(19.4271, -99.1678))
    talk.edits(live, "", pin=Pin(19.4272, -99.1679))
    assert talk.report.words == "Asaltan a una señora en Río Lerma 145"
    assert talk.report.place.pin == Pin(19.4272, -99.1679)
    assert len(talk.log) == rows
    talk.presses(JUAREZ, "Resuelto")
    talk.edits(live, "", pin=Pin(19.4273, -99.1680))
    assert talk.report.place.pin == Pin(19.4272, -99.1679)


def test_an_edit_revises_the_same_report_in_words_street_and_category() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(ANA, "traen una moto")
    talk.edits(robbery, "Hay un incendio en Río Sena 60")
    assert talk.report.words == "Hay un incendio en Río Sena 60\ntraen una moto"
    assert talk.report.category is Category.FIRE
    assert talk.report.quadrants == ("CUA-2",)
    assert "edited" in talk.events()
    assert talk.rings(CUAUHTEMOC) == 1


def test_an_added_caption_adds_words_and_takes_none_away() -> None:
    talk = Conversation()
    a_robbery(talk)
    photo = talk.says(ANA, kind=Kind.PHOTO)
    talk.edits(photo, "este es el coche", attachment=photo.attachment)
    assert talk.report.words == "Asaltan a una señora en Río Lerma 145\neste es el coche"


def test_an_ordinary_message_edited_into_an_emergency_is_told_at_once() -> None:
    talk = Conversation()
    said = talk.says(ANA, "hola vecinos")
    assert not talk.reports
    talk.edits(said, "hola vecinos, asaltan en Río Lerma 145")
    assert talk.report.emergency
    assert talk.posts(JUAREZ.id)


def test_an_edit_that_tells_of_an_emergency_after_the_report_was_closed_opens_another() -> None:
    talk = Conversation()
    lamp = talk.says(ANA, "No sirve la luminaria de Río Lerma 145")
    talk.presses(JUAREZ, "Resuelto")
    talk.edits(lamp, "Asaltan en Río Lerma 145")
    assert [report.emergency for report in talk.reports] == [False, True]
    assert talk.reports[1].state is State.FORWARDED


def test_an_edit_after_the_end_of_an_emergency_opens_none() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.presses(JUAREZ, "Resuelto")
    talk.edits(robbery, "Asaltaron a una señora en Río Lerma 145, gracias")
    assert len(talk.reports) == 1


def test_an_album_is_one_report_with_all_its_pictures_wherever_its_words_are() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.PHOTO, album="a")
    talk.says(ANA, "Asaltan en Río Lerma 145", kind=Kind.PHOTO, album="a")
    talk.says(ANA, kind=Kind.PHOTO, album="a")
    assert len(talk.report.attachments) == 3
    assert talk.rings(CUAUHTEMOC) == 1
    assert len([post for post in talk.posts(JUAREZ.id) if post.attachment]) == 3


def test_what_the_author_says_an_hour_later_is_another_matter() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.passes(minutes=30)
    talk.says(ANA, "Asaltan otra vez en Río Lerma 145")
    assert len(talk.reports) == 2


def test_an_emergency_elsewhere_is_a_report_of_its_own_even_in_the_same_minute() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(ANA, "Asaltan en Río Sena 60")
    assert [report.quadrants for report in talk.reports] == [("CUA-1",), ("CUA-2",)]


def test_an_emergency_after_an_answered_report_of_the_same_kind_is_told_anew_because_nobody_has_answered_it() -> None:
    talk = Conversation()
    talk.says(ANA, "Me robaron ayer en Río Lerma 145")
    talk.presses(JUAREZ, "Enterado")
    talk.says(ANA, "Asaltan ahora mismo en Río Lerma 145")
    assert [(r.emergency, r.escalate_at is not None) for r in talk.reports] == [(False, False), (True, True)]


def test_a_report_that_becomes_an_emergency_rings_again_and_starts_to_escalate() -> None:
    talk = Conversation()
    talk.says(ANA, "Me robaron ayer en Río Lerma 145")
    assert talk.rings(JUAREZ.id) == 1
    talk.says(ANA, "Asaltan ahora mismo en Río Lerma 145")
    assert len(talk.reports) == 1
    assert talk.rings(JUAREZ.id) == 2
    assert talk.report.escalate_at == talk.now + timedelta(minutes=2)


def test_a_witness_adds_by_replying_to_the_message_or_to_the_line() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(BETO, "yo los vi, van en una moto", reply_to=robbery.message_id)
    line = next(post for post in talk.world.posts.values() if post.outgoing.key == "line:1")
    talk.says(BETO, "placas ABC 123", reply_to=line.message_id)
    assert talk.report.words.splitlines()[1:] == ["yo los vi, van en una moto", "placas ABC 123"]
    assert "placas ABC 123" in talk.texts(JUAREZ.id)[0]


def test_the_officer_who_cannot_be_written_to_is_noticed_and_the_next_one_is_told() -> None:
    talk = Conversation(deaf=[JUAREZ.id])
    a_robbery(talk)
    assert "Nadie de turno en el cuadrante pudo ser avisado" in talk.texts(SOTO.id)[0]
    assert talk.report.told == ("Of. Soto",)
    assert "Of. Juárez está de turno y no puedo escribirle" in talk.texts(1001)[0]
    assert [row.text for row in talk.log if row.event == "undelivered"] == ["Of. Juárez"]


def test_an_officer_known_by_a_name_that_nobody_has_used_yet_is_passed_over_and_the_administrators_hear_it() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan en Naranjo 12", chat_id=RIBERA)
    assert talk.report.told == ("Of. Rivas",)
    assert "no sé quién es en Telegram" in talk.texts(1002)[0]


def test_when_nobody_can_be_told_the_administrators_get_the_emergency_with_words_and_picture() -> None:
    talk = Conversation(deaf=[JUAREZ.id, SOTO.id, RUIZ.id])
    talk.says(ANA, "Asaltan a una señora en Río Lerma 145", kind=Kind.PHOTO)
    texts = "\n".join(talk.texts(1001))
    assert "no pude avisar a ningún oficial ni mando" in texts
    assert "Asaltan a una señora" in texts
    assert "https://maps" in texts
    assert any(isinstance(post.attachment, Attachment) for post in talk.posts(1001))
    assert "busco a quién avisar" in talk.texts()[0]


def test_without_officers_commanders_or_escalation_a_report_still_gets_its_line() -> None:
    talk = Conversation(some_rules(officers=(), commanders=(), escalation=()))
    a_robbery(talk)
    talk.passes(hours=1)
    assert "CUA-000001" in talk.texts()[0]
    assert any("no pude avisar" in text for text in talk.texts(1001))


def test_a_report_to_the_bot_alone_gets_its_line_there_and_nothing_shows_in_the_group() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "Asaltan en Río Lerma 145")
    assert "CUA-000001" in talk.texts(ANA.id)[0]
    assert not talk.posts()
    assert talk.report.group_id == CUAUHTEMOC
    assert talk.posts(JUAREZ.id)


def test_a_private_report_goes_to_the_group_whose_streets_it_names() -> None:
    talk = Conversation()
    talk.says(ANA, "hola vecinos")
    talk.writes_to_the_bot(ANA, "Asaltan en Sabino 12")
    assert (talk.report.group_id, talk.report.folio) == (RIBERA, "SMR-000001")


def test_a_forum_is_answered_in_its_topic() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan en Río Lerma 145", thread_id=77)
    talk.passes(minutes=11)
    assert {post.thread_id for post in talk.posts()} == {77}


def test_times_are_local_and_each_group_has_its_language() -> None:
    cuauhtemoc, ribera = some_rules().groups
    talk = Conversation(some_rules(groups=(cuauhtemoc, replace(ribera, language="en"))))
    talk.says(ANA, "Asaltan en Sabino 12", chat_id=RIBERA)
    assert "EMERGENCY" in talk.texts(RIBERA)[0]
    assert "20:52" in talk.texts(RIBERA)[0]


def test_a_message_that_comes_again_is_decided_once() -> None:
    talk = Conversation()
    message = an_incoming("Asaltan en Río Lerma 145")
    talk.takes(message)
    assert talk.takes(message).reason == "duplicate"
    assert len(talk.reports) == 1


def test_an_edit_corrects_the_place_that_the_message_had_given() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora")
    where = talk.says(ANA, "en Río Lerma 145")
    talk.edits(where, "en Río Lerma 154")
    assert talk.report.place.number == "154"
    assert talk.report.quadrants == ("CUA-2",)
    assert talk.posts(SOTO.id)


def test_a_number_alone_answers_the_question_for_it_and_a_corrected_address_wins() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora en Río Lerma", kind=Kind.PHOTO)
    assert "Falta el número" in talk.texts()[0]
    talk.says(ANA, "en el 145")
    assert talk.report.place.number == "145"
    assert "Falta" not in talk.texts()[0]
    talk.says(ANA, "perdón, es Río Lerma 154")
    assert talk.report.place.number == "154"


def test_more_about_an_emergency_that_goes_on_joins_it_whatever_kind_it_sounds_like() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(ANA, "la señora se desmayó")
    talk.says(BETO, "otra persona desmayada también", reply_to=robbery.message_id)
    assert talk.report.category is Category.THEFT
    talk.says(ANA, "Huele a gas en Río Lerma 145")
    assert [report.category for report in talk.reports] == [Category.THEFT, Category.GAS_LEAK]


def test_a_dispute_that_turns_bad_becomes_the_emergency_and_keeps_its_place() -> None:
    talk = Conversation()
    talk.says(ANA, "Me robaron ayer en Río Lerma 145")
    talk.says(ANA, "la señora se desmayó")
    assert (talk.report.emergency, talk.report.category) == (True, Category.INJURY)
    assert talk.report.place.number == "145"
    assert talk.report.escalate_at is not None


def test_an_emergency_after_a_broken_street_lamp_is_a_report_of_its_own() -> None:
    talk = Conversation()
    talk.says(ANA, "No sirve la luminaria de Río Lerma 145")
    talk.says(ANA, "me asaltan")
    assert [report.emergency for report in talk.reports] == [False, True]


def test_a_place_that_is_in_no_quadrant_goes_to_every_leader_and_its_author_is_asked_where_that_is() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora en Naranjo 5")  # of the other group
    assert talk.report.told == ("Of. Juárez", "Of. Soto")
    assert "Falta entre qué calles está, o su ubicación" in talk.texts()[0]
    talk.says(ANA, "esquina con Río Sena")
    assert talk.report.quadrants == ("CUA-2",)
    assert "entre qué calles" not in talk.texts()[0]


def test_an_answer_that_cannot_be_found_is_asked_about_in_the_same_line() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora")
    talk.says(ANA, "en Naranjo 5")
    assert "no encuentro el cuadrante" in talk.texts()[0]
    assert talk.rings(CUAUHTEMOC) == 1


def test_two_lamps_of_one_street_are_two_reports() -> None:
    talk = Conversation()
    talk.says(ANA, "La luminaria de Río Lerma 20 no sirve")
    talk.says(ANA, "Tampoco la luminaria de Río Lerma 80")
    assert [(report.place.street, report.place.number) for report in talk.reports] == [
        ("Río Lerma", "20"),
        ("Río Lerma", "80"),
    ]


def test_an_emergency_that_moves_along_the_street_stays_one() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan en Río Lerma 20")
    talk.says(ANA, "ahora asaltan en Río Lerma 80")
    assert len(talk.reports) == 1


def test_a_photo_that_came_before_its_words_goes_to_the_officer_with_them() -> None:
    talk = Conversation()
    photo = talk.says(ANA, kind=Kind.PHOTO, attachment=Attachment(Kind.PHOTO, "photo-of-ana"))
    talk.says(BETO, kind=Kind.PHOTO, attachment=Attachment(Kind.PHOTO, "photo-of-beto"))
    talk.says(ANA, "Asaltan a una señora en Río Lerma 145")
    assert talk.report.attachments == (photo.attachment,)
    assert photo.attachment in [post.attachment for post in talk.posts(JUAREZ.id)]


def test_a_photo_of_an_hour_ago_is_about_something_else() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.PHOTO, attachment=Attachment(Kind.PHOTO, "photo-of-ana"))
    talk.passes(minutes=30)
    talk.says(ANA, "Asaltan a una señora en Río Lerma 145")
    assert talk.report.attachments == ()


def test_a_corrected_number_in_another_quadrant_goes_to_its_officers_and_the_former_ones_hear_of_it_once() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora en Río Lerma 54")
    talk.says(ANA, "perdón, es en el 160 no en el 54")
    assert (talk.report.place.number, talk.report.quadrants) == ("160", ("CUA-2",))
    assert "Río Lerma 160" in talk.texts(SOTO.id)[0]
    alert, news = talk.texts(JUAREZ.id)
    assert "Río Lerma 160 · CUA-2" in alert
    assert "CORRECCIÓN: el lugar es otro." in news
    talk.says(ANA, "en el 160 no en el 54")
    assert talk.rings(JUAREZ.id) == 2
    assert talk.rings(SOTO.id) == 1
    assert [row.text for row in talk.log if row.event == "moved"] == ["Río Lerma 54 → Río Lerma 160"]


def test_a_corrected_number_in_the_same_quadrant_rings_as_well() -> None:
    talk = Conversation()
    talk.says(ANA, "Luminaria apagada en Río Lerma 54")
    talk.says(ANA, "perdón, en el 45")
    assert "Luminaria" in talk.texts(JUAREZ.id)[1]
    assert "Río Lerma 45" in talk.texts(JUAREZ.id)[1]
    assert "Río Lerma 45" in talk.texts()[0]


def test_who_takes_back_the_street_speaks_of_the_same_report_even_when_it_would_be_one_by_itself() -> None:
    talk = Conversation()
    talk.says(ANA, "Luminaria apagada en Río Lerma 54")
    talk.says(ANA, "perdón, la luminaria está en Río Sena 54")
    assert talk.report.place.street == "Río Sena"


def test_naming_the_place_at_last_is_no_correction() -> None:
    talk = Conversation()
    talk.says(ANA, "Asaltan a una señora en Río Lerma")
    talk.says(ANA, "en el 45")
    assert "moved" not in talk.events()
    assert not any("CORRECCIÓN" in text for text in talk.texts(JUAREZ.id))


def test_a_point_that_came_before_its_words_is_where_it_is() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.LOCATION, pin=Pin(19.4270, -99.1677))
    talk.passes(minutes=1)
    talk.says(ANA, "¡Auxilio, asaltan a una señora!")
    assert talk.report.place.pin == Pin(19.4270, -99.1677)
    assert "19.427000,-99.167700" in talk.texts(JUAREZ.id)[0]
    assert "la calle" not in talk.texts()[0]


def test_of_two_points_before_the_words_the_later_one_counts_and_an_old_one_does_not() -> None:
    talk = Conversation()
    talk.says(ANA, kind=Kind.LOCATION, pin=Pin(19.1, -99.1))
    talk.passes(minutes=30)
    talk.says(ANA, "Asaltan a una señora")
    assert talk.report.place.pin is None
    talk = Conversation()
    talk.says(ANA, kind=Kind.LOCATION, pin=Pin(19.1, -99.1))
    talk.says(ANA, kind=Kind.VENUE, pin=Pin(19.2, -99.2, "Oxxo"))
    talk.says(ANA, "Asaltan a una señora")
    assert talk.report.place.pin == Pin(19.2, -99.2)


def test_a_point_before_words_said_to_the_bot_alone_joins_them_too() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, kind=Kind.LOCATION, pin=Pin(19.4270, -99.1677))
    talk.writes_to_the_bot(ANA, "Asaltan a una señora")
    assert talk.report.place.pin == Pin(19.4270, -99.1677)
