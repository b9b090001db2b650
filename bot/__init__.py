"""Cuadrante: a Telegram bot between a neighbourhood and its police."""
