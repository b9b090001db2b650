"""What an officer writes to the bot alone reaches the group when it is an answer, else only if they say so."""

from __future__ import annotations

from bot.core.model.kinds import Kind
from tests.builders import ANA, JUAREZ, LUNA, NOW, PENA, SOTO
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401

INNER = "Ojo: vive en el depto 4, es conocido de la señora Pérez"


def told(talk: Conversation, words: str) -> int:
    return sum(words in text for text in talk.texts())


def test_an_answer_goes_to_the_thread_with_the_officers_name() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, "vamos en camino, dos unidades")
    post = talk.posts()[-1]
    assert post.text == "Of. Juárez: «vamos en camino, dos unidades»"
    assert post.reply_to == robbery.message_id


def test_the_states_bare_name_is_shown_by_the_line_alone() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, "en camino")
    assert len(talk.posts()) == 1
    assert "en camino" in talk.texts()[0]


def test_other_words_stay_between_the_officer_and_the_log_until_they_are_passed_on_once() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, INNER, reply_to=talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id)
    assert told(talk, "depto 4") == 0
    assert INNER in [row.text for row in talk.log]
    assert "el grupo ya lo lee" in talk.presses(JUAREZ, "Pasar al grupo")
    assert told(talk, f"Of. Juárez: «{INNER}»") == 1
    assert talk.events()[-1] == "relayed"
    number = max(seen for chat, seen in talk.world.messages if chat == JUAREZ.id)
    assert "ya lo leyó" in talk.forges(JUAREZ, f"pub:1:{number}")
    assert told(talk, "depto 4") == 1


def test_the_group_reads_no_name_no_plate_and_no_number_of_what_was_written_to_the_bot_alone() -> None:
    talk = Conversation(deaf=[ANA.id])
    a_robbery(talk)
    alert = talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id
    talk.writes_to_the_bot(JUAREZ, "vamos en camino tras el Jetta placas NXA-12-34", reply_to=alert)
    talk.writes_to_the_bot(JUAREZ, "la afectada es clienta, su cel es 55 1234 5678", reply_to=alert)
    talk.presses(JUAREZ, "Pasar al grupo")
    talk.writes_to_the_bot(JUAREZ, "atendido, detenido Juan Pérez", reply_to=alert)
    talk.passes(minutes=2)
    assert told(talk, "tras el Jetta placas […]") == told(talk, "su cel es […]") == 1
    assert told(talk, "detenido […]") == 2  # the line, and the word to who reported it
    assert told(talk, "NXA") == told(talk, "5678") == told(talk, "Pérez") == 0


def test_who_serves_and_the_log_keep_the_whole_words() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, "atendido, detenido Juan Pérez, placas NXA-12-34")
    assert "Resultado: «detenido Juan Pérez, placas NXA-12-34»" in talk.texts(JUAREZ.id)[0]
    assert [row.text for row in talk.log if row.event == "outcome"] == ["detenido Juan Pérez, placas NXA-12-34"]


def test_nobody_else_passes_on_an_officers_words_nor_words_about_something_else() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, INNER, reply_to=talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id)
    number = max(seen for chat, seen in talk.world.messages if chat == JUAREZ.id)
    for person in (ANA, SOTO, PENA):
        talk.forges(person, f"pub:1:{number}")
    talk.says(ANA, "Hay un incendio en Río Sena 60")
    talk.forges(JUAREZ, f"pub:2:{number}")
    assert told(talk, "depto 4") == 0
    assert talk.events().count("refused") == 4


def test_pictures_never_go_to_the_group() -> None:
    talk = Conversation()
    a_robbery(talk)
    alert = talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id
    talk.writes_to_the_bot(JUAREZ, "", kind=Kind.PHOTO, reply_to=alert)
    talk.writes_to_the_bot(JUAREZ, "vamos en camino, con foto", kind=Kind.PHOTO, reply_to=alert)
    assert all(post.attachment is None for post in talk.posts())
    assert told(talk, "Of. Juárez: «vamos en camino, con foto»") == 1


def test_who_sends_a_voice_note_or_a_picture_alone_learns_that_nobody_has_it() -> None:
    talk = Conversation()
    a_robbery(talk)
    alert = talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id
    talk.writes_to_the_bot(JUAREZ, kind=Kind.VOICE, reply_to=alert)
    assert "no puedo oír ni ver" in talk.texts(JUAREZ.id)[-1]
    assert len(talk.posts()) == 1


def test_who_writes_below_a_picture_learns_that_only_the_words_can_be_passed_on() -> None:
    talk = Conversation()
    a_robbery(talk)
    alert = talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id
    talk.writes_to_the_bot(JUAREZ, INNER, kind=Kind.PHOTO, reply_to=alert)
    assert "lo demás que mandó no se pasa a nadie" in talk.texts(JUAREZ.id)[-1]
    talk.presses(JUAREZ, "Pasar al grupo")
    assert told(talk, "depto 4") == 1
    assert all(post.attachment is None for post in talk.posts())


def test_an_answer_to_a_copy_of_the_alert_whose_number_was_lost_is_taken() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, "vamos en camino, dos unidades", reply_to=987654)
    assert "en camino" in talk.texts()[0]


def test_the_words_that_close_it_are_read_once_beside_the_line_and_not_at_all_if_taken_back() -> None:
    talk = Conversation(deaf=[ANA.id])
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, "atendido, dos detenidos")
    assert told(talk, "dos detenidos") == 1  # the line, at once
    talk.presses(JUAREZ, "Deshacer")
    talk.passes(minutes=2)
    assert told(talk, "dos detenidos") == 0
    talk.writes_to_the_bot(JUAREZ, "atendido, dos detenidos")
    talk.passes(minutes=2)
    assert told(talk, "Resultado: «dos detenidos»") == 2  # the line, and the word to who reported it
    assert told(talk, "Of. Juárez: «") == 0


def test_what_officers_say_in_the_group_needs_nobody_to_repeat_it() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "vamos en camino, dos unidades", reply_to=robbery.message_id)
    assert len(talk.posts()) == 1


def test_who_reported_in_private_reads_it_there_and_the_group_does_not() -> None:
    talk = Conversation()
    talk.writes_to_the_bot(ANA, "Asaltan a una señora en Río Lerma 145")
    talk.writes_to_the_bot(JUAREZ, "vamos en camino, dos unidades")
    assert any("«vamos en camino, dos unidades»" in text for text in talk.texts(ANA.id))
    assert told(talk, "dos unidades") == 0


def test_off_duty_colleagues_read_nothing_of_it() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.writes_to_the_bot(JUAREZ, INNER, reply_to=talk.world.posts[f"alert:1:{JUAREZ.id}"].message_id)
    assert talk.texts(LUNA.id) == []
    assert talk.now == NOW
