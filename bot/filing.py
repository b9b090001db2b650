"""Handing reports over to agencies' Open311 services, and hearing what becomes of them there.

What is to be sent stands in the store: whatever ends the program, it is sent after the next start. A sending whose
end is not known is looked for at the agency before it is sent again, so that nothing is there twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.referrals import agency_news
from bot.core.referrals.agency import Open311
from bot.core.referrals.agency_news import Filing
from bot.core.referrals.model import Referral
from bot.core.referrals.referring import agency_named
from bot.core.rules.model import Rules
from bot.core.world import Needs
from bot.open311.client import Client, NotTaken
from bot.pipeline import Decide, Pipeline
from storage import referrals
from storage.database import Database

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long one attempt keeps others away: longer than it can take."""
SENT_AGAIN_AFTER = (timedelta(minutes=30), timedelta(hours=8))
"""When a report is sent for the second and for the third time, if it is not in the agency's list by then.

Of a service that shows nothing new nobody can tell whether it has the report: so it is never sent more often. Between
these it is only looked for.
"""
_SHORTEST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
_AT_ONCE = 20


class Filer:
    """Takes one referral after another; each has as many stages as its agency needs."""

    def __init__(
        self,
        database: Database,
        pipeline: Pipeline,
        client: Client,
        rules: Callable[[], Rules],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._pipeline = pipeline
        self._client = client
        self._rules = rules
        self._clock = clock

    async def file_when_due(self) -> None:
        """Do what is due for each. One agency's trouble does not keep the others waiting for good."""
        while due := await self._due():
            for each in due:
                if (referral := await self._claim(each)) is None:
                    continue
                try:
                    await self._go_on(referral)
                except NotTaken as trouble:
                    log.warning("referral.waits", extra={"report_id": referral.report_id, "error": _kind(trouble)})
                    log.debug("referral.waits.because", extra={"error": str(trouble)})
                    await self._put_off(referral, trouble)
                except Exception as exc:  # it is due again when its lease ends
                    log.error("referral.failed", extra={"report_id": referral.report_id, "error": type(exc).__name__})
                    log.debug("referral.failed.because", exc_info=True)
            if len(due) < _AT_ONCE:
                return

    async def _go_on(self, referral: Referral) -> None:
        if referral.sent_at is None:
            await self._file(referral)
            return
        agency = agency_named(referral.agency, self._rules())
        if agency is None or agency.open311 is None:  # nobody to ask any more
            await self._set(referral, None, "no such agency")
        elif referral.folio is None:
            await self._ask_number(referral, agency.open311)
        else:
            await self._look(referral, agency.open311, referral.folio)

    async def _file(self, referral: Referral) -> None:
        scene = await self._pipeline.look(Needs(reports={referral.report_id}))
        report = scene.world.reports.get(referral.report_id)
        filing = agency_news.filing(referral, report, scene) if report is not None else None
        if filing is None and referral.begun:
            await self._give_up(referral, "no such service", perhaps=True)
        elif filing is None:
            await self._set(referral, None, "withdrawn")
        elif referral.begun and (number := await self._found(filing, referral)) is not None:
            await self._filed(referral, number, None)
        elif referral.begun and not self._may_be_sent_again(referral):
            raise NotTaken(referral.last_error or "no answer", perhaps=True)
        elif await self._begin(referral):
            receipt = await self._client.file(filing)
            await self._filed(referral, receipt.service_request_id, receipt.token)

    def _may_be_sent_again(self, referral: Referral) -> bool:
        """Whether an outage may be over, and a list that shows what was sent would show it by now."""
        again = dict(enumerate(SENT_AGAIN_AFTER, 1)).get(referral.attempts)
        return again is not None and self._clock() - referral.at >= again

    async def _found(self, filing: Filing, referral: Referral) -> str | None:
        """The number under which the agency has what was sent without our knowing how that ended."""
        try:
            return await self._client.find(filing, referral.at)
        except NotTaken as trouble:
            trouble.perhaps = True  # we know no more than before
            raise

    async def _ask_number(self, referral: Referral, service: Open311) -> None:
        number = await self._client.number_of(service, referral.token or "")
        if number is None:
            raise NotTaken("no number yet")
        await self._filed(referral, number, None)

    async def _look(self, referral: Referral, service: Open311, number: str) -> None:
        request = await self._client.look(service, number)
        closed, notes = (request.is_closed, request.status_notes) if request is not None else (False, "")
        await self._change(referral, partial(agency_news.on_looked, referral.report_id, closed, notes))

    async def _put_off(self, referral: Referral, trouble: NotTaken) -> None:
        """Try again as much later as it has taken so far, or leave it to humans."""
        now = self._clock()
        if referral.sent_at is not None:
            await self._ask_again(referral, referral.sent_at, trouble)
            return
        if trouble.for_good or now - referral.at >= agency_news.GIVEN_UP_AFTER:
            await self._give_up(referral, str(trouble), perhaps=trouble.perhaps)
            return
        wait = max(_wait(now - referral.at), trouble.after or _SHORTEST_WAIT)
        await self._set(referral, now + wait, str(trouble), begun=trouble.perhaps)

    async def _ask_again(self, referral: Referral, sent_at: datetime, trouble: NotTaken) -> None:
        """They have it; only their number or their news are missing."""
        now = self._clock()
        wait = agency_news.BETWEEN_LOOKS if referral.folio else _wait(now - sent_at)
        over = now - sent_at >= agency_news.LOOKED_AFTER
        await self._set(referral, None if over else now + max(wait, trouble.after or wait), str(trouble))

    async def _due(self) -> list[Referral]:
        async with self._database.read() as session:
            return await referrals.due(session, self._clock(), _AT_ONCE)

    async def _claim(self, referral: Referral) -> Referral | None:
        """The referral as it is while it is ours alone; None where somebody else has it."""
        until = self._clock() + LEASE
        async with self._database.write() as session:
            return replace(referral, due_at=until) if await referrals.claim(session, referral, until) else None

    async def _begin(self, referral: Referral) -> bool:
        async with self._database.write() as session:
            return await referrals.begin(session, referral)

    async def _filed(self, referral: Referral, number: str | None, token: str | None) -> None:
        log.info("referral.filed", extra={"report_id": referral.report_id})
        await self._change(referral, partial(agency_news.on_filed, referral.report_id, number, token))

    async def _give_up(self, referral: Referral, error: str, *, perhaps: bool) -> None:
        log.error("referral.given_up", extra={"report_id": referral.report_id})
        await self._change(referral, partial(agency_news.on_not_filed, referral.report_id, error, perhaps=perhaps))

    async def _set(self, referral: Referral, due_at: datetime | None, error: str, *, begun: bool = False) -> None:
        await self._change(referral, partial(agency_news.on_put_off, referral.report_id, due_at, error, begun=begun))

    async def _change(self, referral: Referral, effects: Decide) -> None:
        await self._pipeline.change(Needs(reports={referral.report_id}), effects)


def _wait(so_far: timedelta) -> timedelta:
    return min(max(so_far, _SHORTEST_WAIT), _LONGEST_WAIT)


def _kind(trouble: NotTaken) -> str:
    """What may stand in a log: none of the words that a service answers."""
    return str(trouble).partition(":")[0]
