"""Photos on paper: cleaned of what cannot be seen in them, and no larger than paper needs."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from bot.pictures.stripping import strip

_SIDE = 700  # pixels; on paper a photo is five centimetres wide
_QUALITY = 80


def on_paper(data: bytes) -> bytes:
    """A small JPEG of the picture.

    Raises:
        NotReadable: what cannot be decoded cannot be cleaned.
    """
    picture = Image.open(BytesIO(strip(data).data)).convert("RGB")
    picture.thumbnail((_SIDE, _SIDE))
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
