"""Updates as Telegram would send them: a neighbourhood that talks, with fixed shares of everything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from typing import Any

GROUP = -1001987000001
SHARES = {"talk": 55, "reply": 25, "reject": 15, "report": 4, "emergency": 1}
"""Percent of each kind; more reports than a real group has, where there are one to three a day."""

SECONDS_APART = 20

_STREETS = ("Río Lerma", "Río Tíber", "Río Pánuco", "Río Sena", "Río Nilo", "Río Rhin", "Río Balsas", "Río Ebro")
_TEXTS = {
    "talk": (
        "gracias oficial, ya se retiraron los muchachos",
        "eran tres, uno traía gorra negra y se fueron hacia Insurgentes",
        "yo también los vi desde el quinto piso, son los mismos de ayer",
        "mil gracias por la pronta respuesta, se siente uno más tranquilo",
        "thank you officer, that was quick, really appreciate it",
    ),
    "reply": (
        "muchas gracias a los oficiales que vinieron",
        "¿ya mero llega la patrulla? estoy en la ventana y no veo a nadie todavía",
        "the van was white, with a dent on the left side, I remember now",
    ),
    "reject": (
        "buenos días vecinos, que tengan un excelente inicio de semana",
        "vendo pasteles y gelatinas para toda ocasión, pidan informes por inbox",
        "reenvía este mensaje a todos tus contactos antes de medianoche",
        "👏👏👏🙏",
        "este domingo todos a votar por el candidato que sí cumple",
    ),
    "report": (
        "la luminaria frente a {street} {number} lleva dos semanas apagada",
        "hay un coche tapando mi entrada en {street} {number}, ¿pueden mandar grúa?",
        "fiesta con música a todo volumen en {street} {number}, ya son las tres de la mañana",
        "ayer se llevaron los espejos de mi coche afuera de {street} {number}",
    ),
    "emergency": (
        "están asaltando a una señora en {street} {number}, traen pistola",
        "huele muchísimo a gas en {street} {number}, ya salimos todos",
        "se está quemando un departamento en {street} {number}, hay gente adentro",
    ),
}


def updates(count: int, start: datetime, *, seed: int = 7, first_id: int = 1, kind: str | None = None) -> Iterator[Any]:
    """``count`` raw updates, always the same for the same seed; all of one ``kind``, or by `SHARES`."""
    dice = random.Random(seed)
    kinds, weights = list(SHARES), list(SHARES.values())
    for number in range(first_id, first_id + count):
        chosen = kind or dice.choices(kinds, weights)[0]
        text = dice.choice(_TEXTS[chosen]).format(street=dice.choice(_STREETS), number=dice.randint(1, 300))
        person = dice.randint(1, 400)
        message = {
            "message_id": number,
            "date": int(start.timestamp()) + number * SECONDS_APART,
            "chat": {"id": GROUP, "type": "supergroup", "title": "Vecinos de la Cuauhtémoc"},
            "from": {"id": 100_000 + person, "is_bot": False, "first_name": f"Vecino {person}"},
            "text": text,
        }
        if chosen == "reply":
            message["reply_to_message"] = {key: message[key] for key in ("date", "chat")} | {"message_id": number - 1}
        yield {"update_id": number, "message": message}
