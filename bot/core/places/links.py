"""Points in map links: Google Maps, Apple, Waze, OpenStreetMap and geo URIs.

A link is read, never fetched: one that hides its coordinates behind a short address tells nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bot.core.model.incoming import Pin

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINK = re.compile(r"(?:https?://|www\.|maps\.|waze://|geo:|google\.)\S{1,2000}", re.IGNORECASE)
_DEGREES = r"([+-]?\d{1,3}(?:\.\d{1,20})?)"
_PAIR = _DEGREES + r"\s?,[\s+]{0,3}" + _DEGREES
_OSM_HOSTS = ("openstreetmap.", "osm.org")
_HOSTS = ("google.", "goo.gl", "apple.com", "waze.com", *_OSM_HOSTS)
# The place itself (`!3d..!4d..`, `q=`) before the middle of what the map happened to show (`@`, `ll=`).
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"!3d" + _DEGREES + r"!4d" + _DEGREES,
        r"[?&]mlat=" + _DEGREES + r"&mlon=" + _DEGREES,
        r"[?&](?:q|query|destination|daddr|to|coordinate|address)=(?:loc:|ll\.)?" + _PAIR,
        r"/(?:search|place|dir)/(?:[^@?\s]{0,80}/)?" + _PAIR,
        r"[?&](?:s?ll|center|navigate_ll)=" + _PAIR,
        r"/@" + _PAIR,
        r"#map=\d{1,2}(?:\.\d+)?/" + _DEGREES + "/" + _DEGREES,
    )
)
_GEO = re.compile(r"geo:" + _PAIR, re.IGNORECASE)
_GEO_QUERY = re.compile(r"[?&]q=" + _PAIR, re.IGNORECASE)
# As a map shows them to be copied: with enough decimals to be no price and no time.
_BARE = re.compile(r"(?<![\d.,/=-])([+-]?\d{1,2}\.\d{3,15})\s?,\s?([+-]?\d{1,3}\.\d{3,15})(?![\d.])")
_MOST_LINKS = 10


def links_in(text: str) -> tuple[str, ...]:
    """The addresses written out in a text, at most ten."""
    if ":" not in text and "www." not in text and "maps." not in text:
        return ()
    return tuple(match.group() for _, match in zip(range(_MOST_LINKS), _LINK.finditer(text), strict=False))


def without_links(text: str) -> str:
    """The text with its addresses left out, so that nothing in them is taken for a street or a number."""
    return _LINK.sub(" ", text)


def pin_in(links: Iterable[str]) -> Pin | None:
    """The first point that one of these links names."""
    for _, link in zip(range(_MOST_LINKS), links, strict=False):
        if (pin := _pin(link[:2000])) is not None:
            return pin
    return None


def coordinates_in(text: str) -> Pin | None:
    """The point that a text names by its bare coordinates."""
    if "," not in text or "." not in text:
        return None
    return _first_point(text, (_BARE,))


def without_coordinates(text: str) -> str:
    """The text without them, so that no figure of theirs is taken for a house."""
    return _BARE.sub(" ", text)


def _pin(link: str) -> Pin | None:
    address = unquote(link)
    if address[:4].lower() == "geo:":
        # `geo:0,0?q=…` is how phones say "search this": the query is the point
        return _first_point(address, (_GEO_QUERY, _GEO))
    host = address.lower().partition("://")[2].partition("/")[0] or address.lower()
    if any(known in host for known in _HOSTS) or host.startswith(("maps.", "?")) or "waze://" in address.lower():
        return _first_point(address, _PATTERNS)
    return None


def _first_point(address: str, patterns: Iterable[re.Pattern[str]]) -> Pin | None:
    for pattern in patterns:
        if (match := pattern.search(address)) is not None:
            latitude, longitude = float(match[1]), float(match[2])
            if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude):
                return Pin(latitude, longitude)
    return None
