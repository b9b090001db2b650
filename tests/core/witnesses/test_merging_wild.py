"""Whatever neighbours write in whatever order, merging loses no message and no emergency."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model.incoming import Person, Pin
from bot.core.model.kinds import Verdict
from bot.core.model.meaning import Place
from bot.core.places.nearness import Nearness, nearness
from tests.conversation import Conversation
from tests.rules_for_tests import some_rules

RULES = some_rules()
WHAT = ["Asaltan a una señora", "Me robaron ayer", "Incendio", "Huele a gas", "Luminaria apagada", "Otro asalto"]
WHERE = ["", "en Río Lerma 45", "en Río Lerma 47", "en Río Lerma 210", "en Río Lerma", "en Río Lerma y Río Tíber"]
said = st.tuples(st.integers(1, 4), st.sampled_from(WHAT), st.sampled_from(WHERE), st.integers(0, 900), st.booleans())
parted = st.tuples(st.integers(1, 4), st.integers(1, 5), st.integers(1, 4))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(said, said, parted), min_size=2, max_size=9))
def test_every_report_is_in_one_report_whole_and_no_less_urgent(
    steps: list[tuple[int, str, str, int, bool] | tuple[int, int, int]],
) -> None:
    talk = Conversation(RULES)
    for step in steps:
        person = Person(4000 + step[0], f"Vecino {step[0]}")
        if len(step) == 3:
            talk.forges(person, f"split:{step[1]}:{4000 + step[2]}")
            continue
        _, what, where, seconds, in_private = step
        talk.passes(seconds=seconds)
        text = f"{what} {where}".strip()
        message = talk.writes_to_the_bot(person, text) if in_private else talk.says(person, text)
        seen = talk.world.messages[message.chat_id, message.message_id]
        if seen.verdict is Verdict.REPORT:
            assert seen.report_id is not None
            report = talk.world.reports[seen.report_id]
            assert report.emergency or not seen.emergency
            assert text in "\n".join([report.words, *(each.words for each in report.witnesses)])
    for report in talk.reports:
        people = [each.person_id for each in report.witnesses]
        assert len({report.reporter_id, *people}) == len(people) + 1


streets = st.sampled_from([None, "Río Lerma", "Río Tíber", "Río Sena", "calle que nadie conoce"])
points = st.builds(Pin, st.floats(19.42, 19.44), st.floats(-99.18, -99.16))
places = st.builds(
    Place,
    street=streets,
    number=st.sampled_from([None, "4", "45", "47-B", "60", "s/n"]),
    cross_street=streets,
    landmark=st.sampled_from([None, "Ángel de la Independencia"]),
    pin=st.none() | points,
)


@given(places, places)
def test_two_places_are_as_near_from_either_side(one: Place, other: Place) -> None:
    assert nearness(one, other, RULES) is nearness(other, one, RULES)


@given(places)
def test_a_place_is_its_own_or_unknown(place: Place) -> None:
    assert nearness(place, place, RULES) is not Nearness.APART
