"""What may go wrong for whoever types a command: one line that says it, and the exit code."""

from __future__ import annotations

import os

YES, NO, WRONG_USE = 0, 1, 2


class Trouble(Exception):
    """The command cannot go on; the message is one line for the person at the keyboard."""

    def __init__(self, message: str, code: int = WRONG_USE, *, explained: bool = True) -> None:
        super().__init__(message)
        self.code = code
        self.explained = explained  # False: whoever wants to know more needs the traceback


def trouble_of(exc: Exception) -> Trouble:
    """The one line for an error that came from below."""
    from sqlalchemy.exc import OperationalError, SQLAlchemyError

    from bot.core.rules.problems import InvalidRules
    from bot.locales import sentences
    from bot.rules_file import language_of
    from bot.sandbox.yaml_lines import InvalidScenario
    from bot.telegram.client import SetUpWrong
    from storage.alone import Superseded
    from storage.database import NewerDatabase, UnknownDatabase, UnreachableDatabase

    say = sentences(language_of(os.environ))
    match exc:
        case InvalidRules():
            return Trouble("\n".join(str(problem) for problem in exc.problems), NO)
        case InvalidScenario():
            return Trouble(str(exc), NO)
        case SetUpWrong():
            return Trouble(say(exc.sentence, **exc.values))
        case Superseded():
            return Trouble(say("operator.superseded"), NO)
        case UnknownDatabase():
            return Trouble(say("operator.database_unknown", error=exc))
        case NewerDatabase():
            return Trouble(say("operator.database_newer"), NO)
        case UnreachableDatabase():
            return Trouble(say("operator.database_unusable", error=exc), NO, explained=False)
        case OperationalError() if exc.orig is not None:  # locked, no such file…: nothing of what people wrote
            error = " ".join(str(exc.orig).split())[:200] or type(exc).__name__
            return Trouble(say("operator.database_unusable", error=error), NO, explained=False)
        case SQLAlchemyError():
            return Trouble(say("operator.database_unusable", error=type(exc).__name__), NO, explained=False)
        case OSError():
            what = f"{exc.strerror or type(exc).__name__}{f': {exc.filename}' if exc.filename else ''}"
            return Trouble(what, NO, explained=False)
        case _:
            return Trouble(say("operator.unexpected", error=type(exc).__name__), NO, explained=False)
