"""Who serves when, as changed by tap; what a shift hands to the next; who has lost their powers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.effects import Send
from bot.core.model.kept import Group
from bot.core.model.kinds import State
from bot.core.roster import handing_over, unmanned
from bot.core.roster.duty import on_duty
from bot.core.roster.invitations import invitees, named
from bot.core.roster.model import DutyChange
from bot.core.roster.roster_buttons import ChangeSlot, Invite, LookAtSlot, Show, encode, parse
from bot.core.rules.model import Officer
from bot.core.scene import Scene
from tests.builders import ANA, BETO, JUAREZ, LUNA, PENA, ROSA, RUIZ, SOTO
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, OFFICERS, some_rules

NIGHT = datetime(2019, 1, 13, 4, tzinfo=UTC)
"""22:00 of the evening on which the conversations begin."""


def a_change(officer: str, *, on: bool, quadrant: str = "CUA-1", starts_at: datetime = NIGHT) -> DutyChange:
    return DutyChange(quadrant=quadrant, starts_at=starts_at, officer=officer, on=on, by_id=6001, by_name="R", at=NIGHT)


def names_on_duty(*changes: DutyChange, at: datetime = NIGHT) -> list[str]:
    by_key = {(change.quadrant, change.starts_at, change.officer): change for change in changes}
    return [officer.name for officer in on_duty(some_rules(), ("CUA-1",), at, by_key)]


def looked_at(talk: Conversation) -> None:
    """What the program does when a shift changes."""
    talk._record([*handing_over.hand_over(talk.scene), *unmanned.announce(talk.scene)])


def at_the_change_of_shift(talk: Conversation) -> None:
    looked_at(talk)
    talk.passes(seconds=(NIGHT - talk.now).total_seconds())
    looked_at(talk)


def test_a_change_of_duty_is_for_one_shift_of_one_quadrant() -> None:
    assert names_on_duty() == ["Of. Peña", "Of. Luna"]
    assert names_on_duty(a_change("Of. Peña", on=False)) == ["Of. Luna"]
    assert names_on_duty(a_change("Of. Peña", on=False), at=NIGHT + timedelta(days=1)) == ["Of. Peña", "Of. Luna"]
    assert names_on_duty(a_change("Of. Peña", on=False, quadrant="CUA-2")) == ["Of. Peña", "Of. Luna"]


def test_who_comes_from_another_quadrant_serves_in_this_one_and_does_not_lead_it() -> None:
    change = a_change("Of. Soto", on=True)
    (soto,) = [
        o
        for o in on_duty(some_rules(), ("CUA-1",), NIGHT, {("CUA-1", NIGHT, "Of. Soto"): change})
        if o.name == "Of. Soto"
    ]
    assert (soto.quadrant, soto.leader) == ("CUA-1", False)


def test_a_change_for_a_name_that_the_rules_no_longer_have_is_nothing() -> None:
    assert names_on_duty(a_change("Of. Nadie", on=True)) == ["Of. Peña", "Of. Luna"]


def test_each_administrator_hears_of_unmanned_quadrants_however_long_their_codes_are() -> None:
    codes = tuple(f"Cuauhtémoc-norte-{n:03}" for n in range(12))
    group = replace(some_rules().groups[0], quadrants=codes, administrators=(1001, 1002))
    quadrants = tuple(replace(some_rules().quadrants[0], code=code) for code in codes)
    rules = some_rules(groups=(group,), quadrants=quadrants, officers=())
    scene = Scene(Conversation().world, rules, NIGHT)
    keys = {e.outgoing.key: e.outgoing.action.chat_id for e in unmanned.announce(scene) if isinstance(e, Send)}
    assert {1001, 1002} <= set(keys.values())
    assert all(len(key) <= 200 for key in keys)


def test_two_officers_of_one_name_are_both_told() -> None:
    twins = tuple(Officer(name="Of. Martínez", telegram=i, quadrant="CUA-1", shifts=("night",)) for i in (1, 2))
    assert len(on_duty(some_rules(officers=twins), ("CUA-1",), NIGHT)) == 2


def test_the_incoming_officer_gets_one_summary_and_the_alert_of_each_open_emergency() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Voy en camino")
    talk.says(ANA, "hay una luminaria fundida en Río Pánuco 20", message_id=777)
    at_the_change_of_shift(talk)
    assert [text for text in talk.texts(PENA.id) if "Empieza su turno en CUA-1" in text]
    assert [text for text in talk.texts(PENA.id) if text.startswith("EMERGENCIA CUA-000001")]
    robbery = talk.reports[0]
    assert (robbery.owner_id, robbery.owner_name) == (None, None)
    (row,) = [row for row in talk.log if row.event == "handed_over"]
    assert row.text == "Of. Juárez → Of. Peña, Of. Luna"
    rung = talk.rings(PENA.id)
    looked_at(talk)
    assert talk.rings(PENA.id) == rung


def test_nothing_is_handed_over_where_nothing_is_open_or_it_is_too_old() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.says(BETO, "incendio en Río Pánuco 10")
    closed, old = talk.reports
    talk.world.reports[closed.id] = replace(closed, state=State.RESOLVED)
    talk.world.reports[old.id] = replace(old, opened_at=talk.now - timedelta(days=8), escalate_at=None)
    at_the_change_of_shift(talk)
    assert talk.texts(PENA.id) == []
    assert "handed_over" not in talk.events()


def test_after_an_outage_only_the_shift_that_runs_is_handed_over_to() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.presses(JUAREZ, "Voy en camino")
    looked_at(talk)
    talk.now = NIGHT + timedelta(hours=9)  # 07:00: the night went by unseen, and Of. Juárez is back
    looked_at(talk)
    assert [text for text in talk.texts(JUAREZ.id) if "Empieza su turno" in text]
    assert not [text for text in talk.texts(PENA.id) if "Empieza su turno" in text]
    assert talk.report.owner_id == JUAREZ.id


def test_an_owner_keeps_a_report_that_nobody_can_take_over() -> None:
    talk = Conversation(deaf=[PENA.id, LUNA.id])
    a_robbery(talk)
    talk.presses(JUAREZ, "Voy en camino")
    for person in (PENA, LUNA):
        talk.world.people[person.id] = replace(talk.world.people[ANA.id], id=person.id, can_write=False)
    at_the_change_of_shift(talk)
    assert talk.report.owner_id == JUAREZ.id
    assert [text for text in talk.texts(ROSA.id) if "Sin nadie a quien pueda avisar" in text]


def test_a_report_that_was_handed_over_is_shown_to_police_alone() -> None:
    talk = Conversation()
    a_robbery(talk)
    assert "solo para los oficiales" in talk.forges(ANA, "show:1")
    assert talk.events()[-1] == "refused"
    assert talk.texts(PENA.id) == []
    assert "CUA-000001" in talk.forges(PENA, "show:1")
    assert talk.texts(PENA.id)[0].startswith("EMERGENCIA CUA-000001")
    assert "ya no sirve" in talk.forges(PENA, "show:999")


def test_whoever_the_rules_no_longer_name_has_no_powers_and_hears_nothing_more() -> None:
    talk = Conversation()
    a_robbery(talk)
    talk.rules = some_rules(officers=tuple(o for o in OFFICERS if o.name != "Of. Juárez"))
    before = talk.texts(JUAREZ.id)
    assert "solo para los oficiales" in talk.presses(JUAREZ, "Enterado")
    assert talk.texts(JUAREZ.id) == before
    assert talk.events()[-1] == "refused"


def test_who_left_one_group_serves_the_other() -> None:
    talk = Conversation()
    talk.world.groups[CUAUHTEMOC] = Group(
        chat_id=CUAUHTEMOC, rules_chat=CUAUHTEMOC, removed=frozenset({JUAREZ.id, RUIZ.id})
    )
    group, other = talk.rules.groups
    scene: Scene = talk.scene
    assert not scene.standing(JUAREZ, group).is_police
    assert not scene.standing(JUAREZ, None).is_police
    assert scene.on_duty(("CUA-1",)) == ()
    assert scene.commanders_of(("CUA-1",)) == ()
    assert [each.name for each in scene.commanders_of(("SMR-1",))] == ["Cmte. Vega"]
    assert scene.standing(SOTO, group).is_police
    assert not scene.standing(SOTO, other).is_police


@pytest.mark.parametrize(
    "pressed",
    [Show(2**40), Invite("0123456789"), LookAtSlot(), LookAtSlot("abcdef0123"), ChangeSlot("a" * 10, "b" * 10, "give")],
)
def test_what_a_button_of_the_roster_says_is_short_and_comes_back_as_it_was(pressed: Show) -> None:
    assert parse(encode(pressed)) == pressed
    assert len(encode(pressed).encode()) <= 64


@pytest.mark.parametrize("data", ["g:xyz", "g:0123456789:0123456789", "g:0123456789:0123456789:own", "i:", "show:-1"])
def test_what_is_no_button_of_the_roster_is_none(data: str) -> None:
    assert parse(data) is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("of. juárez", ["Of. Juárez"]),
        ("JUAREZ", ["Of. Juárez"]),
        ("ruiz", ["Cmte. Ruiz"]),
        ("lun", ["Of. Luna"]),
        ("of.", ["Of. Juárez", "Of. Peña", "Of. Luna", "Of. Soto"]),
        ("mora", []),  # of another group
    ],
)
def test_a_name_is_understood_without_accents_capitals_or_its_rank(wanted: str, found: list[str]) -> None:
    scene = Conversation().scene
    among = invitees([scene.rules.groups[0]], scene)
    assert [each.who.name for each in named(wanted, among)] == found


def test_a_link_is_refused_to_a_forger_and_the_log_knows() -> None:
    talk = Conversation()
    assert "administradores" in talk.forges(ANA, "i:0123456789")
    assert (talk.log[-1].event, talk.log[-1].by_id, talk.log[-1].report_id) == ("refused", ANA.id, None)
