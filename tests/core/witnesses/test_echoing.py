"""Who says "aquí igual" beside a report, and who has an emergency of their own; read by the real reader."""

from __future__ import annotations

import pytest

from bot.core.model.incoming import Person
from bot.core.outgoing import Remove
from tests.builders import ANA, BETO, JUAREZ, LUNA, PENA, SOTO
from tests.conversation import Conversation

ROBBERY = "Están asaltando a una señora en Río Lerma 54"
FIRE = "Incendio en Río Lerma 54, sale mucho humo"
LEAK = "Huele a gas en Río Lerma 54"
CRASH = "Choque en Río Lerma y Río Tíber, dos autos"
STRANGER = "Sujeto sospechoso en Río Lerma 54"
DARK = "No hay luz en Río Lerma 54"
SHOTS = "Se escucharon balazos en Río Lerma"
OFFICERS = (JUAREZ, PENA, LUNA, SOTO)


def beside(report: str, words: str, *, author: Person = BETO) -> tuple[Conversation, int]:
    """Ana's report, a minute and a half later a neighbour's words; and how often these rang with officers."""
    talk = Conversation()
    talk.says(ANA, report)
    talk.passes(seconds=90)
    before = sum(talk.rings(officer.id) for officer in OFFICERS)
    talk.says(author, words)
    return talk, sum(talk.rings(officer.id) for officer in OFFICERS) - before


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (ROBBERY, "a mí también me acaban de asaltar"),
        (ROBBERY, "aquí igual, me están asaltando"),
        (ROBBERY, "aquí también me asaltaron"),
        (ROBBERY, "a mi hija igual la asaltaron"),
        (ROBBERY, "yo también fui asaltada"),
        (ROBBERY, "same here, I'm being robbed"),
        (ROBBERY, "me too, someone broke into my flat"),
        (ROBBERY, "sí, yo también, se metieron a mi casa"),
        (STRANGER, "aquí igual, ya se metió a mi casa"),
        (STRANGER, "yo también lo vi, me acaba de robar el celular"),
        (FIRE, "aquí igual, se incendia mi departamento"),
        (FIRE, "x2, mi casa se está quemando"),
        (FIRE, "yo también, ayuda, mi abuela no puede respirar"),
        (LEAK, "también acá, explotó algo"),
        (LEAK, "yo también, se desmayó mi vecina"),
        (CRASH, "aquí igual hay otro choque, hay un muerto"),
        (DARK, "aquí también, explotó el transformador"),
        (SHOTS, "yo también, me apuntan con un arma en Río Sena"),
    ],
)
def test_who_has_an_emergency_of_their_own_has_a_report_of_their_own(report: str, words: str) -> None:
    talk, rang = beside(report, words)
    assert len(talk.reports) == 2
    assert talk.reports[1].emergency
    assert rang > 0
    assert not talk.reports[0].witnesses


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (ROBBERY, "x2"),
        (ROBBERY, "a mí también"),
        (ROBBERY, "yo también lo vi, y acá hay un herido de bala"),
        (LEAK, "a mi también me huele a gas"),
        (FIRE, "hay gente atrapada"),
    ],
)
def test_who_adds_to_an_emergency_that_nobody_has_answered_rings(report: str, words: str) -> None:
    talk, rang = beside(report, words)
    assert [witness.words for witness in talk.report.witnesses] == [words]
    assert rang > 0


@pytest.mark.parametrize(
    "words",
    ["a mí también me asaltaron en diciembre", "a mí también me da miedo", "no hay heridos", "¿hay gente atrapada?"],
)
def test_who_remembers_fears_calms_or_asks_neither_reports_nor_rings(words: str) -> None:
    talk, rang = beside(ROBBERY, words)
    assert (len(talk.reports), rang) == (1, 0)
    assert not talk.report.witnesses
    assert not talk.did(Remove)


@pytest.mark.parametrize(
    "words",
    [
        "aquí también asaltaron, manden a alguien, Río Lerma 60",
        "están robando la farmacia de Río Lerma 60",
        "yo también lo vi, y acá hay un herido de bala",
    ],
)
def test_what_is_told_of_another_door_or_is_graver_than_what_was_answered_has_an_alert_of_its_own(words: str) -> None:
    talk = Conversation()
    talk.says(ANA, ROBBERY)
    talk.presses(JUAREZ, "En el lugar")
    talk.passes(seconds=90)
    before = talk.rings(JUAREZ.id)
    talk.says(BETO, words)
    assert len(talk.reports) == 2
    assert talk.rings(JUAREZ.id) == before + 1


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (ROBBERY, "aquí igual, me están asaltando"),
        (ROBBERY, "aquí también, mi esposo se desmayó"),
        (ROBBERY, "same here, I'm being robbed"),
        (ROBBERY, "otra vez me están robando"),
        (FIRE, "también acá me están asaltando"),
        (FIRE, "x2, mi casa se está quemando"),
        (DARK, "yo también estoy sin luz y mi mamá está con oxígeno, se está ahogando"),
        (DARK, "aquí también, explotó el transformador"),
        ("Fiesta con mucho ruido en Río Lerma 54", "yo también, me está pegando mi marido"),
        (ROBBERY, "yo también lo vi, y acá hay un herido de bala"),
    ],
)
def test_an_emergency_that_quotes_somebody_elses_report_rings(report: str, words: str) -> None:
    talk = Conversation()
    told = talk.says(ANA, report)
    talk.passes(seconds=90)
    before = sum(talk.rings(officer.id) for officer in OFFICERS)
    talk.says(BETO, words, reply_to=told.message_id)
    assert sum(talk.rings(officer.id) for officer in OFFICERS) > before
    assert talk.reports[-1].emergency


@pytest.mark.parametrize(
    "words",
    [
        "Yo también, gracias",
        "¿me están asaltando?",
        "ya se fueron, ya entré a mi casa",
        "vecina, cuídese",
        "a mí no me tocó",
    ],
)
def test_a_courtesy_a_question_or_an_all_clear_that_quotes_it_does_not(words: str) -> None:
    talk = Conversation()
    told = talk.says(ANA, ROBBERY)
    talk.passes(seconds=90)
    before = sum(talk.rings(officer.id) for officer in OFFICERS)
    talk.says(BETO, words, reply_to=told.message_id)
    assert sum(talk.rings(officer.id) for officer in OFFICERS) == before
    assert len(talk.reports) == 1
