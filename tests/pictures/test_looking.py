"""A picture is told from a photograph by what is in it, and in doubt it is a photograph."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.core.model.kinds import PictureKind
from bot.pictures.looking import look
from tests.pictures import drawn
from tests.pictures.drawn import PHOTOGRAPHS, encoded

ENOUGH = 0.6  # `screening.certainty` of the rules that ship


def kinds_of(draw, seeds: range) -> list[PictureKind]:  # type: ignore[no-untyped-def]
    """What the pictures are; in doubt, photographs."""
    looks = [look(encoded(draw(seed))) for seed in seeds]
    assert None not in looks
    return [each.kind if each.certainty >= ENOUGH else PictureKind.PHOTOGRAPH for each in looks]


@pytest.mark.parametrize("subject", PHOTOGRAPHS)
def test_no_photograph_is_taken_for_anything_else(subject: str) -> None:
    found = kinds_of(PHOTOGRAPHS[subject], range(200, 203))
    assert set(found) == {PictureKind.PHOTOGRAPH}


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (drawn.meme_with_bands, PictureKind.MEME),
        (drawn.chat_screenshot, PictureKind.SCREENSHOT),
        (drawn.flyer, PictureKind.FLYER),
    ],
)
def test_what_was_made_on_a_screen_is_known_for_what_it_is(draw, kind: PictureKind) -> None:  # type: ignore[no-untyped-def]
    found = kinds_of(draw, range(200, 204))
    assert found.count(kind) >= 3
    assert set(found) <= {kind, PictureKind.PHOTOGRAPH}


def test_letters_with_black_edges_above_and_below_a_photograph_make_a_meme() -> None:
    picture = look(encoded(drawn.meme_with_impact(1)))
    assert picture is not None
    assert picture.kind is PictureKind.MEME
    assert picture.evidence == ("outlined-letters",)
    assert picture.certainty >= ENOUGH


def test_a_figure_cut_out_of_its_ground_is_a_sticker() -> None:
    picture = look(encoded(drawn.sticker(3, cut_out=True), "PNG"))
    assert picture is not None
    assert picture.kind is PictureKind.STICKER
    assert "cut-out" in picture.evidence


def test_what_is_sure_of_a_photograph_from_a_camera_is_never_enough() -> None:
    exif = Image.Exif()
    exif[271], exif[272] = "Ejemplo", "Telefono 9"
    picture = look(encoded(drawn.meme_with_bands(4), exif=exif))
    assert picture is not None
    assert picture.kind is PictureKind.PHOTOGRAPH
    assert "camera-data" in picture.evidence


def test_the_same_picture_smaller_and_saved_again_has_nearly_the_same_fingerprint() -> None:
    for seed in range(2):
        meme = drawn.meme_with_bands(seed)
        first, again = look(encoded(meme)), look(encoded(meme.resize((500, 470)), quality=60))
        other = look(encoded(drawn.flyer(seed)))
        assert first is not None
        assert again is not None
        assert other is not None
        assert (first.fingerprint ^ again.fingerprint).bit_count() <= 4
        assert (first.fingerprint ^ other.fingerprint).bit_count() > 10


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr", "F"])
def test_every_way_to_keep_colours_is_understood(mode: str) -> None:
    picture = drawn.street(1, (320, 240))
    form = {"CMYK": "JPEG", "YCbCr": "JPEG", "F": "TIFF"}.get(mode, "PNG")
    kept = picture.convert("L").convert("I;16") if mode == "I;16" else picture.convert(mode)
    buffer = BytesIO()
    kept.save(buffer, form)
    assert look(buffer.getvalue()) is not None


def test_of_an_animation_the_first_frame_is_looked_at() -> None:
    frames = [drawn.street(seed, (160, 120)) for seed in range(3)]
    buffer = BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    assert look(buffer.getvalue()) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200,
        encoded(Image.new("RGB", (300, 200)))[:-400],
        b"\xff\xd8\xff\xe0" + b"\x00" * 5000,
        b"%PDF-1.7 " + b"x" * 100,
    ],
    ids=["empty", "text", "heic", "truncated", "jpeg of zeros", "pdf"],
)
def test_what_cannot_be_read_is_said_to_be_so(data: bytes) -> None:
    assert look(data) is None


def test_a_bomb_is_not_unpacked() -> None:
    buffer = BytesIO()
    Image.new("1", (9_000, 9_000)).save(buffer, "PNG")  # 81 million pixels in some kilobytes
    began = time.process_time()  # of this process alone, however busy the machine is
    assert look(buffer.getvalue()) is None
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (1280, 8), (47, 47)])
def test_a_sliver_is_nothing_to_judge_by(size: tuple[int, int]) -> None:
    picture = look(encoded(Image.new("RGB", size, "white")))
    assert picture is not None
    assert picture.kind is PictureKind.PHOTOGRAPH


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 5000), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF"]))
def test_whatever_bytes_come_nothing_breaks(noise: bytes, at: int, form: str) -> None:
    whole = _WHOLE[form]
    at %= len(whole)
    look(noise)
    look(whole[:at] + noise + whole[at + len(noise) :])


_SMALL = drawn.flyer(5).resize((120, 120))
_WHOLE = {form: encoded(_SMALL, form) for form in ("JPEG", "PNG", "WEBP", "GIF", "TIFF")}
