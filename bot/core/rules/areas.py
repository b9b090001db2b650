"""Quadrants drawn as polygons: GeoJSON files named by the rules file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.core.rules.entry import Entry
from bot.core.rules.problems import shown
from bot.core.rules.readers import text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Features = dict[str, list[Any]]


class Areas:
    """The area files of one rules file, each read once. ``texts`` are their contents, in order of use."""

    def __init__(self, read_file: Callable[[str], str]) -> None:
        self._read_file = read_file
        self._files: dict[str, Features | None] = {}
        self.texts: list[str] = []

    def of(self, entry: Entry, code: str) -> BaseGeometry | None:
        """The polygon of this quadrant, from the file that the entry names."""
        name = text(entry)
        if not name:
            return None
        if name not in self._files:
            self._files[name] = self._features(entry, name)
        features = self._files[name]
        if features is None or not code:
            return None  # the trouble was noted where it was met first
        geometries = features.get(code, [])
        if not geometries:
            codes = ", ".join(shown(code, 20) for code in list(features)[:20])
            entry.wrong(entry.say("area_codes", codes=codes), entry.say("area_without", code=code, file=shown(name)))
            return None
        if len(geometries) > 1:
            entry.wrong(entry.say("once"), entry.say("area_twice", code=code, file=shown(name)))
            return None
        return _polygon(entry, geometries[0], code)

    def _features(self, entry: Entry, name: str) -> Features | None:
        try:
            content = self._read_file(name)
        except (OSError, ValueError):
            entry.wrong(entry.say("area_there"), entry.say("area_unreadable", file=shown(name)))
            return None
        self.texts.append(content)
        features: Features = {}
        try:
            for feature in json.loads(content)["features"]:
                code = (feature.get("properties") or {}).get("code")
                features.setdefault(str(code), []).append(feature["geometry"])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            entry.wrong(entry.say("area_geojson"), entry.say("area_no_geojson", file=shown(name)))
            return None
        return features


def _polygon(entry: Entry, geometry: Any, code: str) -> BaseGeometry | None:
    # only files that use areas pay for loading the geometry
    import shapely
    from shapely.geometry import shape

    try:
        drawn = shape(geometry)
    except (shapely.errors.ShapelyError, ValueError, LookupError, TypeError, AttributeError):
        drawn = None
    if drawn is None or drawn.geom_type not in {"Polygon", "MultiPolygon"} or drawn.is_empty:
        entry.wrong(entry.say("area_polygon"), entry.say("area_shape", code=code))
        return None
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # not a number compares false as well
        entry.wrong(entry.say("area_degrees"), entry.say("area_off_earth", code=code))
        return None
    if not drawn.is_valid:
        why = shown(shapely.is_valid_reason(drawn))
        entry.wrong(entry.say("area_polygon"), entry.say("area_crossing", code=code, why=why))
        return None
    shapely.prepare(drawn)
    return drawn
