"""An officer who says that they cannot come has not taken the report: it stays with whoever can."""

from __future__ import annotations

from bot.core.model.kinds import State
from bot.core.outgoing import Purpose
from tests.builders import JUAREZ
from tests.conversation import Conversation, a_robbery


def test_who_cannot_come_owns_nothing_and_the_emergency_still_escalates() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    before = talk.report
    talk.says(JUAREZ, "no puedo ir, estoy en otro servicio", reply_to=robbery.message_id)
    after = talk.report
    assert (after.state, after.owner_id, after.escalate_at) == (before.state, None, before.escalate_at)
    assert "said" in talk.events()


def test_who_cannot_come_but_sends_a_colleague_has_answered() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    talk.says(JUAREZ, "no puedo ir, mando unidad", reply_to=robbery.message_id)
    assert talk.report.state is State.EN_ROUTE


def test_what_is_not_yet_so_closes_nothing() -> None:
    talk = Conversation()
    robbery = a_robbery(talk)
    for words in ("no es falsa alarma", "¿ya quedó?", "cuando quede resuelto les aviso", "aún no hay detenidos"):
        talk.says(JUAREZ, words, reply_to=robbery.message_id)
        assert talk.report.state is State.ACKNOWLEDGED
    assert not any(post.outgoing.purpose is Purpose.CLOSING for post in talk.world.posts.values())
