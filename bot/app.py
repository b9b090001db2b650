"""The composition root: the only place that knows everything, and joins it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from telegram import Bot

from bot.core.lateness import late_mark
from bot.core.made_file import Make
from bot.core.rules.model import Rules
from bot.digests.briefs import brief_paper, brief_picture, gather_week
from bot.digests.files import digest_picture
from bot.digests.gathering import gather_day
from bot.digests.made import made_of_figures
from bot.digests.where_wishes import WherePictures
from bot.filing import Filer
from bot.groups import GroupWatch
from bot.hour_watch import HourWatch
from bot.jobs import Rounds, clockwork_of, look_at_groups_now
from bot.locales import sentences
from bot.looking import Looker
from bot.making import maker
from bot.menu_board import MenuBoard
from bot.open311.client import Client
from bot.outbox import Outbox
from bot.pipeline import Pipeline
from bot.record_files import RecordFiles
from bot.roster_watch import RosterWatch
from bot.rules_file import RulesFile
from bot.settings import Settings, secret_of
from bot.signs_of_life import LONG_OUTAGE
from bot.telegram.client import connect, username_of
from bot.telegram.files import fetch
from bot.telegram.incoming import translate
from bot.telegram.marks import Marks
from bot.telegram.menu import show_menu
from bot.telegram.poller import Poller
from bot.telegram.reach import reaches
from bot.telegram.rights import check_groups
from bot.telegram.sender import Sender
from bot.telegram.webhook import Webhook
from storage import deadlines, outbox, pictures, referrals
from storage.alone import Claim
from storage.database import Database

log = logging.getLogger(__name__)

GRACE = 3.5
"""Seconds that what is under way gets after SIGTERM. What is cancelled then may need some more, where it waits for a
locked database; ten is what service managers commonly wait."""
FIRST_LOOK = 2.0
"""Seconds that messages wait at the start until it is known who administers the groups, and so may not be moderated."""


def now_in_utc() -> datetime:
    """The real time."""
    return datetime.now(UTC)


class App:
    """One running Cuadrante: rules, store, pipeline, sender, and the way in from Telegram."""

    def __init__(
        self,
        settings: Settings,
        rules_file: RulesFile,
        database: Database,
        bot: Bot,
        clock: Callable[[], datetime] = now_in_utc,
        monotonic: Callable[[], float] = time.monotonic,
        claim: Claim | None = None,
    ) -> None:
        self.settings = settings
        self.rules_file = rules_file
        self.rules: Rules = rules_file.load()
        self.database = database
        self.bot = bot
        self.clock = clock
        self.unreachable_since: datetime | None = None
        self.outage: tuple[datetime, datetime] | None = None
        self.connected = False
        self.pipeline = Pipeline(database, lambda: self.rules, translate, clock, bot_name=partial(username_of, bot))
        self.groups = GroupWatch(partial(check_groups, bot), self.pipeline, lambda: self.rules, clock)
        self.roster = RosterWatch(database, self.pipeline, lambda: self.rules, clock, partial(reaches, bot))
        self.menus = MenuBoard(self.pipeline, lambda: self.rules, clock, partial(show_menu, bot))
        self.hours = HourWatch(self)
        self.rounds = Rounds(self)
        self.clockwork = clockwork_of(self)
        self.outbox = Outbox(database, self.pipeline, clock, claim)
        repeated = sentences(self.rules.language)("reminder.repeated")
        marks = Marks(repeated, lambda wanted_at, now: late_mark(self.rules, wanted_at, now))
        make = maker(self._made())
        self.sender = Sender(bot, self.outbox, clock=clock, monotonic=monotonic, marks=marks, make=make)
        self.pipeline.wake = self.sender.wake
        self.looker = Looker(database, self.pipeline, partial(fetch, bot), clock)
        self.filer = Filer(database, self.pipeline, Client(secret_of), lambda: self.rules, clock)
        self.poller = Poller(
            bot,
            self.pipeline,
            clock=clock,
            on_reachable=self._on_reachable,
            on_unreachable=self._on_unreachable,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until ``stop``; what is under way is finished first.

        Raises:
            TokenRefused, WebhookUnusable: Telegram does not take us as we are set up.
        """
        way_in = self._way_in()  # whose settings are looked at before anything is done
        self.clockwork.start()  # what is due does not wait for Telegram
        self._on_unreachable(self.clock())
        try:
            if await connect(self.bot, stop):
                self._on_reachable()
                self.connected = True
                await self._serve(way_in, stop)
        finally:
            self.clockwork.stop()
            await self.bot.shutdown()
        log.info("stopped")

    async def _serve(self, way_in: Poller | Webhook, stop: asyncio.Event) -> None:
        sending = asyncio.create_task(self.sender.run(stop))
        stopping = asyncio.create_task(stop.wait())
        looking = asyncio.create_task(look_at_groups_now(self))
        await asyncio.wait([looking, stopping], timeout=FIRST_LOOK, return_when=asyncio.FIRST_COMPLETED)
        coming = asyncio.create_task(way_in.run(stop))
        try:
            # neither way ends by itself, unless it cannot go on
            await asyncio.wait([coming, sending, stopping], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.set()
            await asyncio.wait([coming, sending], timeout=GRACE)
            stopping.cancel()
            looking.cancel()
            sending.cancel()  # the way in gives up by itself
            await asyncio.gather(coming, sending, stopping, looking, return_exceptions=True)
        for task in (coming, sending):
            if not task.cancelled():
                task.result()  # what it could not go on for

    async def settle(self) -> None:
        """Take all that has arrived, do what is due, send all that may be sent: for the sandbox and for tests."""
        while True:
            taken = await self.poller.take_pending()
            await self.rounds.go()
            wait = await self.sender.deliver_due()
            if not taken and (wait is None or wait > 0):
                return

    async def next_due_at(self) -> datetime | None:
        """When something falls due next, if anything is to come."""
        async with self.database.read() as session:
            moments = [
                await outbox.next_due_at(session),
                await deadlines.next_due_at(session),
                await pictures.next_due_at(session),
                self.roster.next_due_at(),
                self.hours.next_due_at(),
                await referrals.next_due_at(session),
            ]
        return min((moment for moment in moments if moment is not None), default=None)

    def _made(self) -> dict[str, Make]:
        """What makes each kind of file at the moment of sending."""
        return {
            "record": RecordFiles(self.pipeline, partial(fetch, self.bot)),
            "digest": made_of_figures(self.database, self.pipeline, gather_day, digest_picture),
            "where": WherePictures(self.database, self.pipeline),
            "brief": made_of_figures(self.database, self.pipeline, gather_week, brief_picture),
            "brief-paper": made_of_figures(self.database, self.pipeline, gather_week, brief_paper),
        }

    def _way_in(self) -> Poller | Webhook:
        if not self.settings.webhook_url:
            return self.poller
        return Webhook(
            self.bot,
            self.pipeline,
            url=self.settings.webhook_url,
            listen=self.settings.webhook_listen,
            secret=self.settings.webhook_secret.get_secret_value(),
        )

    def _on_unreachable(self, since: datetime) -> None:
        self.unreachable_since = since

    def _on_reachable(self) -> None:
        since, self.unreachable_since = self.unreachable_since, None
        if since is not None and self.clock() - since >= LONG_OUTAGE:
            self.outage = (since, self.clock())
