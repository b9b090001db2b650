"""Learning: the same messages give the same weights, and those that are shipped are of the messages here."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np

from bot.core.model.kinds import Category, Reason, Verdict
from bot.core.model.meaning import Said
from bot.core.screening.judge import signs_in
from bot.core.screening.learned.model import WEIGHTS, Model
from learning.__main__ import learn, packed
from learning.calibration import sharpness
from learning.corpus import fingerprint, is_weighed, kept_aside, label_of, taught
from tests.rules_for_tests import some_rules


def row(text: str, label: str, number: int) -> dict[str, Any]:
    verdict, _, what = label.rstrip("!").partition(".")
    expect = {
        "verdict": verdict,
        "reason": what if verdict == "reject" else None,
        "category": what if verdict == "report" else None,
        "emergency": label.endswith("!"),
    }
    said = {"media": None, "role": "neighbor", "reply_to": False, "forwarded": False}
    return {"id": f"tried-{number:04}", "text": text, **said, "expect": expect}


LESSON = [
    row(text, label, number)
    for number, (text, label) in enumerate(
        [
            ("se quema una bodega en Naranjo 12", "report.fire!"),
            ("se quema la casa de la esquina", "report.fire!"),
            ("se quema un coche ahorita", "report.fire!"),
            ("ayer se quemó una bodega, ya la apagaron", "report.fire"),
            ("la semana pasada se quemó un coche", "report.fire"),
            ("vendo pasteles ricos, pidan por mensaje", "reject.advertising"),
            ("vendo gelatinas ricas a domicilio", "reject.advertising"),
            ("vendo ropa a buen precio", "reject.advertising"),
            ("gracias oficial, ya llegaron", "pass"),
            ("gracias por venir tan rápido", "pass"),
        ]
        * 3
    )
]


def test_what_is_taught_is_understood_in_other_words() -> None:
    taught_so = Model.read(packed(*learn(LESSON, some_rules())))

    def opinion(text: str) -> Any:
        return taught_so.opinion(signs_in(Said(text=text), some_rules()))

    assert opinion("se quema un puesto en la esquina").category is Category.FIRE
    assert opinion("vendo tamales ricos").verdict is Verdict.REJECT
    assert opinion("vendo tamales ricos").reason is Reason.ADVERTISING
    assert opinion("gracias por llegar").verdict is Verdict.PASS
    assert opinion("se quema un puesto").emergency > opinion("ayer se quemó un puesto").emergency


def test_sums_that_are_too_sure_are_flattened_and_too_timid_ones_sharpened() -> None:
    class Fixed:
        """Right nine times in ten, and as sure as it is told to be."""

        classes_ = ("pass", "reject.joke")

        def __init__(self, sureness: float) -> None:
            self.sureness = sureness

        def decision_function(self, matrix: Any) -> Any:
            return np.array([[0.0, self.sureness]] * matrix.shape[0])

    labels = (["reject.joke"] * 9 + ["pass"]) * 30
    rightly = float(np.log(9))
    for sureness in (rightly / 2, rightly, rightly * 1.5):
        factor = sharpness(np.zeros((len(labels), 1)), labels, lambda _, __, sure=sureness: Fixed(sure))
        assert abs(factor * sureness - rightly) < 0.05


def test_the_same_messages_give_the_same_weights() -> None:
    assert packed(*learn(LESSON, some_rules())) == packed(*learn(LESSON, some_rules()))


def test_the_weights_are_those_of_the_messages_and_concepts_here() -> None:
    data = (files("bot.core.screening.learned") / WEIGHTS).read_bytes()
    with np.load(BytesIO(data)) as file:
        assert file["taught"].tobytes().decode() == fingerprint(), "make learn, then make evaluate"


def test_nothing_that_is_kept_aside_is_taught() -> None:
    texts = {row["text"] for row in taught() if row["text"]}
    shared = [row["id"] for row in kept_aside() if len(row["text"]) > 40 and row["text"] in texts]
    assert shared == []


def test_a_third_is_kept_aside() -> None:
    aside, rest = len(kept_aside()), len(taught())
    assert 0.28 < aside / (aside + rest) < 0.34


def test_every_label_is_one_that_the_reader_can_give() -> None:
    from bot.core.screening.learned.model import OUTPUTS

    unknown = {label_of(row) for row in taught() if is_weighed(row)} - set(OUTPUTS)
    assert unknown == set()
