"""Places as neighbours write them: streets, house numbers, crossings, landmarks, links to maps."""

from bot.core.places.correcting import read_correction, takes_back
from bot.core.places.mere import says_only_where
from bot.core.places.reading import read_place, streets_in

__all__ = ["read_correction", "read_place", "says_only_where", "streets_in", "takes_back"]
