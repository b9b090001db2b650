"""Places as neighbours write them: streets, house numbers, crossings, landmarks, links to maps."""

from bot.core.places.correcting import read_correction, takes_back
from bot.core.places.reading import read_place

__all__ = ["read_correction", "read_place", "takes_back"]
