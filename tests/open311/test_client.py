"""The client against a service on a real socket: what it sends, and what it makes of every answer."""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.responses import JSONResponse, Response

from bot.core.model.kinds import Category
from bot.core.referrals.agency import Open311
from bot.core.referrals.agency_news import Filing
from bot.open311 import answers
from bot.open311 import client as client_module
from bot.open311.client import Client, NotTaken
from tests.open311.stub import (
    Open311Stub,
    Way,
    answering,
    busy,
    failing_after_storing,
    huge,
    redirecting,
    refusing,
    silent_after_storing,
)

KEY = "k3y-that-nobody-sees"
SINCE = datetime(2026, 11, 21, 19, 5, tzinfo=UTC)


@pytest.fixture
async def stub() -> AsyncIterator[Open311Stub]:
    async with Open311Stub().serving() as stub:
        yield stub


def a_client() -> Client:
    return Client({"LIGHTS_KEY": KEY}.get)


def a_filing(stub: Open311Stub, **changes: Any) -> Filing:
    filing = Filing(
        service=Open311(url=stub.url, services={Category.URBAN_SERVICE: "001"}, key="LIGHTS_KEY"),
        service_code="001",
        description="Reporte vecinal CUA-000001: Servicio urbano\nDónde: Río Lerma 145 & algo más",
        folio="CUA-000001",
        address="Río Lerma 145, Ciudad de México",
        latitude=None,
        longitude=None,
    )
    return replace(filing, **changes)


async def trouble_of(stub: Open311Stub, way: Way) -> NotTaken:
    stub.ways.append(way)
    with pytest.raises(NotTaken) as caught:
        await a_client().file(a_filing(stub))
    return caught.value


async def test_a_report_is_sent_as_a_form_with_the_key_and_its_number_comes_back(stub: Open311Stub) -> None:
    receipt = await a_client().file(a_filing(stub))
    assert receipt.service_request_id == "SR-1"
    (form,) = stub.posts
    assert form == {
        "api_key": KEY,
        "service_code": "001",
        "description": a_filing(stub).description,
        "address_string": "Río Lerma 145, Ciudad de México",
    }


async def test_a_point_goes_as_latitude_and_longitude_both_or_neither(stub: Open311Stub) -> None:
    await a_client().file(a_filing(stub, latitude=19.43011, longitude=-99.16822, address=None))
    await a_client().file(a_filing(stub, latitude=19.4))
    assert (stub.posts[0]["lat"], stub.posts[0]["long"]) == ("19.430110", "-99.168220")
    assert "address_string" not in stub.posts[0]
    assert not {"lat", "long"} & stub.posts[1].keys()


async def test_the_jurisdiction_goes_with_every_call_and_the_key_with_none_that_only_asks(stub: Open311Stub) -> None:
    filing = a_filing(stub)
    filing = replace(filing, service=replace(filing.service, jurisdiction="example.org"))
    await a_client().file(filing)
    await a_client().find(filing, SINCE)
    assert stub.posts[0]["jurisdiction_id"] == "example.org"
    query = dict(stub.queries[0][1])
    assert query == {"service_code": "001", "start_date": "2026-11-21T18:05:00Z", "jurisdiction_id": "example.org"}


async def test_a_key_that_is_not_set_is_not_sent(stub: Open311Stub) -> None:
    await Client(lambda name: None).file(a_filing(stub))
    assert "api_key" not in stub.posts[0]


async def test_a_token_stands_for_a_number_that_comes_later(stub: Open311Stub) -> None:
    stub.tokens = True
    receipt = await a_client().file(a_filing(stub))
    assert (receipt.service_request_id, receipt.token) == (None, "token-of-SR-1")
    service = a_filing(stub).service
    assert await a_client().number_of(service, "token-of-SR-1") is None
    stub.tokens = False
    assert await a_client().number_of(service, "token-of-SR-1") == "SR-1"


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
async def test_what_will_never_be_taken_is_for_good_and_says_why(stub: Open311Stub, code: int) -> None:
    trouble = await trouble_of(stub, refusing(code))
    assert trouble.for_good
    assert not trouble.perhaps
    assert str(trouble) == f"HTTP {code}: service_code was not provided"


@pytest.mark.parametrize(("written", "seconds"), [("120", 120), ("999999999", 6 * 3600), ("", None), ("soon", None)])
async def test_a_busy_service_is_left_alone_as_long_as_it_asks_within_reason(
    stub: Open311Stub, written: str, seconds: int | None
) -> None:
    trouble = await trouble_of(stub, busy(written))
    assert not trouble.for_good
    assert not trouble.perhaps
    assert trouble.after == (timedelta(seconds=seconds) if seconds is not None else None)


async def test_a_busy_service_may_name_a_date(stub: Open311Stub) -> None:
    assert (await trouble_of(stub, busy("Wed, 21 Oct 2015 07:28:00 GMT"))).after == timedelta()
    assert (await trouble_of(stub, busy("Wed, 21 Oct 2099 07:28:00 GMT"))).after == timedelta(hours=6)


@pytest.mark.parametrize(
    "way",
    [
        failing_after_storing(500),
        failing_after_storing(502),
        answering("<html>Thanks!</html>", media_type="text/html"),
        answering("[]"),
        answering("{}"),
        answering('[{"service_notice": "thanks"}]'),
        answering('[{"service_request_id": {"a": 1}}]'),
        answering('[{"service_request_id": "a\\nb"}]'),
        answering('[{"service_request_id": "' + "9" * 101 + '"}]'),
        answering(b"\xff\xfe[1"),
        answering("[" * 100_000),
        huge(),
    ],
)
async def test_what_is_no_answer_leaves_open_whether_it_was_taken(stub: Open311Stub, way: Way) -> None:
    trouble = await trouble_of(stub, way)
    assert trouble.perhaps
    assert not trouble.for_good


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ('[{"service_request_id": 1234}]', "1234"),
        ('[{"service_request_id": " A-1 ", "token": ""}]', "A-1"),
        ('[{"service_request_id": "1", "token": "x", "new_field": [1]}]', "1"),
    ],
)
async def test_numbers_come_in_many_forms(stub: Open311Stub, body: str, number: str) -> None:
    stub.ways.append(answering(body, 201))
    assert (await a_client().file(a_filing(stub))).service_request_id == number


async def test_silence_leaves_open_whether_it_was_taken(stub: Open311Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PATIENCE", 0.3)
    trouble = await trouble_of(stub, silent_after_storing())
    assert trouble.perhaps
    assert len(stub.stored) == 1


async def test_a_service_that_cannot_be_reached_has_taken_nothing() -> None:
    stub = Open311Stub()
    async with stub.serving():
        pass
    with pytest.raises(NotTaken) as caught:
        await a_client().file(a_filing(stub))
    assert not caught.value.perhaps
    assert not caught.value.for_good


async def test_neither_key_nor_report_follows_a_redirection(stub: Open311Stub) -> None:
    async with Open311Stub().serving() as elsewhere:
        trouble = await trouble_of(stub, redirecting(f"{elsewhere.url}/requests.json"))
        assert trouble.for_good
        assert elsewhere.posts == []


async def test_what_was_sent_is_found_by_our_folio_and_by_no_longer_one(stub: Open311Stub) -> None:
    for folio in ("CUA-0000012", "XCUA-000001", "CUA-000001", "CUA-000002"):
        stub.store({"service_code": "001", "description": f"Reporte {folio}."})
    assert await a_client().find(a_filing(stub), SINCE) == "SR-3"
    assert await a_client().find(a_filing(stub, folio="CUA-000009"), SINCE) is None


async def test_a_list_with_gaps_is_read_and_one_that_is_none_is_trouble(stub: Open311Stub) -> None:
    stub.lists = JSONResponse([{"service_request_id": None, "description": None, "lat": "x"}])
    assert await a_client().find(a_filing(stub), SINCE) is None
    stub.lists = Response("<html>", media_type="text/html")
    with pytest.raises(NotTaken):
        await a_client().find(a_filing(stub), SINCE)


async def test_how_a_report_stands_is_read_from_its_own_page(stub: Open311Stub) -> None:
    number = stub.store({"service_code": "001", "description": "x"})
    service = a_filing(stub).service
    open_ = await a_client().look(service, number)
    assert open_ is not None
    assert not open_.is_closed
    stub.close(number, "lámpara cambiada")
    closed = await a_client().look(service, number)
    assert closed is not None
    assert (closed.is_closed, closed.status_notes) == (True, "lámpara cambiada")


async def test_a_number_is_one_step_of_a_path_whatever_is_in_it(stub: Open311Stub) -> None:
    with pytest.raises(NotTaken):
        await a_client().look(a_filing(stub).service, "../requests?x=1#y")
    assert all(not path.startswith("requests?") for path, _ in stub.queries)


async def test_reading_whom_to_trust_takes_long_is_done_once_and_keeps_nobody_waiting(
    stub: Open311Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    reading = httpx.create_ssl_context

    def read() -> ssl.SSLContext:
        threads.append(threading.current_thread())
        return reading()

    monkeypatch.setattr(httpx, "create_ssl_context", read)
    client = a_client()
    await client.file(a_filing(stub))
    await client.file(a_filing(stub))
    (thread,) = threads
    assert thread is not threading.main_thread()


async def test_no_log_has_the_key_or_what_neighbours_wrote(stub: Open311Stub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await a_client().file(a_filing(stub))
    assert KEY not in caplog.text
    assert "Lerma" not in caplog.text


def test_errors_are_told_in_a_line_of_bounded_length() -> None:
    assert answers.error(b'[{"code": 400, "description": "no\\n such  service"}]') == "no such service"
    assert len(answers.error(('[{"description": "' + "x" * 5000 + '"}]').encode())) <= 200
    assert answers.error(b"<html>") == ""
