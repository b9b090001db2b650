"""What a picture is, by what is in it: a photograph, or something that was made to be passed on. Pure.

It says what speaks for it and how sure that is, never what follows. In doubt it is a photograph: a meme that stays
costs the group a smile, a photograph that goes may cost a report.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import ExifTags, Image

from bot.core.model.kinds import PictureKind
from bot.core.model.meaning import Picture
from bot.pictures.opening import NotReadable, in_plain_colours, is_transparent, opened
from bot.pictures.signs import Signs, signs_of

SIDE = 400
"""Pixels of the longer side at which a picture is looked at: letters of a caption can still be told from lamps."""

_SMALLEST = 48
_CAMERA = (ExifTags.Base.Make, ExifTags.Base.Model)

Sign = tuple[str, float]  # what was seen, and how sure it alone would make us


def look(data: bytes) -> Picture | None:
    """Look at a picture; None where it cannot be read (broken, a bomb, or of a form unknown here)."""
    try:
        picture = opened(data, within=(SIDE, SIDE))
        return _looked_at(picture)
    except (NotReadable, MemoryError, ValueError, OSError):  # what is broken may show only on the way
        return None


def _looked_at(picture: Image.Image) -> Picture:
    shape = max(picture.size) / min(picture.size)
    cut_out = is_transparent(picture)
    by_camera = _is_by_camera(picture)
    plain = in_plain_colours(picture)
    plain.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    fingerprint = _fingerprint(plain)
    if min(plain.size) < _SMALLEST:
        return Picture(kind=PictureKind.PHOTOGRAPH, certainty=0.3, evidence=(), fingerprint=fingerprint)
    signs = signs_of(np.array([np.asarray(plane) for plane in plain.split()], dtype=np.int16))
    found = {
        PictureKind.MEME: list(_for_meme(signs, shape)),
        PictureKind.SCREENSHOT: list(_for_screenshot(signs, shape)),
        PictureKind.FLYER: list(_for_flyer(signs, shape)),
        PictureKind.STICKER: list(_for_sticker(signs, shape, cut_out=cut_out)),
    }
    sure = {kind: _together(evidence) * (0.4 if by_camera else 1.0) for kind, evidence in found.items()}
    kind = max(sure, key=sure.__getitem__)
    if sure[kind] < 0.4:
        evidence: tuple[str, ...] = ("camera-data",) if by_camera else ()
        return Picture(
            kind=PictureKind.PHOTOGRAPH, certainty=1 - sure[kind], evidence=evidence, fingerprint=fingerprint
        )
    slugs = tuple(slug for slug, _ in found[kind])
    return Picture(kind=kind, certainty=round(sure[kind], 3), evidence=slugs, fingerprint=fingerprint)


def _for_meme(signs: Signs, shape: float) -> Iterator[Sign]:
    """A sentence on a white band, or in fat white letters with black edges above and below."""
    if shape > 1.75:
        return  # a telephone's screen: what people say of something may stand above its picture there too
    large = signs.letters >= 0.032
    if signs.band_above >= 0.07:
        yield "caption-band", 0.72 if large else 0.45
        if signs.band_below >= 0.06:
            yield "second-band", 0.4
    outlined = [part for part in (signs.outlined_above, signs.outlined_below) if part >= 0.045]
    if len(outlined) == 2 and signs.band_above == 0 and signs.flat < 0.8:
        yield "outlined-letters", 0.8
    elif outlined and signs.band_above == 0:
        yield "outlined-letters", 0.45  # films from security cameras are lettered like that too


def _for_screenshot(signs: Signs, shape: float) -> Iterator[Sign]:
    """As tall as a telephone, flat, few colours, many small lines."""
    if shape < 1.7 or signs.flat < 0.7 or signs.few < 0.75 or signs.lines < 5:
        return
    yield "screen-shape", 0.5
    yield "flat-areas", 0.4
    if signs.lines >= 9:
        yield "lines-of-text", 0.5


def _for_flyer(signs: Signs, shape: float) -> Iterator[Sign]:
    """Flat colours and lines of several sizes, on what is no telephone's screen."""
    if shape > 1.7 or signs.flat < 0.7 or signs.few < 0.65 or signs.exact < 0.3 or signs.lines < 4:
        return
    if signs.written < 0.2:
        return
    yield "flat-areas", 0.3
    yield "lines-of-text", 0.15
    if signs.colourful >= 0.1:
        yield "strong-colours", 0.4
    if signs.sizes >= 1.8:
        yield "large-title", 0.2


def _for_sticker(signs: Signs, shape: float, *, cut_out: bool) -> Iterator[Sign]:
    """One thing in few colours, cut out of its ground or on a bright and empty one."""
    drawn = signs.flat >= 0.8 and signs.few >= 0.8 and signs.bordered >= 0.97 and signs.written < 0.2
    if not drawn or shape > 1.4 or not 0.25 <= signs.exact <= 0.92:
        return
    yield "flat-areas", 0.4
    if signs.bright:  # on a dark one a lamp in the night looks alike
        yield "empty-ground", 0.45
    if cut_out:
        yield "cut-out", 0.5


def _together(evidence: list[Sign]) -> float:
    """How sure several signs make us, each of which may be mistaken for itself."""
    doubt = 1.0
    for _, sure in evidence:
        doubt *= 1 - sure
    return min(1 - doubt, 0.95)


def _is_by_camera(picture: Image.Image) -> bool:
    """Whether a camera wrote its name into it. Telegram takes that out of photographs, not out of files."""
    try:
        exif = picture.getexif()
        return any(exif.get(tag) for tag in _CAMERA)
    except Exception:  # tags are written by anybody
        return False


def _fingerprint(picture: Image.Image) -> int:
    """64 bits that stay nearly the same when a picture is made smaller or saved again: where it gets brighter."""
    tiny = np.asarray(picture.convert("L").resize((9, 8), Image.Resampling.BOX), dtype=np.int16)
    brighter = (tiny[:, 1:] > tiny[:, :-1]).ravel()
    return int("".join("1" if bit else "0" for bit in brighter), 2)
