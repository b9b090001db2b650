"""The fixed list of what is done by the clock. Deadlines themselves are columns: these only look."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.clockwork import Clockwork, Routine
from bot.core.rules.problems import InvalidRules
from bot.core.wording import quoted
from bot.digests.briefs import send_due_briefs
from bot.digests.gathering import FIRST_SIGN
from bot.digests.sending import answer_wishes, send_due_digests, send_due_month
from bot.log_heads import send_due_heads
from bot.signs_of_life import HANGING, HEARTBEAT, LONG_OUTAGE, LONGEST_JOB, UNREACHABLE_SINCE
from storage.health import health, note, notes

if TYPE_CHECKING:
    from bot.app import App

log = logging.getLogger(__name__)

Job = Callable[["App"], Awaitable[None]]


async def sweep(app: App) -> None:
    """Do what has fallen due."""
    await app.pipeline.sweep()


async def reload_rules(app: App) -> None:
    """Take over a changed rules file; a bad one changes nothing, and the administrators hear why."""
    match app.rules_file.reload_if_changed():
        case None:
            return
        case InvalidRules() as bad:
            log.error("rules.invalid", extra={"problems": len(bad.problems)})
            problems = quoted("\n".join(str(problem) for problem in bad.problems), 3000)
            about = f"rules:{app.clock():%Y%m%d%H%M%S}"
            await app.pipeline.tell_administrators(about, "admin.bad_rules", urgent=True, problems=problems)
        case rules:
            app.rules = rules
            app.groups.forget()
            log.info("rules.reloaded", extra={"version": rules.version})
            about = f"rules:{rules.version}:{app.clock():%Y%m%d%H%M}"
            await app.pipeline.tell_administrators(about, "admin.good_rules", version=rules.version)


async def look_at_groups(app: App) -> None:
    """Know what the bot may do, and whose groups they are."""
    if app.connected:
        await app.groups.look_when_due()


async def look_at_roster(app: App) -> None:
    """Hand over what is open when a shift changes; tell in time of a quadrant without anybody."""
    await app.roster.look_when_due()


async def look_at_pictures(app: App) -> None:
    """See what is in the pictures whose words decide nothing; nothing else waits for it."""
    if app.connected:
        await app.looker.look_when_due()


async def set_menus(app: App) -> None:
    """Have Telegram offer everybody the commands that are theirs; nothing else waits for it."""
    if app.connected:
        await app.menus.set_when_due()


async def file_referrals(app: App) -> None:
    """Hand over what agencies are to have by Open311, and hear what became of it; nothing else waits for it."""
    await app.filer.file_when_due()


async def watch(app: App) -> None:
    """Leave a sign of life for ``cuadrante status``; tell the administrators what does not get through."""
    now = app.clock()
    if hanging := app.clockwork.under_way_for(LONGEST_JOB.total_seconds()):
        log.error("job.hangs", extra={"jobs": ", ".join(hanging)})
    async with app.database.write() as session:
        noted = await notes(session)
        slept = HEARTBEAT not in noted or now - noted[HEARTBEAT].at > LONG_OUTAGE
        await note(session, HEARTBEAT, None, now)
        if FIRST_SIGN not in noted:
            await note(session, FIRST_SIGN, None, now)
        since = app.unreachable_since
        await note(session, UNREACHABLE_SINCE, since.isoformat() if since else None, now)
        await note(session, HANGING, hanging or None, now)
        state = await health(session, now)
    stuck = [queue for queue in state.waiting.values() if now - queue.oldest_at > LONG_OUTAGE]
    if stuck and not slept:  # else it has only just begun to be sent
        error = state.refusals[0] if state.refusals else "—"
        count = sum(queue.count for queue in stuck)
        log.warning("sending.stuck", extra={"waiting": count})
        await app.pipeline.tell_administrators(
            f"sending:{now:%Y%m%d%H}", "admin.sending_fails", urgent=True, count=count, error=error
        )


async def report_outage(app: App) -> None:
    """Telegram answers again after a long silence: say how long the neighbourhood was without us."""
    if (outage := app.outage) is None:
        return
    start, end = outage
    zone = app.rules.timezone
    await app.pipeline.tell_administrators(
        f"outage:{start:%Y%m%d%H%M%S}",
        "admin.telegram_down",
        urgent=True,
        start=start.astimezone(zone).strftime("%H:%M"),
        end=end.astimezone(zone).strftime("%H:%M"),
    )
    if app.outage is outage:  # only now: what could not be stored is told the next time
        app.outage = None


async def send_log_heads(app: App) -> None:
    """Send commanders what proves later that the log up to yesterday is still there."""
    await app.hours.when_due(send_due_heads)


async def send_digests(app: App) -> None:
    """Send commanders what they should have had by now; a restart repeats nothing and forgets nothing."""
    await app.hours.when_due(send_due_digests)


async def send_month(app: App) -> None:
    """Post what became of the last month's reports, likewise."""
    await app.hours.when_due(send_due_month)


async def send_briefs(app: App) -> None:
    """Send commanders the brief of the last week, likewise."""
    await app.hours.when_due(send_due_briefs)


JOBS: tuple[tuple[str, Job, float, float], ...] = (
    ("sweep", sweep, 1, 0),
    ("reload_rules", reload_rules, 2, 0),
    ("look_at_groups", look_at_groups, 5, 0),
    ("look_at_pictures", look_at_pictures, 1, 0),
    ("look_at_roster", look_at_roster, 1, 5),  # what came in while we were down is taken first
    ("file_referrals", file_referrals, 1, 0),
    ("set_menus", set_menus, 5, 10),  # nobody waits for a menu
    ("report_outage", report_outage, 5, 0),
    ("watch", watch, 20, 0),
    ("answer_wishes", answer_wishes, 1, 0),
    ("send_digests", send_digests, 1, 20),  # what came in while we were down is taken first
    ("send_month", send_month, 1, 20),
    ("send_briefs", send_briefs, 1, 20),
    ("send_log_heads", send_log_heads, 1, 20),
)
"""Name, what is done, how many seconds apart, and how many after the start."""


def clockwork_of(app: App) -> Clockwork:
    """What goes through these jobs, not yet started."""
    return Clockwork(tuple(Routine(name, partial(_guarded(name, job), app), *when) for name, job, *when in JOBS))


class Rounds:
    """The same list by the app's own clock: for the sandbox, where time jumps, and for tests, which see errors."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._done_at: dict[str, datetime] = {}

    async def go(self) -> None:
        """Do what is done each second, and of the rest that for which it is time again."""
        now = self._app.clock()
        for name, job, seconds, _ in JOBS:
            done_at = self._done_at.get(name)
            if seconds <= 1 or done_at is None or now - done_at >= timedelta(seconds=seconds):
                await job(self._app)
                self._done_at[name] = now


async def look_at_groups_now(app: App) -> None:
    """The first look, before any message is judged; its troubles are those of the job, which comes again."""
    await _guarded("look_at_groups", look_at_groups)(app)


def _guarded(name: str, job: Job) -> Job:
    async def run(app: App) -> None:
        try:
            await job(app)
        except (Exception, asyncio.CancelledError) as exc:  # one job's trouble must not end it, nor the others
            task = asyncio.current_task()
            if isinstance(exc, asyncio.CancelledError) and task is not None and task.cancelling():
                raise  # the program ends; else something below was cancelled, by whomever
            log.error("job.failed", extra={"job": name, "error": type(exc).__name__})
            log.debug("job.failed.because", exc_info=True)

    return run
