"""When it happened is taken from what the reporter tells, at once or later, and shown to the officer only then."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import ANA, BETO, JUAREZ
from tests.conversation import Conversation


def test_the_officer_reads_when_it_happened_where_the_reporter_told() -> None:
    street = Conversation()
    message = street.says(ANA, "Hace 20 minutos asaltaron a una señora en Río Lerma 145")
    happened = street.report.happened_at
    assert happened == message.sent_at - timedelta(minutes=20)
    local = happened.astimezone(street.rules.timezone)
    assert f"{local:%H:%M}, según el reporte" in street.texts(JUAREZ.id)[0]


def test_the_officer_reads_nothing_of_it_where_nobody_told() -> None:
    street = Conversation()
    street.says(ANA, "Están asaltando a una señora en Río Lerma 145")
    assert street.report.happened_at is None
    assert "según el reporte" not in street.texts(JUAREZ.id)[0]


def test_the_reporter_may_tell_it_later_once_and_nobody_else_for_them() -> None:
    street = Conversation()
    first = street.says(ANA, "Asaltaron a una señora en Río Lerma 145")
    street.says(BETO, "fue hace 5 minutos", reply_to=first.message_id)
    assert street.report.happened_at is None
    later = street.says(ANA, "fue hace 10 minutos", reply_to=first.message_id)
    street.passes(minutes=1)
    street.says(ANA, "llegaron hace 2 minutos", reply_to=first.message_id)
    assert street.report.happened_at == later.sent_at - timedelta(minutes=10)


def test_who_edits_the_message_corrects_the_moment() -> None:
    street = Conversation()
    message = street.says(ANA, "Hace 20 minutos asaltaron a una señora en Río Lerma 145")
    street.edits(message, "Hace 40 minutos asaltaron a una señora en Río Lerma 145")
    assert street.report.happened_at == message.sent_at - timedelta(minutes=40)
