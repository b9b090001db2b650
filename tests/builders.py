"""Values to test with: name what matters, the rest is plausible."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.core.model.incoming import Attachment, Message, Person, Tap
from bot.core.model.kinds import Kind
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.world import World
from tests.rules_for_tests import CUAUHTEMOC, some_rules

NOW = datetime(2019, 1, 13, 2, 52, tzinfo=UTC)
"""20:52 of a Saturday evening in Mexico City: Of. Juárez and Of. Soto are on duty."""

ANA = Person(2001, "Ana", "ana_l")
BETO = Person(2002, "Beto")
MEMO = Person(2004, "Memo")
ROSA = Person(1001, "Rosa")
PAZ = Person(1002, "Paz")
JUAREZ = Person(5001, "Juan J.", "juarez")
PENA = Person(5002, "P. Peña")
LUNA = Person(5003, "L. Luna")
SOTO = Person(5004, "S. Soto")
MORA = Person(5005, "M. Mora", "Of_Mora")
RIVAS = Person(5006, "R. Rivas")
RUIZ = Person(6001, "Ruiz")
VEGA = Person(6002, "Vega")

_ids = count(1)


def an_incoming(text: str = "", author: Person = ANA, **fields: Any) -> Message:
    """A message in the group, of the kind that its fields make it; ``message_id`` is new unless given."""
    number = next(_ids)
    given: dict[str, Any] = {
        "update_id": number,
        "chat_id": CUAUHTEMOC,
        "message_id": number,
        "author": author,
        "sent_at": NOW,
        "text": text,
    }
    message = Message(**(given | fields))
    if message.kind is not Kind.TEXT and message.attachment is None and message.pin is None:
        message = replace(message, attachment=Attachment(message.kind, f"file-{message.message_id}"))
    return message


def a_tap(data: str, person: Person = ANA, **fields: Any) -> Tap:
    """A pressed button, as Telegram or a forger sends it."""
    number = next(_ids)
    return Tap(**({"update_id": number, "tap_id": f"tap-{number}", "person": person, "data": data} | fields))


def a_scene(*, rules: Rules | None = None, world: World | None = None, now: datetime = NOW) -> Scene:
    """What a decision looks at; an empty store unless given."""
    return Scene(world or World(), rules or some_rules(), now)
