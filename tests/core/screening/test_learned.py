"""What was learned: words in pieces and concepts, what they add up to, and what happens where nothing was learned."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest

from bot.core.model.kinds import Category, Reason, Role, Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.rules.breaches import ScreeningRules, WordRules
from bot.core.rules.model import Rules
from bot.core.screening import judge
from bot.core.screening.judge import signs_in
from bot.core.screening.learned import Model, Signs
from bot.core.screening.learned.concepts import Concepts, concepts
from bot.core.screening.learned.model import BIAS, EMERGENCY, OUTPUTS, model, named, pairs_of, pieces_of
from tests.rules_for_tests import some_rules


def weights_file(names: list[str], weights: dict[str, list[float]]) -> bytes:
    """As `make learn` writes it: for each output a column, in steps of a signed byte."""
    columns = np.array(list(weights.values()), np.float32).T
    file = BytesIO()
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        outputs=np.frombuffer("\n".join(weights).encode(), np.uint8),
        scales=np.ones(len(weights), np.float32),
        weights=columns.astype(np.int8),
    )
    return file.getvalue()


def test_a_word_is_known_by_its_pieces_when_it_is_misspelt() -> None:
    shared = set(pieces_of("asaltaron")) & set(pieces_of("asaltaroon"))
    assert {"<asal", "salta", "altar"} <= shared


def test_short_words_and_endless_ones_have_no_pieces() -> None:
    assert list(pieces_of("gas")) == []
    assert list(pieces_of("a" * 41)) == []


def test_words_are_paired_with_their_neighbours_and_with_both_ends() -> None:
    assert pairs_of(["huele", "gas"]) == ["<s> huele", "huele gas", "gas </s>"]
    assert pairs_of([]) == ["<s> </s>"]


def test_a_word_belongs_to_the_concepts_that_name_it_or_its_beginning() -> None:
    known = Concepts(["[weapons]\nnavaja pistol*", "[tools]\nnavaja\n[noises]\ndisparo*"])
    assert known.of("navaja") == ["tools", "weapons"]
    assert known.of("pistolas") == ["weapons"]
    assert known.of("pisto") == []


def test_the_concepts_that_come_with_the_program_are_plain_words() -> None:
    listed = concepts()
    for words in (listed._of_word, listed._of_stem):
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
        assert all(all(names) for names in words.values())
    assert all(len(stem) >= 4 for stem in listed._of_stem)


def test_what_was_taught_is_what_is_answered() -> None:
    names = [BIAS, "word:fuego", "sign:shouted"]
    taught = Model.read(
        weights_file(
            names, {"pass": [0, 0, 0], "report.fire": [-2, 3, 0], "report.fire!": [-2, 3, 2], EMERGENCY: [-1, 0, 2]}
        )
    )
    calm = taught.opinion(Signs(["fuego"], {}))
    assert (calm.verdict, calm.category) == (Verdict.REPORT, Category.FIRE)
    assert taught.opinion(Signs(["hola"], {})).verdict is Verdict.PASS
    assert taught.opinion(Signs(["fuego"], {"shouted": 1.0})).emergency > calm.emergency


def test_what_was_never_taught_is_never_answered() -> None:
    taught = Model.read(weights_file([BIAS], {"pass": [0], "reject.joke": [1], EMERGENCY: [-20]}))
    opinion = taught.opinion(Signs(["algo"], {}))
    assert opinion.reason is Reason.JOKE
    assert opinion.report < 0.001
    assert opinion.emergency < 0.001


def test_probabilities_add_up() -> None:
    opinion = model().opinion(signs_in(Said(text="se robaron una bici en Río Lerma 20"), some_rules()))
    assert opinion.report + opinion.reject + opinion.passing == pytest.approx(1.0)
    assert 0 <= opinion.emergency <= 1


def test_the_weights_that_come_with_the_program_know_every_category_and_reason_of_words() -> None:
    learned = model()
    for output in OUTPUTS:
        if not output.endswith("!"):
            column = OUTPUTS.index(output)
            assert learned._table[: learned._first_word, column].any(), output


def test_more_words_than_are_remembered_are_still_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.screening.learned.model._REMEMBERED", 3)
    taught = Model.read(weights_file([BIAS, "word:fuego"], {"pass": [0, 0], "report.fire": [-2, 4], EMERGENCY: [0, 0]}))
    for word in ("uno", "dos", "tres", "cuatro", "cinco"):
        assert taught.opinion(Signs([word], {})).verdict is Verdict.PASS
    assert taught.opinion(Signs(["fuego"], {})).verdict is Verdict.REPORT


def test_a_message_in_whose_midst_the_memory_is_full_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.screening.learned.model._REMEMBERED", 3)
    names, weights = [BIAS, "word:fuego"], {"pass": [0.0, 0], "report.fire": [-2.0, 4], EMERGENCY: [0.0, 0]}
    taught = Model.read(weights_file(names, weights))
    taught.opinion(Signs(["uno", "dos"], {}))
    assert taught.opinion(Signs(["fuego", "tres", "cuatro"], {})).verdict is Verdict.REPORT


def test_how_a_message_is_taught_is_how_it_is_read() -> None:
    """The sum by names, as the teacher sees it, is the sum by rows, as the reader does."""
    signs = signs_in(Said(text="Asaltaron a una señora ahorita en Sabino 142!! 🙏"), some_rules())
    learned = model()
    by_name = learned._table[learned._bias].copy()
    for name, strength in named(signs).items():
        kind, _, what = name.partition(":")
        first, _, second = what.partition(" ")
        known = learned._pairs.get(first, {}) if kind == "pair" else learned._rows[kind]
        if (row := known.get(second if kind == "pair" else what)) is not None:
            by_name += np.float32(strength) * learned._table[row]
    assert learned._sums(signs) == pytest.approx(by_name, abs=1e-3)


def with_words(add: tuple[str, ...] = (), except_: tuple[str, ...] = ()) -> Rules:
    words = {Category.PUBLIC_SPACE: WordRules(add=add, except_=except_)}
    rules = some_rules()
    screening = ScreeningRules(**{**_fields(rules.screening), "words": words})
    return Rules(**{**_fields(rules), "screening": screening})


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]


def judged(text: str, rules: Rules | None = None, role: Role = Role.NEIGHBOR) -> Judgement:
    return judge(Said(text=text, role=role), rules or some_rules())


def test_the_rules_own_words_settle_what_a_message_is() -> None:
    text = "otra vez está el cachivachero en Río Lerma 20"
    answer = judged(text, with_words(add=("cachivachero",)))
    assert answer.category is Category.PUBLIC_SPACE
    assert answer.evidence[0] == "cachivachero"


def test_evidence_is_named_even_where_the_lexicon_knows_no_word_of_it() -> None:
    answer = judged("mi suegra vende gelatinas riquísimas, pídanle")
    assert answer.verdict is Verdict.REJECT
    assert answer.evidence
