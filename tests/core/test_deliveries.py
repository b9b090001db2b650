"""Telegram takes an alert in its own time; an answer may come before it."""

from __future__ import annotations

from bot.core.model.kinds import State
from bot.core.outgoing import Outgoing, Purpose
from tests.builders import JUAREZ
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401


class Slow(Conversation):
    """Alerts wait, as they do while Telegram asks for patience or its answer is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Outgoing] | None = []

    def _deliver(self, outgoing: Outgoing) -> None:
        if outgoing.purpose is Purpose.ALERT and self.held is not None:
            self.held.append(outgoing)
        else:
            super()._deliver(outgoing)

    def alerts_arrive(self) -> None:
        (alert, *_), self.held = self.held or [], None
        super()._deliver(alert)


def test_an_alert_that_is_taken_after_the_answer_still_counts_as_told() -> None:
    talk = Slow()
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "vamos en camino, dos unidades", reply_to=robbery.message_id)
    assert "Avisando a" in talk.texts()[0]
    talk.passes(seconds=5)
    talk.alerts_arrive()
    assert talk.report.state is State.EN_ROUTE
    assert talk.report.forwarded_at == talk.now
    assert "Avisado 20:52: Of. Juárez · en camino" in talk.texts()[0]


def test_an_answer_taken_back_after_the_alert_arrived_leaves_it_told() -> None:
    talk = Slow()
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "vamos en camino, dos unidades", reply_to=robbery.message_id)
    talk.alerts_arrive()
    talk.presses(JUAREZ, "Deshacer")
    assert talk.report.state is State.FORWARDED
