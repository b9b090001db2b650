"""``python -m bot``: the same as the command ``cuadrante``."""

from bot.cli import main

main()
