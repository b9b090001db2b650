"""The command line: ``cuadrante …``, the same as ``python -m bot …``.

Exit codes: 0 done, 1 the answer is "no", 2 wrong use. Errors are one line on standard error, never a traceback.
"""

from __future__ import annotations

import asyncio
import gc
import os
import re
import sys
import traceback
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from bot.digests.commands import brief, digest, where
from bot.settings import BadSettings, Settings, load_settings
from bot.troubles import NO, WRONG_USE, YES, Trouble, trouble_of

T = TypeVar("T")

_OBJECTS_BETWEEN_CLEANINGS = (
    20_000  # what is built at the start stays: looking through it early costs a fifth of a second
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), help="How much to log.")
@click.version_option(package_name="cuadrante", message="%(version)s")
@click.pass_context
def cuadrante(context: click.Context, log_level: str | None) -> None:
    """The chat bot that stands between a neighbourhood and its police."""
    context.obj = load_settings(log_level=log_level)


@cuadrante.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Serve the groups: long polling, or a webhook when WEBHOOK_URL is set."""
    from bot.serving import serve

    _run(serve(settings))


@cuadrante.command()
@click.option("--play", is_flag=True, help="Only play the evening, print the conversation, and end.")
@click.option("--log", "whole_log", is_flag=True, help="Print the response log of all reports, not of the last alone.")
@click.argument("scenario", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.pass_obj
def demo(settings: Settings, play: bool, whole_log: bool, scenario: Path | None) -> None:
    """Play an evening in the group with the real bot, without Telegram.

    SCENARIO is a scenario file; without it the evening that comes with the program is played.
    """
    from bot.demo import play_evening

    if not _run(play_evening(settings, scenario, whole_log=whole_log)):
        raise SystemExit(NO)


@cuadrante.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.pass_obj
def read(settings: Settings, file: Any) -> None:
    """Read messages (JSON Lines) and print what the bot would decide of each.

    A line's "picture" names a picture's file, which is then looked at beside the text, its caption.
    """
    from bot.reading_lines import read_lines
    from bot.rules_file import RulesFile

    rules = RulesFile(settings.rules_file).load()
    for line in read_lines(file, rules):
        click.echo(line)


@cuadrante.group()
def rules() -> None:
    """The rules file."""


@rules.command("check")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def check(settings: Settings, file: Path | None) -> None:
    """Validate a rules file and run its own examples."""
    from bot.core.screening import judge
    from bot.rules_file import check as check_file

    path = file or settings.rules_file
    result = check_file(path, judge)
    for problem in result.problems:
        click.echo(str(problem), err=True)
    for failed in result.failed_examples:
        click.echo(str(failed), err=True)
    for advice in result.advice:
        click.echo(advice)
    if result.problems or result.failed_examples:
        raise SystemExit(NO)
    click.echo(f"{path}: ok")


@cuadrante.command()
@click.argument("what", type=click.Choice(["reports", "log"]))
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl")
@click.option("--since", type=click.DateTime(), help="From this moment on (local time of the rules).")
@click.option("--until", type=click.DateTime(), help="Up to this moment (local time of the rules).")
@click.pass_obj
def export(settings: Settings, what: str, format_: str, since: datetime | None, until: datetime | None) -> None:
    """Print what is stored: reports, or the response log."""
    from bot.exporting import export_to
    from bot.missing_database import what_is_there

    with what_is_there(settings) as there:
        _run(export_to(sys.stdout, there, what, format_, since, until))


@cuadrante.group()
def log() -> None:
    """The response log."""


@log.command("verify")
@click.option(
    "--head", callback=lambda _, __, head: _head(head), help="A head from a daily message that must be in it."
)
@click.pass_obj
def verify(settings: Settings, head: str | None) -> None:
    """Prove the response log whole, or name the first row that is not as it was written."""
    from bot.verifying import print_verified

    if not _run(print_verified(sys.stdout, sys.stderr, settings, head)):
        raise SystemExit(NO)


def _head(head: str | None) -> str | None:
    from bot.locales import sentences
    from bot.rules_file import language_of

    if head is None or re.fullmatch(r"[0-9a-f]{12,64}", head.lower()):
        return head and head.lower()
    raise Trouble(sentences(language_of(os.environ))("log_verify.malformed"))


@cuadrante.command()
@click.pass_obj
def status(settings: Settings) -> None:
    """Say whether messages come in and go out; exit code 1 where something is wrong."""
    from bot.status import print_status

    if not _run(print_status(sys.stdout, settings)):
        raise SystemExit(NO)


cuadrante.add_command(digest)
cuadrante.add_command(where)
cuadrante.add_command(brief)


def _run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_CLEANINGS)
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # durations from python-telegram-bot as timedelta
    sys.exit(_main(arguments))


def _main(arguments: list[str] | None) -> int:
    try:
        cuadrante(arguments, standalone_mode=False)
    except click.exceptions.Exit as stopped:
        return stopped.exit_code
    except click.exceptions.NoArgsIsHelpError as wrong:
        _say(_missing_command(wrong.ctx), sys.stderr)
        return WRONG_USE
    except click.ClickException as wrong:
        _say(" ".join(wrong.format_message().split()), sys.stderr)
        return WRONG_USE
    except (BadSettings, Trouble) as trouble:
        _say(str(trouble), sys.stderr)
        return getattr(trouble, "code", WRONG_USE)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else YES
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        # the reader of our output has had enough; standard output cannot be flushed any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return YES
    except Exception as exc:
        known = trouble_of(exc)
        if not known.explained and _wants_more(arguments):
            _show_traceback(exc)
        _say(str(known), sys.stderr)
        return known.code
    return YES


def _missing_command(context: click.Context | None) -> str:
    group = context.command if context is not None else None
    known = group.list_commands(context) if context is not None and isinstance(group, click.Group) else []
    return f"Missing command: one of {', '.join(known)}; --help says what they do."


def _wants_more(arguments: list[str] | None) -> bool:
    return os.environ.get("LOG_LEVEL", "").lower() == "debug" or "debug" in (arguments or sys.argv)


def _show_traceback(exc: Exception) -> None:
    from bot.telegram.client import hide_token

    click.echo(hide_token("".join(traceback.format_exception(exc))), err=True)


def _say(text: str, to: TextIO) -> None:
    click.echo(f"cuadrante: {text}", file=to)
