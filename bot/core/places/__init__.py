"""Places as neighbours write them: streets, house numbers, crossings, landmarks, links to maps."""

from bot.core.places.reading import read_place

__all__ = ["read_place"]
