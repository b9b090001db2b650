from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.reading_lines import read_lines
from tests.pictures.drawn import encoded, meme_with_bands
from tests.rules_for_tests import some_rules

RULES = some_rules()
FIELDS = {
    "id", "verdict", "reason", "category", "emergency", "street", "number", "cross_street", "quadrant", "rule",
    "evidence", "certainty",
}  # fmt: skip


def answers(*lines: str | bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in read_lines(lines, RULES)]


def test_a_message_is_answered_with_every_field() -> None:
    (answer,) = answers('{"id": "a", "text": "están asaltando a una señora en Sabino 45"}')
    assert set(answer) == FIELDS
    assert (answer["id"], answer["verdict"], answer["category"], answer["emergency"]) == ("a", "report", "theft", True)
    assert (answer["street"], answer["number"], answer["quadrant"]) == ("Sabino", "45", "SMR-2")


def test_fields_that_do_not_apply_are_null() -> None:
    (answer,) = answers('{"text": "", "media": "sticker"}')
    assert (answer["id"], answer["category"], answer["emergency"], answer["street"], answer["quadrant"]) == (None,) * 5
    assert (answer["verdict"], answer["reason"], answer["rule"]) == ("reject", "sticker", "media.sticker")


@pytest.mark.parametrize("identity", [7, "x", None, [1], {"a": 1}, "\ud800"])
def test_ids_are_copied_through(identity: object) -> None:
    line = json.dumps({"id": identity, "text": "hola"})
    assert answers(line)[0]["id"] == identity


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("[1]", "not an object"),
        ('{"id": 1}', "text"),
        ('{"id": 1, "text": 5}', "text"),
        ('{"id": 1, "text": "a", "media": "hologram"}', "hologram"),
        ('{"id": 1, "text": "a", "media": 3}', "media"),
        ('{"id": 1, "text": "a", "role": "king"}', "king"),
        ('{"id": 1, "text": "a", "reply_to": "yes"}', "reply_to"),
        ('{"id": 1, "text": "a", "forwarded": 1}', "forwarded"),
        ('{"id": 1, "text": "a", "sent_at": "yesterday"}', "sent_at"),
        ("[" * 100_000, "nested"),
    ],
)
def test_a_wrong_line_gives_its_error_at_its_place_and_the_run_goes_on(line: str | bytes, said: str) -> None:
    first, wrong, last = answers('{"id": "first", "text": "hola"}', line, '{"id": "last", "text": "hola"}')
    assert (first["id"], last["id"]) == ("first", "last")
    assert said in wrong["error"]
    assert set(wrong) == {"id", "error"}


def test_an_officers_reply_passes() -> None:
    (answer,) = answers(
        '{"text": "en camino", "role": "officer", "reply_to": true, "sent_at": "2019-01-12T23:40:00-06:00"}'
    )
    assert answer["verdict"] == "pass"


def test_empty_lines_are_skipped_and_a_byte_order_mark_is_no_harm() -> None:
    assert len(answers("\n", "  ", b'\xef\xbb\xbf{"text": "hola"}\n')) == 1


def test_a_picture_is_looked_at_beside_its_caption(tmp_path: Path) -> None:
    meme = tmp_path / "meme.jpg"
    meme.write_bytes(encoded(meme_with_bands(7)))
    alone, report = (
        answers(json.dumps({"text": text, "picture": str(meme)}))[0] for text in ("", "están asaltando en Sabino 45")
    )
    assert (alone["verdict"], alone["reason"], alone["rule"]) == ("reject", "meme", "topics.meme")
    assert "seen:caption-band" in alone["evidence"]
    assert (report["verdict"], report["emergency"]) == ("report", True)


@pytest.mark.parametrize("name", ["none.jpg", "folder", "words.txt", "a\0b"])
def test_a_picture_that_cannot_be_read_is_an_error_of_its_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "words.txt").write_text("no picture")
    (answer,) = answers(json.dumps({"id": 5, "text": "", "picture": str(tmp_path / name)}))
    assert answer["id"] == 5
    assert answer["error"].startswith("picture: ")
