"""Short replies: an officer's bare state, what is said beyond it, and a neighbour's "it goes on"."""

from __future__ import annotations

import pytest

from bot.core.reading.replies import beyond_the_state, is_bare_state, says_it_goes_on


@pytest.mark.parametrize("words", ["Enterado.", "R-12", "r8", "voy en camino", "Falsa alarma", "On my way", "Done!"])
def test_a_states_own_name_or_code_is_what_the_line_shows_anyway(words: str) -> None:
    assert is_bare_state(words)
    assert beyond_the_state(words) == ""


@pytest.mark.parametrize("words", ["R-12 en el punto", "voy para allá", "atendido, dos detenidos", "", "¿dónde?"])
def test_whatever_says_more_is_not_bare(words: str) -> None:
    assert not is_bare_state(words)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("atendido, dos detenidos", "dos detenidos"),
        ("Falsa alarma: era un simulacro.", "era un simulacro"),
        ("Asunto atendido. El señor va en la ambulancia", "El señor va en la ambulancia"),
        ("Se retiró a la persona", "Se retiró a la persona"),
        ("En el lugar, atendido con apoyo, dos detenidos", "atendido con apoyo, dos detenidos"),
        ("Resuelto sin novedad", ""),
        ("Enterado, ya quedó, gracias", ""),
        ("👍", ""),
        ("Resolved - two people arrested", "two people arrested"),
    ],
)
def test_what_is_beyond_the_state_is_the_outcome(words: str, rest: str) -> None:
    assert beyond_the_state(words) == rest


@pytest.mark.parametrize(
    "words",
    [
        "No, sigue igual",
        "no, siguen ahí los borrachos",
        "Todavía están tomando",
        "No es cierto, nadie vino",
        "Ya vino la patrulla pero sigue igual",
        "sigue la fuga de agua",
        "el robo sigue, han vuelto",
        "La riña sigue",
        "It is still going on",
        "no, they are still there",
        "not fixed, nobody came",
        "no, it's still burning!",
        "Oiga, eso sigue ardiendo",
        "todavía huele a gas",
    ],
)
def test_that_it_goes_on_is_understood_when_it_is_said_clearly(words: str) -> None:
    assert says_it_goes_on(words)


@pytest.mark.parametrize(
    "words",
    [
        "Gracias, ya no sigue",
        "no sigue",  # without its comma it says that it is over
        "¿Sigue ahí la patrulla?",
        "Muchas gracias, todo bien",
        "Sigan así, oficiales",
        "ya se fueron, todo tranquilo",
        "Thank you, all good",
        "no longer there",
        "",
        "sigue " + "bla " * 60,
    ],
)
def test_in_doubt_nothing_is_reopened(words: str) -> None:
    assert not says_it_goes_on(words)
