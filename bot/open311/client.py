"""A client of GeoReport v2 services. What goes wrong is told apart by what it means for the report."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import httpx

from bot.core.referrals.agency import Open311
from bot.core.referrals.agency_news import Filing
from bot.open311 import answers
from bot.open311.answers import Receipt, Request, Unreadable

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds for one call, however slowly it goes on."""
BIGGEST_ANSWER = 4_000_000
"""Bytes: a thousand requests with long descriptions."""
_TIMEOUTS = httpx.Timeout(10.0, read=20.0)
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_NOT_NOW = frozenset({408, 425, 429, 503})
_LONGEST_WAIT = timedelta(hours=6)
_BEFORE = timedelta(hours=1)  # their clock may go slow


class NotTaken(Exception):
    """The service has not taken it, as far as is known.

    Attributes:
        for_good: it never will, as it is.
        perhaps: it may have it all the same.
        after: how long it wants to be left alone.
    """

    def __init__(
        self, why: str, *, for_good: bool = False, perhaps: bool = False, after: timedelta | None = None
    ) -> None:
        super().__init__(why)
        self.for_good = for_good
        self.perhaps = perhaps
        self.after = after


class Client:
    """Calls services; ``key_of`` answers the value of an environment variable, or nothing."""

    def __init__(self, key_of: Callable[[str], str | None]) -> None:
        self._key_of = key_of
        self._trust: ssl.SSLContext | None = None  # in whom: read when it is first needed

    async def file(self, filing: Filing) -> Receipt:
        """Hand a report over. Raises NotTaken."""
        body = await self._call("POST", filing.service, "/requests.json", form=self._form(filing))
        try:
            return answers.receipt(body)
        except Unreadable as exc:
            raise NotTaken(str(exc), perhaps=True) from None

    async def find(self, filing: Filing, since: datetime) -> str | None:
        """The service's own number of what it was handed before; None where it shows no such report.

        Raises NotTaken where it does not show what it has.
        """
        query = {"service_code": filing.service_code, "start_date": _moment(since - _BEFORE)}
        ours = re.compile(rf"(?<![\w-]){re.escape(filing.folio)}(?![\w-])")
        for request in await self._requests(filing.service, "/requests.json", query):
            if request.service_request_id is not None and ours.search(request.description):
                return request.service_request_id
        return None

    async def number_of(self, service: Open311, token: str) -> str | None:
        """The number that a token stands for, once there is one. Raises NotTaken."""
        rows = await self._requests(service, f"/tokens/{quote(token, safe='')}.json", {})
        return next((row.service_request_id for row in rows if row.service_request_id is not None), None)

    async def look(self, service: Open311, number: str) -> Request | None:
        """How a report stands, if the service shows it. Raises NotTaken."""
        rows = await self._requests(service, f"/requests/{quote(number, safe='')}.json", {})
        return next((row for row in rows if row.service_request_id in (number, None)), None)

    async def _requests(self, service: Open311, path: str, query: Mapping[str, str]) -> list[Request]:
        body = await self._call("GET", service, path, query=query)
        try:
            return answers.requests(body)
        except Unreadable as exc:
            raise NotTaken(str(exc)) from None

    def _form(self, filing: Filing) -> dict[str, str]:
        service = filing.service
        form = {"service_code": filing.service_code, "description": filing.description}
        if service.key is not None and (key := self._key_of(service.key)):
            form["api_key"] = key
        if filing.latitude is not None and filing.longitude is not None:
            form |= {"lat": f"{filing.latitude:.6f}", "long": f"{filing.longitude:.6f}"}
        if filing.address is not None:
            form["address_string"] = filing.address
        return form

    async def _call(
        self,
        method: str,
        service: Open311,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> bytes:
        jurisdiction = {"jurisdiction_id": service.jurisdiction} if service.jurisdiction else {}
        posts = form is not None
        if self._trust is None:
            self._trust = await asyncio.to_thread(httpx.create_ssl_context)  # nearly a tenth of a second, once
        try:
            # what comes from elsewhere is not followed: the key and the report are for this address alone
            async with (
                asyncio.timeout(PATIENCE),
                httpx.AsyncClient(timeout=_TIMEOUTS, follow_redirects=False, verify=self._trust) as client,
                client.stream(
                    method,
                    f"{service.url}{path}",
                    params=None if posts else {**(query or {}), **jurisdiction},
                    data={**(form or {}), **jurisdiction} if posts else None,
                    headers={"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "cuadrante"},
                ) as response,
            ):
                return _taken(response, await _body(response), posts=posts)
        except _NEVER_LEFT as exc:
            raise NotTaken(type(exc).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as exc:
            raise NotTaken(type(exc).__name__, perhaps=posts) from None


async def _body(response: httpx.Response) -> bytes | None:
    """What was answered; None where that is more than any answer has."""
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > BIGGEST_ANSWER:
            return None
    return bytes(body)


def _taken(response: httpx.Response, body: bytes | None, *, posts: bool) -> bytes:
    status = response.status_code
    if response.is_success:
        if body is None:
            raise NotTaken("too much", perhaps=posts)
        return body
    said = answers.error(body or b"")
    why = f"HTTP {status}: {said}" if said else f"HTTP {status}"
    if status in _NOT_NOW:
        raise NotTaken(why, after=_wait(response.headers.get("Retry-After", "")))
    if response.is_server_error:
        raise NotTaken(why, perhaps=posts)
    raise NotTaken(why, for_good=True)


def _wait(written: str) -> timedelta | None:
    """``Retry-After``, in seconds or as a date; at most some hours, whatever it says."""
    if re.fullmatch(r"[0-9]{1,9}", written.strip(), re.ASCII):
        return min(timedelta(seconds=int(written)), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(written)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(), min(moment - datetime.now(UTC), _LONGEST_WAIT))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
