"""Charts and maps drawn with Pillow, and the look at incoming pictures."""
