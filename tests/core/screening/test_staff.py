"""What officers and commanders write: answers with a state, in their own codes; and emergencies of their own."""

from __future__ import annotations

import pytest

from bot.core.model.kinds import Role, State, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.screening import judge
from tests.rules_for_tests import some_rules

ANSWERS = {
    State.ACKNOWLEDGED: """
        enterado | Enterado vecina | recibido | copiado | 10-4 | R-10 | ok vecino, lo checamos | de acuerdo | anotado
        tomamos nota | con gusto | quedo al pendiente | a la orden | 👍 | copy that | roger | received | noted
        will check | looking into it | on it | entendido jefe | se toma conocimiento | we'll take a look
    """,
    State.EN_ROUTE: """
        voy | vamos para allá | en camino | en ruta | me dirijo | nos dirigimos al lugar | se envía unidad
        va una unidad | ya va la patrulla | llego en 3 minutos | en 5 min llegamos | R-8 | acudo | me traslado
        on my way | omw | en route | heading there now | unit dispatched | 5 minutes out | be there in 5 | coming
        units responding | ya mero llego | ahí voy
    """,
    State.ON_SCENE: """
        en el lugar | R-12 en el punto | R12 | R-12 | llegué | ya llegué | ya llegamos | ya estamos aquí | estoy afuera
        arribando | en contacto con el reportante | on scene | we're here | I'm here | arrived | 10-23 | at the location
        en entrevista con la afectada | ya con el solicitante | checking now, we're outside
    """,
    State.RESOLVED: """
        atendido | atendido sin novedad | sin novedad | ya quedó | resuelto | solucionado | remitidos | dos detenidos
        remitido al juez cívico | ya se retiraron | puesto a disposición | todo tranquilo | controlado
        all clear | resolved | done | taken care of | suspect in custody | code 4
        moved them on | ya estuvo | ya lo movieron | fire is out
    """,
    State.FALSE_ALARM: """
        falsa alarma | fue falsa alarma | resultó falso | no era nada | eran cohetes | era un simulacro | false alarm
        it was nothing | turned out to be fireworks | reporte falso | unfounded
    """,
    State.UNRESOLVED: """
        no se localizó a nadie | sin localizar | no había nadie | ya no estaban | R-12 negativo | gone on arrival
        nobody here | not found | no los encontramos | unable to locate | no dimos con ellos | negativo en el lugar
    """,
    State.REFERRED: """
        se canaliza a la alcaldía | canalizado | se turnó a servicios urbanos | corresponde a la alcaldía | llame al 072
        se dio parte a protección civil | passed to the council | se solicitó grúa | acuda al MP | se pasa a tránsito
    """,
}
SAID = [
    (words.strip(), state)
    for state, lines in ANSWERS.items()
    for line in lines.strip().splitlines()
    for words in line.split("|")
]
OWN_EMERGENCIES = """
    Están asaltando en Río Lerma 45, solicito apoyo
    Están robando un coche en Sabino 142, voy para allá, solicito apoyo
    Balazos en Fresno y Alzate, mande unidades
    me están disparando en Naranjo 100
    Compañero herido, apoyo urgente en Sabino 142
    Persona armada en Río Lerma 45, apoyo
    Asalto en proceso en Río Lerma 45
    Incendio en Río Nilo 71, soliciten bomberos
    shots fired, need backup
    officer down at Río Lerma 45
    Man with a gun at Río Lerma 45, send backup
    Robbery in progress at Río Lerma 45, send units
"""
OVER_OR_ANSWERED = """
    Se atendió asalto en Río Lerma 45
    Vamos al asalto de Río Lerma 45
    Se reporta riña en Sabino, va unidad
    Buenas tardes vecinos, se detuvo a dos sujetos por robo en Río Lerma 45
    Recuerden no dejar sus coches abiertos, han robado mucho
    Hubo un asalto ayer en Río Lerma 45, buscamos testigos
    Simulacro de incendio en Río Nilo 71
    Estamos en el lugar del choque, sin lesionados
    Lesionado trasladado al hospital
    Vecinos, eviten Insurgentes, hay un accidente, ya trabajan los servicios de emergencia
"""


def judged(text: str, role: Role, *, is_reply: bool = False) -> Judgement:
    return judge(Said(text=text, role=role, is_reply=is_reply), some_rules())


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("is_reply", [True, False])
@pytest.mark.parametrize(("words", "state"), SAID)
def test_an_answer_means_a_state_quoted_or_not(words: str, state: State, is_reply: bool) -> None:
    judgement = judged(words, Role.OFFICER, is_reply=is_reply)
    assert (judgement.response, judgement.verdict) == (state, Verdict.PASS)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMANDER])
@pytest.mark.parametrize("text", lines(OWN_EMERGENCIES))
def test_an_emergency_that_an_officer_reports_is_one(text: str, role: Role) -> None:
    assert judged(text, role).emergency


@pytest.mark.parametrize("text", lines(OVER_OR_ANSWERED))
def test_what_officers_tell_of_is_mostly_over_or_in_hand(text: str) -> None:
    assert judged(text, Role.OFFICER).verdict is Verdict.PASS


def test_an_administrator_is_a_neighbour_and_robbed_like_one() -> None:
    assert judged("Están asaltando a una señora en Río Lerma 45", Role.ADMIN).emergency
