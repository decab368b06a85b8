"""Portraits: upright, small, without what a camera notes; what is no picture is refused."""

import io

import pytest
from PIL import Image

from talentbase.sheets.cells import Refused
from talentbase.sheets.portrait import portrait
from tests.pictures import picture, png_of


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(portrait(data)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [((376, 460), (376, 460)), ((120, 160), (120, 160)), ((3000, 4000), (345, 460)), ((2000, 500), (376, 94))],
)
def test_it_fits_its_place_and_is_never_blown_up(given, kept):
    assert (opened(picture(*given)).size, opened(picture(*given)).format) == (kept, "JPEG")


def test_a_photo_held_sideways_stands_upright_and_tells_no_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it to the right
    exif[0x010E] = "secret note"
    data = picture(400, 200, exif=exif.tobytes())
    assert b"secret note" in data
    made = portrait(data)
    assert b"secret note" not in made
    upright = Image.open(io.BytesIO(made))
    assert upright.size == (200, 400)
    assert upright.getpixel((100, 10))[0] > 200 > 50 > upright.getpixel((100, 390))[0]  # the left half is above now


def test_a_page_hidden_behind_the_picture_is_gone():
    assert b"<script>" not in portrait(picture(40, 40) + b"<html><script>alert(1)</script>")


def test_nothing_shines_through_on_paper():
    assert opened(picture(40, 40, "PNG", "RGBA")).getpixel((35, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "无法读取"),
        (b"\xff\xd8\xff\xe0", "无法读取"),
        (picture(376, 460)[:200], "无法读取"),
        (picture(20, 30, "GIF"), "JPG或PNG"),
        (picture(20, 30, "TIFF"), "JPG或PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "JPG或PNG"),
        (png_of(60_000, 60_000), "无法读取"),
        (picture(20, 30) + bytes(5 * 1024 * 1024), "5MB"),
    ],
    ids=["nothing", "head only", "cut", "gif", "tiff", "svg", "bomb", "heavy"],
)
def test_what_is_no_portrait_is_refused(data, words):
    with pytest.raises(Refused, match=words):
        portrait(data)
