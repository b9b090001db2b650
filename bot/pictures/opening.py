"""Opening a picture that came from a stranger: within bounds, or not at all."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageFile

MOST_BYTES = 20 * 1024 * 1024
"""What the Bot API lets a bot download."""
MOST_PIXELS = 64_000_000
"""Of a JPEG: more than telephones take. A file that promises more is a bomb, or nothing that we need."""
MOST_PIXELS_AT_ONCE = 26_000_000
"""So many are held in memory. A JPEG that has more is decoded at half its size, anything else is refused."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO")  # what reads anything else is not let near it


class NotReadable(ValueError):
    """It is no picture that can be decoded here: broken, too large, or of a form that Pillow does not know."""


def opened(data: bytes, *, within: tuple[int, int] | None = None) -> ImageFile.ImageFile:
    """The picture, decoded; of several frames the first. ``within``: no larger than this is needed.

    Raises:
        NotReadable: whatever is wrong with it.
    """
    if not 0 < len(data) <= MOST_BYTES:
        raise NotReadable("empty, or too large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd tags; what is too large is looked at here
            picture = Image.open(BytesIO(data), formats=_FORMATS)
            width, height = picture.size
            is_large = width * height > MOST_PIXELS_AT_ONCE
            if is_large and (picture.format not in ("JPEG", "MPO") or width * height > MOST_PIXELS):
                raise NotReadable("too many pixels")
            if within is None and is_large:
                within = (width // 2, height // 2)
            if within is not None:
                picture.draft(None, within)  # a JPEG is then decoded at a fraction of its size
            picture.load()
    except NotReadable:
        raise
    except Exception as exc:  # decoders raise whatever they come across: struct.error, SyntaxError, MemoryError…
        raise NotReadable(type(exc).__name__) from exc
    return picture


def in_plain_colours(picture: Image.Image, *, ground: str = "white") -> Image.Image:
    """The same in red, green and blue, whatever it was kept in; what is transparent shows the ``ground``."""
    if picture.mode.startswith("I") or picture.mode == "F":  # 16 bits and more
        low, high = picture.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        picture = picture.convert("F").point(lambda value: (value - float(low)) * (255 / span))  # type: ignore[arg-type]
        return picture.convert("L").convert("RGB")
    if is_transparent(picture):
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, ground), layer).convert("RGB")
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def is_transparent(picture: Image.Image) -> bool:
    """Whether it can be seen through anywhere."""
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        lowest, _ = picture.convert("RGBA").getchannel("A").getextrema()
        return isinstance(lowest, int | float) and lowest < 255
    return False
