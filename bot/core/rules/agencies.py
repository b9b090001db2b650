"""The agencies: who takes what is no matter for the police, and how they are reached."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from bot.core.model.kinds import Category
from bot.core.referrals.agency import Agency, Open311
from bot.core.rules.entry import Entry, Once
from bot.core.rules.readers import boolean, each_once, name_of, slug, text, tuple_of
from bot.core.rules.tree import Mapping

LONGEST_NAME = 40  # it stands on a button
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,99}\Z", re.ASCII)
_HERE = {"localhost", "127.0.0.1", "::1"}


def agencies(entry: Entry, emergencies: Collection[Category], codes: set[str]) -> tuple[Agency, ...]:
    """Read the list of agencies; what is an emergency goes to none."""
    names = Once()

    def category(item: Entry) -> Category:
        before = len(item.problems.found)
        read = slug(Category)(item)
        if len(item.problems.found) == before and read in emergencies:
            item.wrong(item.say("no_emergency"))
        return read

    def read(item: Entry) -> Agency:
        fields = item.fields(("name", "categories"), ("words", "contact", "quadrants", "open311"))
        name = fields.read("name", _name, "")
        names.check(fields.get("name"), name)
        categories = fields.read("categories", each_once(category, at_least=1), ())
        return Agency(
            name=name,
            categories=categories,
            words=fields.read("words", each_once(text), ()),
            contact=fields.read("contact", text, ""),
            quadrants=fields.read("quadrants", each_once(name_of(codes)), ()),
            open311=fields.read("open311", lambda below: _open311(below, categories), None),
        )

    return tuple_of(read)(entry)


def _name(entry: Entry) -> str:
    name = text(entry)
    if len(name) > LONGEST_NAME:
        entry.wrong(entry.say("shorter", most=LONGEST_NAME))
    return name


def _open311(entry: Entry, categories: tuple[Category, ...]) -> Open311:
    fields = entry.fields(("url",), ("jurisdiction", "service", "services", "key", "automatic"))
    before = len(entry.problems.found)
    services = fields.read("services", lambda below: _services(below, categories), {})
    readable = isinstance(entry.node, Mapping) and len(entry.problems.found) == before
    if (one := fields.get("service")) is not None:
        code = text(one)
        services = dict.fromkeys(categories, code) | services
    elif readable and (missing := [category for category in categories if category not in services]):
        entry.wrong(entry.say("service_needed"), entry.say("found_no_service", category=missing[0]))
    return Open311(
        url=fields.read("url", _url, ""),
        services=services,
        jurisdiction=fields.read("jurisdiction", text, None),
        key=fields.read("key", _variable, None),
        automatic=fields.read("automatic", boolean, False),
    )


def _services(entry: Entry, categories: tuple[Category, ...]) -> dict[Category, str]:
    return {Category(word): text(item) for word, item in entry.pairs(categories or tuple(Category)).items()}


def _url(entry: Entry) -> str:
    url = text(entry)
    if url and not _is_endpoint(url):
        entry.wrong(entry.say("an_endpoint"))
    return url.rstrip("/")


def _is_endpoint(url: str) -> bool:
    """Whether it is an address to append to, by which no key travels readable for all."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.password or " " in url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
    plain = plain and not parts.path.endswith(("/requests", ".json", ".xml"))  # the client appends these itself
    return plain and safe and bool(parts.hostname) and port != 0 and url.isprintable()


def _variable(entry: Entry) -> str:
    name = text(entry)
    if name and not _VARIABLE.match(name):
        entry.wrong(entry.say("a_variable"), entry.say("found_no_variable"))
    return name
