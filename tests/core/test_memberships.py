"""Groups that come, move or lose the bot; people who block it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.model.incoming import Membership, Migration, Person
from bot.core.model.kept import Group
from tests.builders import ANA, JUAREZ, ROSA, an_incoming
from tests.conversation import Conversation, a_robbery, judged_plainly  # noqa: F401
from tests.rules_for_tests import CUAUHTEMOC, RIBERA, some_rules

NEW = -1_009_999_999_999
BOT = Person(42, "Cuadrante", "cuadrante_bot")
ALL_RIGHTS = frozenset({"delete", "restrict", "read_all"})


def change(person: Person, status: str, chat_id: int = CUAUHTEMOC, **fields: Any) -> Membership:
    number = an_incoming().update_id
    given = {"update_id": number, "chat_id": chat_id, "title": "V", "person": person, "is_me": False, "status": status}
    return Membership(**(given | fields))


def migration(old: int = CUAUHTEMOC) -> Migration:
    return Migration(update_id=an_incoming().update_id, chat_id=old, new_chat_id=NEW)


def test_a_group_that_the_rules_do_not_know_is_told_its_number_once_and_nothing_else() -> None:
    talk = Conversation()
    talk.takes(change(BOT, "member", -77, is_me=True))
    for words in ("/start@cuadrante_bot", "hola", "Asaltan en Río Lerma 145", "promo"):
        talk.says(ANA, words, chat_id=-77)
    (said,) = talk.texts(-77)
    assert "-77" in said
    assert not talk.reports
    assert talk.done == []


def test_a_migrated_group_is_served_under_its_new_id_and_the_administrators_hear_of_it_once() -> None:
    talk = Conversation()
    talk.world.groups[CUAUHTEMOC] = Group(
        chat_id=CUAUHTEMOC, rules_chat=CUAUHTEMOC, title="Vecinos", administrators=frozenset({777}), rights=ALL_RIGHTS
    )
    a_robbery(talk)
    talk.takes(migration())
    talk.takes(migration())  # Telegram says it in the old chat and in the new one
    assert talk.world.groups[NEW].administrators == {777}
    assert talk.report.group_id == NEW
    assert sum(str(NEW) in text for text in talk.texts(ROSA.id)) == 1
    talk.presses(JUAREZ, "Enterado")
    talk.says(ANA, "Asaltan en Río Sena 60", chat_id=NEW)
    assert [report.group_id for report in talk.reports] == [NEW, NEW]


def test_a_group_is_still_served_when_the_rules_name_its_new_id() -> None:
    talk = Conversation()
    talk.takes(migration())
    cuauhtemoc, ribera = talk.rules.groups
    talk.rules = some_rules(groups=(replace(cuauhtemoc, chat=NEW), ribera))
    talk.says(ANA, "Asaltan en Río Lerma 145", chat_id=NEW)
    assert talk.report.group_id == NEW
    assert talk.posts(JUAREZ.id)


def test_a_group_of_nobody_that_migrates_is_no_news() -> None:
    talk = Conversation()
    assert talk.takes(migration(-77)).effects == ()


def test_the_administrators_hear_what_the_bot_lacks_and_when_it_has_all() -> None:
    talk = Conversation()
    talk.takes(change(BOT, "member", is_me=True))
    assert "eliminar mensajes" in talk.texts(ROSA.id)[0]
    talk.passes(minutes=1)
    talk.takes(change(BOT, "administrator", is_me=True, rights=ALL_RIGHTS))
    assert "puedo hacer mi trabajo" in talk.texts(ROSA.id)[1]
    talk.passes(minutes=1)
    talk.takes(change(BOT, "kicked", is_me=True))
    assert "No estoy en el grupo" in talk.texts(ROSA.id)[2]


def test_who_is_made_an_administrator_in_telegram_has_their_powers_at_once_and_loses_them_with_the_post() -> None:
    talk = Conversation()
    ana = talk.scene.standing(ANA, talk.rules.groups[0])
    assert ana.role == "neighbor"
    talk.takes(change(ANA, "administrator"))
    assert talk.scene.standing(ANA, talk.rules.groups[0]).role == "admin"
    assert talk.scene.standing(ANA, talk.rules.group(RIBERA)).role == "neighbor"
    talk.takes(change(ANA, "member"))
    assert talk.scene.standing(ANA, talk.rules.groups[0]).role == "neighbor"


def test_the_administrators_hear_when_an_officer_blocks_the_bot() -> None:
    talk = Conversation()
    talk.takes(change(JUAREZ, "kicked", JUAREZ.id, is_me=True))
    assert "Of. Juárez bloqueó al bot" in talk.texts(ROSA.id)[0]
    a_robbery(talk)
    assert talk.report.told == ("Of. Soto",)


def test_a_neighbor_who_blocks_the_bot_is_nobodys_business() -> None:
    talk = Conversation()
    talk.takes(change(ANA, "kicked", ANA.id, is_me=True))
    assert not talk.texts(ROSA.id)
    assert talk.world.people[ANA.id].can_write is False


def test_the_administrators_hear_of_a_new_id_that_the_bot_first_met_while_sending() -> None:
    talk = Conversation()
    talk.world.groups[NEW] = Group(chat_id=NEW, rules_chat=CUAUHTEMOC)
    talk.takes(migration())
    assert any(str(NEW) in text for text in talk.texts(ROSA.id))
