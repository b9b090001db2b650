"""The ways in which people shorten the name of a street, from its proper name alone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.places.vocabulary import words_of

Name = tuple[str, ...]

TITLES = frozenset({
    "doctor", "doctora", "general", "ingeniero", "licenciado", "profesor", "profesora", "maestro", "maestra",
    "coronel", "capitan", "presidente", "fray", "don", "dona",
})  # fmt: skip
STREET_KINDS = frozenset({
    "calle", "avenida", "calzada", "callejon", "privada", "cerrada", "boulevard", "paseo", "prolongacion",
    "circuito", "andador", "rinconada", "retorno", "via", "camino", "carretera", "diagonal", "viaducto",
})  # fmt: skip
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y"})
_SIDES = frozenset({"norte", "sur", "oriente", "poniente", "centro"})
_ENGLISH = {"street": "st", "drive": "doctor", "place": "pl", "close": "cl"}  # "dr" has been spelt out the Spanish way
GIVEN_NAMES = words_of("""
    aaron abraham adolfo agustin alberto alejandro alfonso alfredo alvaro amado ana andres angel antonio armando arturo
    aurelio basilio beatriz belisario benito bernardo camilo carlos carmen cesar clara concepcion cristobal cuauhtemoc
    daniel david diego domingo donato eduardo efrain eligio elena emilia emiliano emilio enrique ernesto esteban eugenia
    eugenio eulalia ezequiel federico felipe felix fernando fidel filomeno florencio francisca francisco gabino gabriel
    gabriela genaro gerardo gonzalo gregorio guadalupe guillermo gustavo hector heriberto hermenegildo hilario homero
    ignacio isabel isidro jacinto jaime james javier jesus joaquin jorge jose josefa juan juana juana julian julio justo
    laura lauro lazaro leandro leon leona leonardo lorenzo lucas luis luisa manuel marcos margarita maria mariano mario
    martin mateo matias mauricio maximo melchor mercedes miguel moises nicolas octavio pablo pascual pedro ponciano
    porfirio rafael ramon raul refugio ricardo roberto rodolfo rosa rosario ruben sadi salvador santiago sebastian
    serapio sergio simon sor teresa tomas valentin venustiano vicente victor xavier
""")


def short_forms(name: Name) -> Iterator[Name]:
    """Every shorter or longer way to say a name that is not as sure as the name itself; the name is not among them."""
    core = _without(name, STREET_KINDS)
    if core != name:
        yield _without_particles(core)
    bare = _without(core, TITLES)
    if bare != core:
        yield bare
    if bare and bare[0] == "rio":
        yield _without_particles(bare[1:])
        yield ("rio", *_without_particles(bare[1:]))
    if len(bare) > 1 and bare[-1] in _SIDES:
        yield bare[:-1]
    if name[-1] in _ENGLISH:
        yield (*name[:-1], _ENGLISH[name[-1]])
    yield from _of_a_person(bare)


def _of_a_person(name: Name) -> Iterator[Name]:
    """For instance "Salvador Díaz Mirón" is "Díaz Mirón" to those who live there, and "Salvador Díaz" to some."""
    names = 0
    while names < len(name) - 1 and name[names] in GIVEN_NAMES:
        names += 1
    if not names:
        return
    surnames = tuple(word for word in name[names:] if len(word) > 1)  # without "J." in the middle
    if surnames and surnames[0] not in _PARTICLES:
        yield surnames
        yield (name[0], *surnames)
        yield (*name[:names], surnames[0])
        yield (name[0], surnames[0])
    if name[0] == "sor":
        yield name[:2]
        yield name[:3]


def _without(name: Name, first: frozenset[str]) -> Name:
    while len(name) > 1 and name[0] in first:
        name = name[1:]
    return name


def _without_particles(name: Name) -> Name:
    start = 0
    while start < len(name) - 1 and name[start] in _PARTICLES:
        start += 1
    return name[start:]
