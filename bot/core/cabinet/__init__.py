"""For the security cabinet: what was agreed there, and the weekly brief."""
