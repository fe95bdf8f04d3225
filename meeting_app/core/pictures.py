"""Pictures that people hand in, made anew: only what can be seen of them is kept.

The content decides what a picture is, never its name or the sender's word. What comes out is a
JPEG without metadata (place, camera, thumbnail, profile), so that it can be shown in a page.
"""

import io
import struct

from flask_babel import gettext as _
from PIL import Image, ImageOps

from meeting_app.core.errors import Refused

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 5_000_000
"""Octets."""
MOST_PIXELS = 40_000_000
"""Read from the head of the file, before anything is unpacked."""
CONTENT_TYPE = "image/jpeg"


def remake(content: bytes, *, longest: int = 800) -> bytes:
    """A JPEG at most `longest` pixels wide and high. Raises Refused for what is no JPEG, PNG or WebP,
    is damaged or is too large."""
    if len(content) > LARGEST_FILE:
        raise Refused(_("Choose a picture of at most 5 MB."))
    try:
        return _remake(content, longest)
    except (
        *(OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, struct.error),
        *(OverflowError, MemoryError, ZeroDivisionError, TypeError),
        *(Image.DecompressionBombError, Image.DecompressionBombWarning),
    ) as error:
        raise Refused(
            _("This file is no JPEG, PNG or WebP picture, or it is damaged. Choose another one.")
        ) from error


def _remake(content: bytes, longest: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(_("This picture has too many pixels. Make it smaller, then try again."))
        picture.draft("RGB", (2 * longest, 2 * longest))  # JPEG is unpacked no larger than needed
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((longest, longest))
        made = io.BytesIO()
        _without_transparency(turned).save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()


def _without_transparency(picture: Image.Image) -> Image.Image:
    """On white, in colours that every browser shows; a new picture, so that nothing else of the old
    one comes along."""
    whole = picture.convert("RGBA") if picture.mode != "RGB" else picture
    plain = Image.new("RGB", whole.size, "white")
    plain.paste(whole, mask=whole if whole.mode == "RGBA" else None)
    return plain
