"""The quadrants on a map, the brighter the more happened there; tiles where the rules have no polygon of one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bot.pictures.lettering import abridged, fitted, font
from bot.pictures.look import BRIGHT, GROUND, HEADING, MARGIN, ROOM, SMALL, ink_on
from bot.pictures.scale import Scale, scale_block
from bot.pictures.sheet import Block, Pen, space

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

HIGHEST_MAP = 1000
_TILES = 3
_TILE_HIGH = 128

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Area:
    """A quadrant to be coloured; ``shape`` in degrees, x = longitude (None: the rules have no polygon)."""

    code: str
    count: int
    shape: BaseGeometry | None = None


def map_blocks(areas: Sequence[Area]) -> list[Block]:
    """The map of those with a polygon, tiles for the others, and the scale that both share."""
    scale = Scale.up_to(max((area.count for area in areas), default=0))
    drawn = [area for area in areas if area.shape is not None]
    others = [area for area in areas if area.shape is None]
    blocks = [_map(drawn, scale)] if drawn else []
    blocks += [_tiles(others, scale)] if others else []
    return [*blocks, space(14), scale_block(scale)]


@dataclass(frozen=True, slots=True)
class _Plane:
    """Degrees to pixels: flat, and true to angles in the middle of the map."""

    west: float
    north: float
    squeeze: float  # a degree of longitude against one of latitude
    pixels: float  # in a degree of latitude
    left: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - self.west) * self.squeeze * self.pixels, (self.north - y) * self.pixels

    def ring(self, points: Iterable[Sequence[float]], top: float) -> Ring:
        return [(x, y + top) for x, y in (self.at(point[0], point[1]) for point in points)]


def _plane(shapes: Sequence[BaseGeometry]) -> tuple[_Plane, int]:
    """The plane on which all of them fit, and how high it is."""
    bounds = [shape.bounds for shape in shapes]
    west, south = min(each[0] for each in bounds), min(each[1] for each in bounds)
    east, north = max(each[2] for each in bounds), max(each[3] for each in bounds)
    squeeze = max(0.01, math.cos(math.radians((south + north) / 2)))
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    pixels = min(ROOM / wide, HIGHEST_MAP / high)
    left = MARGIN + (ROOM - wide * pixels) / 2
    return _Plane(west, north, squeeze, pixels, left), math.ceil(high * pixels)


def _map(areas: Sequence[Area], scale: Scale) -> Block:
    shapes = [area.shape for area in areas if area.shape is not None]
    plane, height = _plane(shapes)

    def draw(pen: Pen, top: int) -> None:
        for area in areas:
            for polygon in _polygons(area.shape):
                pen.polygon(plane.ring(polygon.exterior.coords, top), scale.colour(area.count))
                for hole in polygon.interiors:
                    pen.polygon(plane.ring(hole.coords, top), GROUND)
        for area in areas:
            for polygon in _polygons(area.shape):
                pen.line(plane.ring(polygon.exterior.coords, top), GROUND, 7, joint="curve")
                pen.line(plane.ring(polygon.exterior.coords, top), BRIGHT, 3, joint="curve")
        for area in areas:
            _draw_label(pen, area, scale.colour(area.count), plane, top)

    return Block(height + 20, draw)


def _polygons(shape: BaseGeometry | None) -> list[Polygon]:
    return list(getattr(shape, "geoms", [shape]))


def _draw_label(pen: Pen, area: Area, colour: str, plane: _Plane, top: int) -> None:
    """The number and the code where there is the most room around; with an edge, in case that they lean out."""
    if area.shape is None:
        return
    x, y = plane.at(*_middle(area.shape, plane.squeeze))
    ink, number, code = ink_on(colour), font(HEADING, bold=True), font(SMALL)
    pen.text((x, top + y - 18), f"{area.count}", ink, number, anchor="mm", stroke_width=3, stroke_fill=colour)
    words = abridged(area.code, code, 260)
    half = code.getlength(words) / 2
    x = min(max(x, MARGIN + half), MARGIN + ROOM - half)
    pen.text((x, top + y + 20), words, ink, code, anchor="mm", stroke_width=3, stroke_fill=colour)


def _middle(shape: BaseGeometry, squeeze: float) -> tuple[float, float]:
    """The point that is farthest from the border, on the plane."""
    from shapely import maximum_inscribed_circle
    from shapely.affinity import scale

    flat = scale(shape, xfact=squeeze, yfact=1, origin=(0, 0))
    x, y = maximum_inscribed_circle(cast("Polygon | MultiPolygon", flat), tolerance=_span(flat) / 100).coords[0]
    return x / squeeze, y


def _span(shape: BaseGeometry) -> float:
    west, south, east, north = shape.bounds
    return max(east - west, north - south)


def _tiles(areas: Sequence[Area], scale: Scale) -> Block:
    wide = ROOM / _TILES

    def draw(pen: Pen, top: int) -> None:
        for place, area in enumerate(areas):
            x, y = MARGIN + place % _TILES * wide, top + place // _TILES * _TILE_HIGH
            colour = scale.colour(area.count)
            pen.rounded_rectangle((x, y, x + wide - 10, y + _TILE_HIGH - 10), 12, colour)
            middle, ink = x + (wide - 10) / 2, ink_on(colour)
            number, code = font(HEADING, bold=True), font(SMALL)
            pen.text((middle, y + 38), fitted(f"{area.count}", number, wide - 40), ink, number, anchor="mm")
            pen.text((middle, y + 86), abridged(area.code, code, wide - 40), ink, code, anchor="mm")

    return Block(math.ceil(len(areas) / _TILES) * _TILE_HIGH + 4, draw)
