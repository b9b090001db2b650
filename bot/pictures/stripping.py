"""Pictures without what cannot be seen in them: where and with what they were taken, what was cropped."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from bot.pictures.opening import NotReadable, in_plain_colours, is_transparent, opened

__all__ = ["Clean", "NotReadable", "strip"]

_QUALITY = 92  # of a JPEG: number plates stay as legible as they were
_LOSSLESS = frozenset({"PNG", "GIF", "BMP", "TIFF"})
_LARGEST_LOSSLESS = 6_000_000  # pixels; a larger one would be slow to write and heavy to send


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture that holds nothing but its pixels, and the name of a file that says no more than its form."""

    data: bytes
    file_name: str


def strip(data: bytes) -> Clean:
    """The picture, drawn anew from its pixels, turned as it is to be seen; of several frames the first.

    Nothing else is taken over: no EXIF, GPS, XMP, IPTC, colour profile, comment, thumbnail or text.

    Raises:
        NotReadable: what cannot be decoded cannot be cleaned.
    """
    picture = opened(data)
    try:
        form = picture.format or ""
        return _redrawn(picture, lossless=form in _LOSSLESS)
    except NotReadable:
        raise
    except Exception as exc:  # what is broken may show only when all of it is read
        raise NotReadable(type(exc).__name__) from exc


def _redrawn(picture: Image.Image, *, lossless: bool) -> Clean:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ImageOps.exif_transpose(picture, in_place=True)
    transparent = is_transparent(picture)
    plain = picture.convert("RGBA") if transparent else in_plain_colours(picture)
    bare = Image.new(plain.mode, plain.size)  # which has never heard of the file
    bare.paste(plain)
    buffer = BytesIO()
    if transparent or (lossless and plain.width * plain.height <= _LARGEST_LOSSLESS):
        bare.save(buffer, "PNG", compress_level=3)
        return Clean(buffer.getvalue(), "picture.png")
    bare.save(buffer, "JPEG", quality=_QUALITY)
    return Clean(buffer.getvalue(), "picture.jpg")
