"""What leaves the program as a picture is pixels and nothing else."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from bot.pictures.stripping import NotReadable, strip
from tests.pictures import drawn
from tests.pictures.drawn import encoded

SECRET = "Secreto"  # in whatever can carry words: none may come out again
HERE = (19.4284, -99.1676)


def a_photograph(**more: Any) -> bytes:
    """A photograph that says where, when and with what it was taken, in every way a JPEG has."""
    exif = Image.Exif()
    exif[271], exif[272], exif[305], exif[0x9286] = f"{SECRET} Co", f"{SECRET} 9", SECRET, SECRET
    exif[0x8825] = {1: "N", 2: (19.0, 25.0, 42.2), 3: "W", 4: (99.0, 10.0, 3.4)}
    for tag, value in more.pop("tags", {}).items():
        exif[tag] = value
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET.encode()
    xmp = f"<x:xmpmeta><rdf:li>{SECRET}</rdf:li></x:xmpmeta>".encode()
    options = {"exif": exif, "icc_profile": profile, "xmp": xmp, "comment": SECRET.encode()}
    whole = encoded(drawn.street(1, (320, 200)), **options, **more)
    iptc = b"\x1c\x02\x78" + len(SECRET).to_bytes(2, "big") + SECRET.encode()
    segment = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(iptc).to_bytes(4, "big") + iptc
    return whole[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + whole[2:]


def test_neither_place_nor_camera_nor_words_are_left_in_a_photograph() -> None:
    dirty = a_photograph()
    assert dirty.count(SECRET.encode()) >= 6
    clean = strip(dirty)
    assert SECRET.encode() not in clean.data
    again = Image.open(BytesIO(clean.data))
    assert not again.getexif()
    assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in clean.data
    assert b"GPS" not in clean.data
    assert clean.file_name == "picture.jpg"


def test_it_looks_as_it_did() -> None:
    before = Image.open(BytesIO(a_photograph())).convert("RGB").resize((32, 20))
    after = Image.open(BytesIO(strip(a_photograph()).data)).convert("RGB").resize((32, 20))
    pairs = zip(before.tobytes(), after.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 12


@pytest.mark.parametrize(("orientation", "size"), [(1, (320, 200)), (3, (320, 200)), (6, (200, 320)), (8, (200, 320))])
def test_it_is_turned_as_it_was_to_be_seen(orientation: int, size: tuple[int, int]) -> None:
    picture = Image.new("RGB", (320, 200), "white")
    picture.paste("red", (0, 0, 160, 100))  # upper left
    exif = Image.Exif()
    exif[274] = orientation
    turned = Image.open(BytesIO(strip(encoded(picture, exif=exif)).data)).convert("RGB")
    assert turned.size == size
    corner = {1: (10, 10), 3: (310, 190), 6: (190, 10), 8: (10, 310)}[orientation]
    red, green, _ = turned.getpixel(corner)  # type: ignore[misc]
    assert red > 200 > 80 > green


def test_a_picture_without_loss_keeps_every_pixel_and_loses_its_words() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET)
    notes.add_itxt("XML:com.adobe.xmp", SECRET, zip=False)
    screenshot = drawn.map_screenshot(1).resize((270, 585))
    dirty = encoded(screenshot, "PNG", pnginfo=notes, exif=Image.Exif(), dpi=(72, 72))
    clean = strip(dirty)
    assert SECRET.encode() not in clean.data
    again = Image.open(BytesIO(clean.data))
    assert again.info == {}
    assert again.convert("RGB").tobytes() == screenshot.tobytes()


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_can_be_seen_through_stays_so(form: str) -> None:
    clean = strip(encoded(drawn.sticker(1, cut_out=True), form))
    assert Image.open(BytesIO(clean.data)).convert("RGBA").getpixel((3, 3))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1"])
def test_other_ways_to_keep_colours_become_plain_ones(mode: str) -> None:
    form = "JPEG" if mode in ("CMYK", "L") else "PNG"
    clean = strip(encoded(drawn.street(2, (160, 120)).convert(mode), form))
    assert Image.open(BytesIO(clean.data)).mode == "RGB"


def test_a_thumbnail_of_what_was_cropped_away_does_not_survive() -> None:
    hidden = encoded(drawn.sign(3).resize((160, 120)))
    clean = strip(a_photograph(tags={0x927C: hidden}))
    assert clean.data.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("data", [b"", b"words", encoded(drawn.street(1, (160, 120)))[:700], b"\x00" * 4000])
def test_what_cannot_be_decoded_is_not_passed_on(data: bytes) -> None:
    with pytest.raises(NotReadable):
        strip(data)


_WHOLE = a_photograph()


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=80), st.integers(0, 10_000))
def test_whatever_is_broken_is_refused_or_comes_out_clean(noise: bytes, at: int) -> None:
    at %= len(_WHOLE)
    try:
        clean = strip(_WHOLE[:at] + noise + _WHOLE[at + len(noise) :])
    except NotReadable:
        return
    assert SECRET.encode() not in clean.data
