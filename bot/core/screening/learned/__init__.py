"""What was learned from labelled messages: weights beside the lexicon's rules, and how they are asked."""

from bot.core.screening.learned.model import Model, Opinion
from bot.core.screening.learned.signs import Signs, signs_of

__all__ = ["Model", "Opinion", "Signs", "signs_of"]
