"""An officer hands a report over with a tap: who may, what everybody sees of it, and what can be taken back."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import buttons
from bot.core.model.incoming import Person
from bot.core.model.kinds import Category, State
from bot.core.outgoing import Outgoing
from bot.core.referrals.agency import Agency, Open311
from bot.core.referrals.agency_news import on_put_off
from bot.core.referrals.model import Referral
from bot.core.rules.model import Rules
from tests.builders import ANA, JUAREZ, MEMO, MORA, PAZ, ROSA
from tests.conversation import Conversation, judged_plainly  # noqa: F401
from tests.rules_for_tests import some_rules

URBAN = (Category.URBAN_SERVICE,)
LIGHTS = Agency(name="Alumbrado", categories=URBAN, words=("luminaria apagada",), contact="tel. 311")
WATER = Agency(name="Agua", categories=URBAN, words=("fuga",))
SERVICE = Open311(url="https://example.org/v2", services={Category.URBAN_SERVICE: "001"})


def rules_with(*agencies: Agency) -> Rules:
    return some_rules(agencies=agencies)


def a_dark_street(*agencies: Agency, words: str = "luminaria apagada en Río Lerma 145") -> Conversation:
    talk = Conversation(rules_with(*(agencies or (LIGHTS, WATER))))
    talk.says(ANA, words)
    return talk


def offered(talk: Conversation, chat: int = JUAREZ.id) -> list[str]:
    return [button.text for row in talk.posts(chat)[0].buttons for button in row if "Canalizar" in button.text]


def sendings(talk: Conversation) -> list[Outgoing]:
    return [post.outgoing for key, post in talk.world.posts.items() if key.startswith("referral:") and post.standing]


def test_one_tap_refers_it_and_the_line_the_log_and_the_alert_say_where_to() -> None:
    talk = a_dark_street()
    assert offered(talk) == ["Canalizar a Alumbrado"]
    assert "Alumbrado" in talk.presses(JUAREZ, "Canalizar a Alumbrado")
    assert (talk.report.state, talk.report.referred_to) == (State.REFERRED, "Alumbrado")
    row = next(row for row in talk.log if row.event == "referred")
    assert (row.by_name, row.text) == ("Of. Juárez", "Alumbrado")
    assert "canalizado a Alumbrado 20:52" in talk.texts()[0]
    assert "Canalizado a Alumbrado" in talk.texts(JUAREZ.id)[0]
    assert offered(talk) == []


def test_the_officer_gets_a_text_that_can_be_passed_on_as_it_is() -> None:
    talk = a_dark_street(words="luminaria apagada en Río Lerma 145, soy Ana Ruiz 55 1234 5678")
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    head, text = (each.action.text for each in sendings(talk))
    assert "tel. 311" in head
    assert "CUA-000001" in text
    assert "Río Lerma 145" in text
    for private in ("Ana", "Ruiz", "1234"):
        assert private not in text


def test_several_agencies_are_there_to_choose_from_where_no_words_choose() -> None:
    talk = a_dark_street(words="la luminaria de Río Lerma 145")
    assert offered(talk) == ["Canalizar a Alumbrado", "Canalizar a Agua"]
    talk.presses(JUAREZ, "Canalizar a Agua")
    assert talk.report.referred_to == "Agua"


def test_an_emergency_offers_no_agency_and_a_forged_button_for_one_does_nothing() -> None:
    talk = a_dark_street(words="asaltan junto a la lampara apagada en Río Lerma 145")
    assert offered(talk) == []
    assert "ya no sirve" in talk.forges(JUAREZ, f"to:1:{LIGHTS.key}")
    assert talk.report.state is State.FORWARDED
    assert talk.events()[-1] == "refused"


@pytest.mark.parametrize("person", [ANA, MEMO, ROSA, PAZ, MORA, Person(9999, "Quién Sabe")], ids=lambda p: str(p.name))
def test_nobody_but_the_quadrants_police_refers_a_report(person: Person) -> None:
    talk = a_dark_street()
    assert "solo para los oficiales" in talk.forges(person, f"to:1:{LIGHTS.key}")
    assert talk.report.state is State.FORWARDED
    assert talk.events()[-1] == "refused"
    assert sendings(talk) == []


def test_an_agency_that_the_rules_name_no_more_gets_nothing() -> None:
    talk = a_dark_street()
    talk.rules = rules_with(WATER)
    assert "ya no sirve" in talk.forges(JUAREZ, f"to:1:{LIGHTS.key}")
    assert talk.report.state is State.FORWARDED


def test_twice_is_once_and_what_is_closed_is_not_referred() -> None:
    talk = a_dark_street()
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    assert "ya está" in talk.forges(JUAREZ, f"to:1:{WATER.key}")
    assert talk.events().count("referred") == 1
    assert talk.report.referred_to == "Alumbrado"
    closed = a_dark_street()
    closed.presses(JUAREZ, "Resuelto")
    assert "no puede pasar a" in closed.forges(JUAREZ, f"to:1:{LIGHTS.key}")


def with_service(**changes: object) -> Agency:
    return Agency(
        name="Alumbrado", categories=URBAN, open311=Open311(url=SERVICE.url, services=SERVICE.services, **changes)
    )  # type: ignore[arg-type]


def test_where_the_agency_has_a_service_the_tap_has_it_sent_a_minute_later() -> None:
    talk = a_dark_street(with_service())
    assert not talk.world.referrals
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    referral = talk.world.referrals[1]
    assert referral.due_at is not None
    assert (referral.due_at - talk.now).total_seconds() == 60
    (note,) = sendings(talk)
    assert "en un minuto lo envío" in note.action.text


def test_a_place_that_nobody_has_told_cannot_be_sent_so_the_officer_gets_the_text() -> None:
    talk = a_dark_street(with_service(), words="una luminaria apagada")
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    assert not talk.world.referrals
    assert len(sendings(talk)) == 2


def test_a_tap_that_is_taken_back_within_its_minute_sends_nothing() -> None:
    talk = a_dark_street(with_service())
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    talk.presses(JUAREZ, "Deshacer")
    assert talk.report.state is State.FORWARDED
    assert talk.report.referred_to == ""
    assert talk.world.referrals[1].due_at is None
    assert sendings(talk) == []
    assert "canalizado" not in talk.texts()[0]


def test_what_an_agency_has_already_is_not_sent_again_and_another_one_gets_it_by_hand() -> None:
    lights = with_service()
    talk = a_dark_street(lights, WATER, words="luminaria en Río Lerma 145")
    sent = Referral(report_id=1, agency="Alumbrado", at=talk.now, sent_at=talk.now, folio="SR-1", attempts=1)
    talk.world.referrals[1] = sent
    other = copy.deepcopy(talk)
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    assert talk.world.referrals[1] == sent
    assert "ya lo tiene Alumbrado (folio SR-1" in sendings(talk)[0].action.text
    other.presses(JUAREZ, "Canalizar a Agua")
    assert other.world.referrals[1] == sent
    assert "queda canalizado a Agua" in sendings(other)[0].action.text
    assert "canalizado a Agua" in other.texts()[0]


def test_what_an_agency_may_have_is_asked_there_first() -> None:
    talk = a_dark_street(with_service())
    talk.world.referrals[1] = Referral(report_id=1, agency="Alumbrado", at=talk.now, begun=True, attempts=3)
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    assert "no pude saber si Alumbrado lo recibió" in sendings(talk)[0].action.text


def test_an_automatic_one_waits_for_what_is_missing_no_longer_than_its_author_adds_to_it() -> None:
    talk = a_dark_street(with_service(automatic=True), words="luminaria apagada en Río Lerma")
    due_at = talk.world.referrals[1].due_at
    assert due_at is not None
    assert (due_at - talk.now).total_seconds() == 600
    talk.passes(minutes=2)
    talk.says(ANA, "es en el 145")
    due_at = talk.world.referrals[1].due_at
    assert due_at is not None
    assert (due_at - talk.now).total_seconds() == 60
    assert talk.report.state is State.FORWARDED


def test_an_automatic_one_that_police_have_closed_is_not_sent() -> None:
    talk = a_dark_street(with_service(automatic=True))
    talk.presses(JUAREZ, "Falsa alarma")
    assert talk.world.referrals[1].due_at is None


def test_an_automatic_one_that_turns_out_an_emergency_is_not_sent() -> None:
    talk = Conversation(rules_with(with_service(automatic=True)))
    message = talk.says(ANA, "luminaria apagada en Río Lerma 145")
    assert talk.world.referrals[1].due_at is not None
    talk.edits(message, "asaltan en Río Lerma 145")
    assert talk.report.emergency
    assert talk.world.referrals[1].due_at is None


def test_the_button_of_the_longest_numbers_fits_what_telegram_takes() -> None:
    data = buttons.encode(buttons.Refer(2**63 - 1, Agency(name="á" * 40, categories=URBAN).key))
    assert len(data.encode()) <= 64
    assert buttons.parse(data) == buttons.Refer(2**63 - 1, Agency(name="á" * 40, categories=URBAN).key)
    for forged in ("to:1:", "to:1:XYZ", f"to:x:{LIGHTS.key}", "to::", f"to:1:2:{LIGHTS.key}"):
        assert buttons.parse(forged) is None


def waiting(talk: Conversation) -> Referral:
    """What an officer handed over, after the agency's service has failed for a quarter of an hour."""
    talk.presses(JUAREZ, "Canalizar a Alumbrado")
    talk.passes(minutes=15)
    fails(talk)
    return talk.world.referrals[1]


def fails(talk: Conversation) -> None:
    due_at = talk.now + timedelta(minutes=15)
    talk._record(list(on_put_off(1, due_at, "HTTP 500", talk.scene, begun=True)))


def test_a_try_that_was_under_way_when_the_officer_took_it_over_begins_nothing_anew() -> None:
    talk = a_dark_street(replace(LIGHTS, open311=SERVICE))
    assert waiting(talk).waits
    talk.presses(JUAREZ, "Lo envío yo")
    fails(talk)
    assert talk.world.referrals[1].due_at is None
    assert talk.world.referrals[1].begun  # they may have it: whoever asks is told so


def test_nobody_but_who_handed_it_over_takes_it_over() -> None:
    talk = a_dark_street(replace(LIGHTS, open311=SERVICE))
    before = waiting(talk)
    for person in (MORA, ANA):
        talk.forges(person, buttons.encode(buttons.Refer(1, LIGHTS.key)))
    assert talk.world.referrals[1] == before
