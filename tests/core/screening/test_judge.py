from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model.incoming import Pin
from bot.core.model.kinds import Category, Kind, Reason, Role, SisterTopic, State, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.rules.breaches import CustomRule, WordRules
from bot.core.rules.model import Rules
from bot.core.screening import judge
from tests.rules_for_tests import some_rules

RULES = some_rules()
EMERGENCY = "auxilio, se están metiendo a robar a la casa de junto, Naranjo 12"


def judged(text: str = "", rules: Rules = RULES, **said: Any) -> Judgement:
    return judge(Said(text=text, **said), rules)


def screened(**changes: Any) -> Rules:
    return some_rules(screening=replace(RULES.screening, **changes))


def kinds_with_words() -> list[Kind]:
    return [kind for kind in Kind if kind is not Kind.SERVICE]


@pytest.mark.parametrize("kind", kinds_with_words())
def test_an_emergency_gets_through_in_every_kind_of_message(kind: Kind) -> None:
    answer = judged(EMERGENCY, kind=kind, forwarded=True)
    assert (answer.verdict, answer.category, answer.emergency) == (Verdict.REPORT, Category.THEFT, True)
    assert answer.rule == "emergency.theft"
    assert answer.place.street == "Naranjo"


@pytest.mark.parametrize(
    ("text", "emergency"),
    [
        ("mi papá no llega desde ayer, tiene Alzheimer, naranjo 12", True),  # missing since yesterday is missing now
        ("asaltaron a un señor ayer en naranjo 12", False),
        ("casi atropellan a una señora en naranjo 12", False),
        ("se quema la casa de naranjo 12, no es broma", True),
        ("no es broma se quema la casa de naranjo 12", True),
        ("hubo un choque en naranjo 12, nadie salió herido", False),
        ("me dispararon los tacos jajaja", False),
    ],
)
def test_what_makes_an_emergency_of_an_event(text: str, emergency: bool) -> None:
    assert judged(text).emergency is emergency


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("INZENDIO en naranjo 12!!", Category.FIRE),
        ("valasos en sabino", Category.VIOLENCE),
        ("azalto en naranjo 12 vengan", Category.THEFT),
        ("hay un 4s4lt0 en naranjo 12", Category.THEFT),
        ("a s a l t o en naranjo 12, ayuda", Category.THEFT),
        ("hu\u200bele mu\u200bcho a g\u200bas en naranjo 12", Category.GAS_LEAK),
        ("асаban de asаltаr a una señora en naranjo 12", Category.THEFT),  # some of these letters are Cyrillic
        ("se está quemaaaandooo la casa", Category.FIRE),
        ("🔥🔥🆘 sabino 215 🚒", Category.FIRE),
        ("pinches policias inutiles, estan golpeando a una señora aqui afuera", Category.VIOLENCE),
        ("someones bein stabed outside the pub", Category.VIOLENCE),
        ("my dad isnt breathing pls hurry", Category.INJURY),
        ("🆘🆘", Category.VIOLENCE),
        ("ayudaaaa", Category.VIOLENCE),
    ],
)
def test_an_emergency_is_found_however_it_is_written(text: str, category: Category) -> None:
    answer = judged(text)
    assert (answer.category, answer.emergency) == (category, True)


@pytest.mark.parametrize(
    "text",
    [
        "ya no huele a gas, gracias",
        "no era asalto, era una broma",
        "Ayer asaltaron a mi vecina en Naranjo 12, ya levantó la denuncia",
        "La semana pasada hubo un incendio en Sabino 20",
        "me muero de risa con el vecino",
        "se robaron el show los niños de la escuela",
        "hubo choque de opiniones en la junta",
        "What should we do in case of a gas leak?",
        "en caso de incendio, ¿a quién llamamos?",
        "My package was stolen yesterday, just logging it",
        "casi me atropella una moto, qué susto",
        "Mañana habrá simulacro de incendio en la escuela",
        "that goal was fire, they killed it",
    ],
)
def test_what_is_past_denied_supposed_or_only_a_saying_is_no_emergency(text: str) -> None:
    assert not judged(text).emergency


@pytest.mark.parametrize(
    "text", ["asalto Río Lerma 20", "robo rio lerma", "asalto entre Río Lerma y Río Sena", "robbery at 12 Mill Lane"]
)
def test_a_danger_and_a_place_without_a_word_more_are_an_emergency(text: str) -> None:
    answer = judged(text)
    assert (answer.category, answer.emergency) == (Category.THEFT, True)


@pytest.mark.parametrize(
    "text",
    [
        "robo ayer en Río Lerma 20",
        "¿robo en Río Lerma 20?",
        "no hubo robo en Río Lerma 20",
        "el robo de la semana pasada en Río Lerma",
    ],
)
def test_few_words_are_none_when_they_are_of_yesterday_denied_asked_or_of_nowhere(text: str) -> None:
    assert not judged(text).emergency


@pytest.mark.parametrize("text", ["dios mío", "Ay dios mío qué horror", "omg", "oh my god!!", "OMG again?"])
def test_who_only_gasps_at_what_others_tell_calls_for_nobody(text: str) -> None:
    assert judged(text).verdict is Verdict.PASS


@pytest.mark.parametrize("text", ["dios mío ayuda", "ay dios mío vengan ya", "omg help", "oh my god he has a gun"])
def test_who_gasps_and_calls_is_heard(text: str) -> None:
    assert judged(text).emergency


@pytest.mark.parametrize(
    ("text", "category", "emergency"),
    [
        ("yo tampoco tengo luz, estoy en Naranjo 12", Category.URBAN_SERVICE, False),
        ("se oyen gritos en naranjo 12", Category.VIOLENCE, True),
    ],
)
def test_what_is_said_in_the_midst_of_others_is_what_it_says(text: str, category: Category, emergency: bool) -> None:
    answer = judged(text)
    assert (answer.category, answer.emergency) == (category, emergency)


@pytest.mark.parametrize("text", ["¿ya llamaron a los bomberos?", "¿cómo se llama?", "has anyone rung the brigade?"])
def test_what_neighbours_ask_each_other_about_an_incident_stays(text: str) -> None:
    assert judged(text).verdict is Verdict.PASS


def test_an_emergency_counts_as_one_though_the_words_of_a_topic_are_excepted() -> None:
    rules = screened(
        words={Category.FIRE: WordRules(except_=("incendio",)), Category.THEFT: WordRules(except_=("robar",))}
    )
    assert judged("hay un incendio en naranjo 12, ayuda", rules).emergency
    assert judged(EMERGENCY, rules).emergency


def test_a_category_that_the_rules_do_not_list_needs_stronger_words() -> None:
    text = "hay un tipo en la azotea de naranjo 12, no es vecino y se está asomando a las ventanas ahorita, urge"
    assert judged(text).emergency
    assert not judged("hay un tipo raro parado en la esquina de naranjo").emergency


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.STICKER, Reason.STICKER),
        (Kind.GIF, Reason.GIF),
        (Kind.VOICE, Reason.AUDIO),
        (Kind.AUDIO, Reason.AUDIO),
        (Kind.VIDEO_NOTE, Reason.AUDIO),
        (Kind.CONTACT, Reason.OFF_TOPIC),
        (Kind.POLL, Reason.OFF_TOPIC),
        (Kind.DICE, Reason.OFF_TOPIC),
        (Kind.STORY, Reason.OFF_TOPIC),
        (Kind.GAME, Reason.OFF_TOPIC),
        (Kind.GIVEAWAY, Reason.OFF_TOPIC),
    ],
)
def test_a_rejected_kind_without_words_is_rejected_by_its_rule(kind: Kind, reason: Reason) -> None:
    answer = judged(kind=kind)
    assert (answer.verdict, answer.reason, answer.rule) == (Verdict.REJECT, reason, f"media.{kind}")


@pytest.mark.parametrize("kind", [Kind.VOICE, Kind.STICKER, Kind.GIF, Kind.VIDEO_NOTE, Kind.VIDEO])
def test_sound_and_pictures_without_words_are_not_understood(kind: Kind) -> None:
    assert not judged(kind=kind).understood
    assert judged("buenas tardes", kind=kind).understood


@pytest.mark.parametrize("kind", [Kind.PHOTO, Kind.VIDEO, Kind.LOCATION, Kind.LIVE_LOCATION, Kind.VENUE, Kind.DOCUMENT])
def test_an_allowed_kind_without_words_stays(kind: Kind) -> None:
    assert judged(kind=kind).verdict is Verdict.PASS


def test_a_pin_says_where() -> None:
    pin = Pin(19.43, -99.16)
    assert judged(kind=Kind.LOCATION, pin=pin).place.pin == pin


def test_an_allowed_sticker_stays() -> None:
    assert judged(kind=Kind.STICKER, rules=screened(media={})).verdict is Verdict.PASS


def test_an_unknown_kind_is_kept_and_flagged() -> None:
    assert (judged(kind=Kind.UNKNOWN).verdict, judged(kind=Kind.UNKNOWN).rule) == (Verdict.PASS, "media.unknown")
    assert judged(kind=Kind.SERVICE).verdict is Verdict.PASS


def test_a_poll_is_rejected_for_what_it_asks() -> None:
    assert judged("¿Por quién votarían para alcalde?", kind=Kind.POLL).reason is Reason.POLITICS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("😂😂👍", Reason.EMOTICONS),
        ("Vendo pasteles, precios en inbox", Reason.ADVERTISING),
        ("Voten por nuestro candidato el domingo", Reason.POLITICS),
        ("Recen el rosario, Cristo viene", Reason.RELIGION),
        ("these immigrants are all thieves, send them back", Reason.HATE),
        ("pinches policías huevones, bola de inútiles", Reason.DISCOURTESY),
        ("Reenvía este mensaje a todos tus contactos", Reason.CHAIN),
        ("¿Qué le dijo un semáforo a otro? No me mires jajaja", Reason.JOKE),
        ("dicen que la del 301 anda con el portero", Reason.GOSSIP),
        ("Buenos días a todos, feliz martes", Reason.OFF_TOPIC),
    ],
)
def test_each_reason_is_found_and_may_be_switched_off(text: str, reason: Reason) -> None:
    answer = judged(text)
    assert (answer.verdict, answer.reason) == (Verdict.REJECT, reason)
    assert answer.certainty >= 0.6
    allowing = screened(topics=dict.fromkeys(Reason, True) | {reason: False})
    assert judged(text, allowing).verdict is not Verdict.REJECT


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Se perdió mi perrito, es café con collar rojo", SisterTopic.PETS),
        ("Vendo tamales los viernes, pedidos por inbox", SisterTopic.BUSINESS),
        ("¿Alguien me recomienda un buen plomero?", SisterTopic.SERVICES),
        ("feliz viernes a todos", SisterTopic.GENERAL),
    ],
)
def test_what_does_not_belong_here_is_pointed_elsewhere(text: str, topic: SisterTopic) -> None:
    assert judged(text).topic is topic


def test_a_text_without_any_sign_is_not_acted_upon_where_it_could_be_a_report() -> None:
    answer = judged("los del circo dejaron al elefante en naranjo desde anoche")
    assert answer.verdict is not Verdict.REJECT or answer.certainty < RULES.screening.certainty


@pytest.mark.parametrize("text", [":) :) xD", "xD xD", "<3 <3", ":D", "u_u", "T_T 😭", "🚨👮👍💪", "👏👏"])
def test_faces_made_of_letters_are_no_words_and_a_light_alone_is_no_call(text: str) -> None:
    assert judged(text).reason is Reason.EMOTICONS


@pytest.mark.parametrize("text", ["ok :)", "8", "uwu", "sí xD, ya voy"])
def test_a_word_beside_a_face_is_a_word(text: str) -> None:
    assert judged(text).reason is not Reason.EMOTICONS


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("🔥🔥 Naranjo 12", Category.FIRE),
        ("🚑🚑🚑 Naranjo 140", Category.INJURY),
        (
            "Two men with crowbars have just forced the front door of 30 Oak Street, his wife is in there",
            Category.THEFT,
        ),
        ("A man with a gun is robbing people at Naranjo 12", Category.THEFT),
        ("a car has gone into the canal off Mill Road, somebody is still in it", Category.ACCIDENT),
    ],
)
def test_the_cause_names_an_emergency(text: str, category: Category) -> None:
    answer = judged(text)
    assert answer.emergency
    assert answer.category is category


def test_an_emoji_beside_a_clear_text_is_no_breach() -> None:
    assert judged("bache enorme en naranjo 30 😩").verdict is Verdict.REPORT


def test_the_administrators_words_count() -> None:
    words = {
        Reason.ADVERTISING: WordRules(add=("tianguis de garage",), except_=("vendo mi turno",)),
        Category.PUBLIC_SPACE: WordRules(add=("los diableros",)),
    }
    rules = screened(words=words)
    assert judged("Mañana tianguis de garage en mi patio", rules).reason is Reason.ADVERTISING
    assert judged("vendo mi turno de guardia", rules).reason is not Reason.ADVERTISING
    assert judged("otra vez los diableros en naranjo 30", rules).category is Category.PUBLIC_SPACE


def test_a_custom_rule_decides_by_its_own_id() -> None:
    rules = screened(custom=(CustomRule("no-raffles", ("tanda",), Reason.ADVERTISING),))
    answer = judged("¿quién le entra a la tanda?", rules)
    assert (answer.verdict, answer.reason, answer.rule) == (
        Verdict.REJECT,
        Reason.ADVERTISING,
        rules.screening.custom[0].rule,
    )
    assert answer.evidence == ("tanda",)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("enterado", State.ACKNOWLEDGED),
        ("👍", State.ACKNOWLEDGED),
        ("voy para allá", State.EN_ROUTE),
        ("On our way", State.EN_ROUTE),
        ("R-12 en el punto", State.ON_SCENE),
        ("atendido sin novedad", State.RESOLVED),
        ("no se localizó a nadie en el lugar", State.UNRESOLVED),
        ("fue falsa alarma", State.FALSE_ALARM),
        ("se canalizó a la alcaldía", State.REFERRED),
        ("buen turno compañeros", None),
    ],
)
def test_an_officers_words_mean_a_state_and_are_never_rejected(text: str, state: State | None) -> None:
    for is_reply in (True, False):
        answer = judged(text, role=Role.OFFICER, is_reply=is_reply)
        assert (answer.verdict, answer.response) == (Verdict.PASS, state)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMANDER, Role.ADMIN])
@pytest.mark.parametrize("said", [{"kind": Kind.STICKER}, {"text": "😂"}, {"text": "jajaja feliz viernes"}])
def test_staff_are_never_rejected(role: Role, said: dict[str, Any]) -> None:
    assert judged(role=role, **said).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "text",
    [
        "ya llegaron, gracias",
        "eran tres, uno traía gorra negra",
        "es en el 45 no en el 54",
        "¿ya viene la patrulla?",
        "thank you so much officers",
        "he went towards the park, grey hoodie",
        "sí",
    ],
)
def test_a_neighbours_follow_up_stays_and_is_no_new_report(text: str) -> None:
    assert judged(text, is_reply=True).verdict is Verdict.PASS


def test_a_reply_may_be_a_new_emergency_or_a_breach() -> None:
    assert judged("ya regresó, está golpeando la puerta con un machete, ayuda", is_reply=True).emergency
    assert judged("cállate vieja metiche", is_reply=True).reason is Reason.DISCOURTESY
    assert judged(kind=Kind.GIF, is_reply=True).reason is Reason.GIF


def test_conduct_in_ugly_words_is_a_report_and_contempt_alone_is_not() -> None:
    assert judged("esos migrantes están robando coches ahorita en naranjo 12").verdict is Verdict.REPORT
    assert judged("los migrantes son una plaga").reason is Reason.HATE


@given(st.text(max_size=400), st.sampled_from(Kind), st.sampled_from(Role), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text: str, kind: Kind, role: Role, is_reply: bool) -> None:
    answer = judged(text, kind=kind, role=role, is_reply=is_reply)
    assert answer.rule
    assert 0.0 <= answer.certainty <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "\ud800\udfff",
        "\x00" * 500,
        "a" * 100_000,
        "asalto " * 20_000,
        "🔥" * 50_000,
        "\u200b" * 100_000,
        "e\u0301" * 50_000,
        "a " * 50_000,
    ],
)
def test_rubbish_of_any_length_gets_an_answer(text: str) -> None:
    assert judged(text).rule
