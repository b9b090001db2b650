"""Figures from the store: gathered, sent at their hour, printed by commands."""
