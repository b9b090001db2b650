from __future__ import annotations

from importlib.resources import files

import pytest

from bot.core.model.kinds import Category, Reason
from bot.core.reading.lexicon import Lexicon, lexicon
from bot.core.reading.matching import find
from bot.core.reading.phrases import atoms_of, lines_of
from bot.core.reading.text import understand
from bot.core.reading.verbs import Tense

SMALL = """
[list small words]
de la
[list was]
estaba was
[list began]
empezo
[verbs es]
robar
[@animal]
perro gato
[theft.event 2]
{robar} ~ coche, hueco|hoyo negro
[pets.sign]
@animal perdido?, # perros
[death.lasting]
found dead|no_pulse
[idiom.saying]
robar camara
[idiom.death]
found dead battery
"""


def hits(text: str) -> list[tuple[str, str]]:
    small = Lexicon([SMALL])
    read = understand(text)
    return [(hit.entry.group, read.quote(hit.first, hit.last)) for hit in find(read, small)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("robaron el otro coche", [("theft", "robaron el otro coche")]),
        ("robaron. El coche", []),
        ("un hoyo negro", [("theft", "hoyo negro")]),
        ("el gato perdido", [("pets", "gato perdido")]),
        ("el gato", [("pets", "gato")]),
        ("3 perros", [("pets", "3 perros")]),
        ("quiere robar cámara y coche", [("idiom", "robar cámara")]),
        ("found no pulse", [("death", "found no pulse")]),
        ("found dead battery", [("idiom", "found dead battery")]),
    ],
)
def test_phrases_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert hits(text) == found


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("están robando un coche", Tense.ONGOING),
        ("estaba robando un coche", Tense.DONE),
        ("acaban de robar un coche", Tense.DONE),
        ("empezó a robar un coche", Tense.ONGOING),
        ("para robar un coche", Tense.BARE),
    ],
)
def test_auxiliaries_tell_when(text: str, tense: Tense) -> None:
    (hit,) = find(understand(text), Lexicon([SMALL]))
    assert hit.tense is tense


def sections() -> list[tuple[str, str, str]]:
    folder = files("bot.core.reading") / "lexicon"
    return [
        (file.name, section, line)
        for file in folder.iterdir()
        if file.name.endswith(".txt")
        for section, line in lines_of(file.read_text(encoding="utf-8"))
    ]


def test_every_section_of_the_lexicon_has_a_meaning() -> None:
    known = {"time", "cue", "idiom", "answer", *map(str, Category), *map(str, Reason)}
    plain = {"same", "meant", "real", "verbs es", "verbs en", "verbs irregular"}
    for file, section, _ in sections():
        if section not in plain and not section.startswith(("@", "list ")):
            assert section.partition(".")[0] in known, f"{file}: [{section}]"


def test_every_verb_and_class_that_a_phrase_names_exists() -> None:
    words = lexicon()
    classes = {section for _, section, _ in sections() if section.startswith("@")}
    for file, section, line in sections():
        if section.startswith(("@", "list ", "verbs", "same", "meant", "real")):
            continue
        for item in line.replace(",", " ").split():
            for atom in atoms_of(item.removesuffix("?")):
                if atom.startswith("{"):
                    assert words.has_verb(atom[1:-1].partition(".")[0]), f"{file}: {atom}"
                elif atom.startswith("@") and len(atom) > 1:
                    assert atom in classes, f"{file}: {atom}"


def test_no_everyday_word_hides_an_emergency_as_an_idiom() -> None:
    for word in ("humo", "fuego", "gas", "robo", "asalto", "choque", "muerto", "fire", "smoke", "gun", "help", "ayuda"):
        found = find(understand(word), lexicon())
        assert all(hit.entry.group != "idiom" for hit in found), word


def test_no_prefix_that_is_a_phrase_by_itself_matches_too_much() -> None:
    for file, section, line in sections():
        if not section.startswith(("@", "list ", "verbs", "same", "meant", "real")):
            for phrase in line.split(","):
                for atom in phrase.strip().split("|") if " " not in phrase.strip() else ():
                    assert not atom.endswith("*") or len(atom) > 3, f"{file}: {atom}"
