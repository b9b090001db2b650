"""The files that Telegram keeps, known by their ids."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from bot.sandbox.errors import bad_request
from bot.sandbox.people import Raw

_MIME = {
    "video": "video/mp4",
    "video_note": "video/mp4",
    "animation": "video/mp4",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "photo": "image/jpeg",
    "sticker": "image/webp",
    "document": "application/pdf",
}
_NO_MIME_FIELD = ("photo", "sticker", "video_note")


@dataclass(frozen=True, slots=True)
class File:
    """A file: what it is used as (photo, voice, animation…), its bytes, and its description as the Bot API has it.

    ``name``: as it came, which Telegram does not keep of every kind.
    """

    id: str
    kind: str
    data: bytes
    described: Raw
    name: str = ""

    @property
    def path(self) -> str:
        """Where it can be fetched: `file/bot<token>/<path>`."""
        return f"{self.kind}s/{self.id}"


@lru_cache(maxsize=64)
def _some_photograph(number: int) -> bytes:
    """A photograph of nothing, where nobody says which: soft light, and no two alike."""
    from PIL import Image

    light = [Image.linear_gradient("L").rotate(37 * number + turn) for turn in (0, 50, 100)]
    buffer = BytesIO()
    Image.merge("RGB", light).resize((320, 240)).save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


class Files:
    """All files, in the order they came."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def add(self, kind: str, data: bytes = b"", *, seconds: int = 0, name: str = "") -> File:
        """Take a file in. ``seconds``: how long it plays."""
        number = len(self._files) + 1
        data = data or (_some_photograph(number) if kind == "photo" else b"")
        file_id = f"{kind}-{number:04d}-{'x' * 12}"  # as opaque to the bot as Telegram's own
        described: Raw = {"file_id": file_id, "file_unique_id": f"u{number:04d}", "file_size": len(data) or 4096}
        if kind not in _NO_MIME_FIELD:
            described["mime_type"] = (mimetypes.guess_type(name)[0] if kind == "document" else None) or _MIME[kind]
        match kind:
            case "photo" | "video" | "animation" | "sticker":
                described |= {"width": 512, "height": 512} if kind == "sticker" else {"width": 1280, "height": 960}
            case "video_note":
                described["length"] = 240
        if kind in ("video", "video_note", "animation", "voice", "audio"):
            described["duration"] = seconds
        if kind == "sticker":
            described |= {
                "type": "regular",
                "is_animated": False,
                "is_video": False,
                "emoji": "😂",
                "set_name": "risas",
            }
        if name and kind in ("document", "audio", "video", "animation"):
            described["file_name"] = name
        self._files[file_id] = File(file_id, kind, data, described, name)
        return self._files[file_id]

    def get(self, file_id: str) -> File:
        """The file with that id. Raises ApiError when there is none."""
        if (file := self._files.get(file_id)) is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def all(self) -> tuple[File, ...]:
        """Every file, the first that came first."""
        return tuple(self._files.values())

    def at(self, path: str) -> File:
        """The file at that path. Raises ApiError when there is none."""
        return self.get(path.rpartition("/")[2])
