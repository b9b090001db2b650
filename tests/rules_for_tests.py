"""Small valid rules to test with: two groups of two quadrants each, three shifts, a few officers."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Kind, Reason, SisterTopic
from bot.core.rules.breaches import SanctionRules, ScreeningRules
from bot.core.rules.model import (
    Commander,
    DigestRules,
    EscalationStep,
    GroupRules,
    Landmark,
    Officer,
    Quadrant,
    ReportRules,
    Rules,
    Shift,
    SisterGroup,
    Street,
    StreetPart,
)

CUAUHTEMOC = -1001
RIBERA = -1002
REJECTED_KINDS = {
    *(Kind.STICKER, Kind.GIF, Kind.VOICE, Kind.AUDIO, Kind.VIDEO_NOTE, Kind.CONTACT, Kind.POLL, Kind.DICE),
    *(Kind.STORY, Kind.GAME, Kind.INVOICE, Kind.PAID_MEDIA, Kind.GIVEAWAY, Kind.CHECKLIST),
}

QUADRANTS = (
    # Río Lerma is parted by numbers; Río Tíber runs through both and is not
    Quadrant(
        code="CUA-1",
        sector="Ángel-Zona Rosa",
        streets=(StreetPart("Río Lerma", ((1, 150),)), StreetPart("Río Tíber"), StreetPart("Río Pánuco")),
    ),
    Quadrant(
        code="CUA-2",
        sector="Ángel-Zona Rosa",
        streets=(StreetPart("Río Lerma", ((151, 400),)), StreetPart("Río Tíber"), StreetPart("Río Sena")),
    ),
    Quadrant(code="SMR-1", sector="Buenavista", streets=(StreetPart("Naranjo"), StreetPart("Alzate"))),
    Quadrant(code="SMR-2", sector="Buenavista", streets=(StreetPart("Sabino"), StreetPart("Dr. Atl"))),
)
SHIFTS = (
    Shift("morning", time(6), time(14)),
    Shift("evening", time(14), time(22)),
    Shift("night", time(22), time(6)),
)
OFFICERS = (
    Officer(name="Of. Juárez", telegram=5001, quadrant="CUA-1", shifts=("morning", "evening"), leader=True),
    Officer(name="Of. Peña", telegram=5002, quadrant="CUA-1", shifts=("night",), leader=True),
    Officer(name="Of. Luna", telegram=5003, quadrant="CUA-1", shifts=("night",)),
    Officer(name="Of. Soto", telegram=5004, quadrant="CUA-2", shifts=("morning", "evening", "night"), leader=True),
    Officer(name="Of. Mora", telegram="of_mora", quadrant="SMR-1", shifts=("morning", "evening", "night"), leader=True),
    Officer(name="Of. Rivas", telegram=5006, quadrant="SMR-2", shifts=("morning", "evening", "night"), leader=True),
)


def some_rules(**overrides: Any) -> Rules:
    """Valid rules; name a field of `Rules` to have it your way."""
    fields: dict[str, Any] = {
        "language": "es",
        "timezone": ZoneInfo("America/Mexico_City"),
        "emergency_number": "911",
        "groups": (
            GroupRules(
                chat=CUAUHTEMOC,
                name="Vecinos de la Cuauhtémoc",
                folio="CUA",
                quadrants=("CUA-1", "CUA-2"),
                administrators=(1001, "rosa_admin"),
                sister_groups={SisterTopic.PETS: SisterGroup("Patitas", "https://t.me/+patitas")},
            ),
            GroupRules(
                chat=RIBERA,
                name="Vecinos de Santa María la Ribera",
                folio="SMR",
                quadrants=("SMR-1", "SMR-2"),
                administrators=(1002,),
            ),
        ),
        "quadrants": QUADRANTS,
        "shifts": SHIFTS,
        "officers": OFFICERS,
        "commanders": (
            Commander(name="Cmte. Ruiz", telegram=6001, sector="Ángel-Zona Rosa"),
            Commander(name="Cmte. Vega", telegram=6002, sector="Buenavista"),
        ),
        "emergencies": frozenset(list(Category)[:10]),
        "report": ReportRules(),
        "screening": ScreeningRules(
            media={kind: kind not in REJECTED_KINDS for kind in Kind if kind not in {Kind.SERVICE, Kind.UNKNOWN}},
            topics=dict.fromkeys(Reason, True),
        ),
        "sanctions": SanctionRules(),
        "escalation": (
            EscalationStep(timedelta(minutes=2), "quadrant"),
            EscalationStep(timedelta(minutes=5), "commander"),
            EscalationStep(timedelta(minutes=10), "group"),
        ),
        "digest": DigestRules(daily=time(7), weekly=(0, time(7))),
        "streets": (Street("Río Lerma", ("lerma",)), Street("Río Tíber", ("tiber",))),
        "landmarks": (
            Landmark(
                name="Ángel de la Independencia",
                aliases=("el ángel",),
                quadrants=("CUA-1",),
                pin=Pin(19.4270, -99.1677),
            ),
        ),
        "version": "test",
    }
    return Rules(**(fields | overrides))
