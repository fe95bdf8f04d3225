"""Pictures are made anew, and what is none is refused."""

import io
import struct
import time
import zlib

import pytest
from flask import Flask
from PIL import Image

from meeting_app.core import pictures
from meeting_app.core.errors import Refused


def a_picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **save: object
):
    made = io.BytesIO()
    Image.new(mode, size, "red").save(made, kind, **save)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def a_png_that_says(width: int, height: int) -> bytes:
    """With a head alone: nobody may start to unpack it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_remake_makes_a_jpeg_of_each_kind(app: Flask, kind: str):
    made = opened(pictures.remake(a_picture(kind)))

    assert (made.format, made.size, made.mode) == ("JPEG", (40, 20), "RGB")


def test_remake_makes_large_ones_smaller(app: Flask):
    assert opened(pictures.remake(a_picture("JPEG", (3000, 1500)))).size == (800, 400)
    assert opened(pictures.remake(a_picture("PNG", (900, 1800)))).size == (400, 800)


def test_remake_keeps_nothing_that_the_camera_wrote(app: Flask):
    exif = Image.Exif()
    exif[0x010F] = "Quokka camera"
    exif.get_ifd(0x8825)[1] = "N"
    noisy = a_picture("JPEG", exif=exif, comment=b"quokka comment", icc_profile=b"quokka profile")
    assert b"uokka" in noisy

    made = pictures.remake(noisy)

    assert b"uokka" not in made
    assert dict(opened(made).getexif()) == {}
    assert "icc_profile" not in opened(made).info


def test_remake_turns_a_picture_as_it_was_held(app: Flask):
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side

    assert opened(pictures.remake(a_picture("JPEG", (40, 20), exif=exif))).size == (20, 40)


def test_remake_puts_transparent_ones_on_white(app: Flask):
    clear = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(clear, "PNG")

    assert opened(pictures.remake(clear.getvalue())).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "I;16"])
def test_remake_takes_every_sort_of_colour(app: Flask, mode: str):
    made = io.BytesIO()
    picture = Image.new(mode, (10, 10))
    picture.save(made, "JPEG" if mode == "CMYK" else "PNG")

    assert opened(pictures.remake(made.getvalue())).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7\n%%EOF",
        b"\xff\xd8\xff\xe0 no picture",
        a_picture()[:60],
        a_picture("GIF"),
        a_picture("BMP"),
    ],
)
def test_remake_of_what_is_no_picture_is_refused(app: Flask, content: bytes):
    with pytest.raises(Refused):
        pictures.remake(content)


def test_remake_of_a_polyglot_keeps_the_picture_alone(app: Flask):
    made = pictures.remake(a_picture("JPEG") + b"<script>alert('quokka')</script>")

    assert b"script" not in made
    assert opened(made).format == "JPEG"


@pytest.mark.parametrize("size", [(50_000, 50_000), (20_000, 5_000), (2**31 - 1, 2**31 - 1)])
def test_remake_of_a_bomb_is_refused_at_once(app: Flask, size: tuple[int, int]):
    started = time.perf_counter()

    with pytest.raises(Refused):
        pictures.remake(a_png_that_says(*size))

    assert time.perf_counter() - started < 2


def test_remake_of_too_large_a_file_is_refused(app: Flask):
    with pytest.raises(Refused, match="at most 5 MB"):
        pictures.remake(a_picture() + b"\0" * pictures.LARGEST_FILE)
