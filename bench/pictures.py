"""What one picture costs: looked at as it comes in, drawn anew before an officer gets it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from PIL import Image

from bot.pictures.looking import look
from bot.pictures.stripping import strip
from tests.pictures.drawn import encoded, street

ROUNDS = 15


async def pictures() -> list[tuple[str, str, str]]:
    """Rows of the table: what, figure, aim."""
    photograph = street(1, (1280, 960))
    from_telegram = encoded(photograph)
    large = photograph.resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise(large.size, 14).convert("RGB")  # a sensor's, without which the file would be too small
    from_a_camera = encoded(Image.blend(large, grain, 0.35))
    return [
        ("picture of 1,280 pixels, as Telegram makes them: looked at", _median(look, from_telegram), ""),
        (
            f"picture of 12 million pixels ({len(from_a_camera) / 1e6:.1f} MB): looked at",
            _median(look, from_a_camera),
            "< 30 ms",
        ),
        ("picture of 1,280 pixels: cleaned", _median(strip, from_telegram), ""),
        ("picture of 12 million pixels: cleaned", _median(strip, from_a_camera), ""),
    ]


def _median(work: Callable[[bytes], object], data: bytes) -> str:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work(data)
        times.append(time.perf_counter() - start)
    return f"{statistics.median(times) * 1000:,.0f} ms"
