"""The values that every part of Cuadrante speaks. Frozen, without behaviour that reaches outside.

Times are aware datetimes in UTC and end in ``_at``; Telegram's ids are plain integers of up to 64 bits.
"""
