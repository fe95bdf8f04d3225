"""The child process that sets a document: one JSON job on standard input, one JSON line of result.

Job: `{"template": "pack", "data": {...}, "output": "/path/of.pdf"}`.
Result: `{"accessible": true, "refused": ""}`; a document typst cannot set ends in exit code 1
and the reason on standard error.

`core/pdf.py` runs this file by its path, so that nothing of the application is imported here and the
web server and the worker never load typst.
"""

import io
import json
import re
import resource
import sys
import unicodedata
from pathlib import Path
from typing import cast

import fontpkg
import pikepdf
import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "packs"
MEMORY = 4 << 30  # bytes of address space; a pack of 120 sessions takes 0.3 GiB

# Every face the templates ask for: a letter counts as covered when both weights of a family have it.
FACES = {"Amiri": (400, 700), "IBM Plex Sans Arabic": (400, 700)}
# What the fonts inside typst add for names written in other alphabets (Libertinus Serif):
# Greek, Cyrillic, Vietnamese.
BUILT_IN = {
    *(set(range(0x386, 0x3CF)) - {0x38B, 0x38D, 0x3A2}),
    *range(0x400, 0x460),
    *range(0x1EA0, 0x1EFA),
}

# Invisible characters share the glyph of the space, and would take its place in copied text.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2067\ufe00-\ufe0f\ufeff]"
    "|(?<![\u0600-\u06ff])[\u200c\u200d]"
)
_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_SPACES = re.compile("[^\\S\n]")
_SEPARATORS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class _Font:
    """Big-endian numbers of a TrueType file, by their place in it."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets

    def u16(self, at: int) -> int:
        return int.from_bytes(self.octets[at : at + 2], "big")

    def u32(self, at: int) -> int:
        return int.from_bytes(self.octets[at : at + 4], "big")


def covered_by(octets: bytes) -> set[int]:
    """Code points a TrueType font has a glyph for: its `cmap`, formats 4 and 12 (OpenType 1.9)."""
    font = _Font(octets)
    directory = range(12, 12 + 16 * font.u16(4), 16)
    cmap = next(font.u32(at + 8) for at in directory if octets[at : at + 4] == b"cmap")
    points: set[int] = set()
    for record in range(font.u16(cmap + 2)):
        table = cmap + font.u32(cmap + 8 + 8 * record)
        if font.u16(table) == 12:
            for group in range(table + 16, table + 16 + 12 * font.u32(table + 12), 12):
                points.update(range(font.u32(group), font.u32(group + 4) + 1))
        elif font.u16(table) == 4:
            points |= _segments(font, table)
    return points


def _segments(font: _Font, table: int) -> set[int]:
    """Code points of a format 4 table: four parallel arrays, one entry for each range."""
    size = font.u16(table + 6)  # octets of each array
    points: set[int] = set()
    for end_at in range(table + 14, table + 14 + size, 2):
        start_at, shift_at, offset_at = (end_at + 2 + n * size for n in (1, 2, 3))
        start, end = font.u16(start_at), min(font.u16(end_at), 0xFFFE)
        shift, offset = font.u16(shift_at), font.u16(offset_at)
        for point in range(start, end + 1):
            glyph = font.u16(offset_at + offset + 2 * (point - start)) if offset else point
            if glyph and (glyph + shift) & 0xFFFF:
                points.add(point)
    return points


def coverage() -> set[int]:
    """Code points the documents can show."""
    points = set(BUILT_IN)
    for family, weights in FACES.items():
        faces = [covered_by(fontpkg.path(family, weight).read_bytes()) for weight in weights]
        points |= set.intersection(*faces)
    return points


def printable(words: str, covered: set[int]) -> str:
    """The same words, composed, without invisible characters; what no font has as its code point.

    Pairs of U+2068 and U+2069 (names kept apart from the direction around them) stay.
    """
    words = unicodedata.normalize("NFC", _SEPARATORS.sub("\n", words))
    words = _SPACES.sub(lambda m: " " if m[0] in " \t" else "\u00a0", _INVISIBLE.sub("", words))
    marks = {m.start() for m in _ISOLATED.finditer(words)}
    marks |= {m.end() - 1 for m in _ISOLATED.finditer(words)}

    def shown(at: int, letter: str) -> str:
        if letter in "\u2068\u2069":
            return letter if at in marks else ""
        return letter if ord(letter) in covered or letter == "\n" else f"[U+{ord(letter):04X}]"

    return "".join(shown(at, letter) for at, letter in enumerate(words))


def _printable_all(value: object, covered: set[int]) -> object:
    if isinstance(value, str):
        return printable(value, covered)
    if isinstance(value, list):
        return [_printable_all(item, covered) for item in value]
    if isinstance(value, dict):
        return {key: _printable_all(item, covered) for key, item in value.items()}
    return value


def make(template: str, data: object) -> tuple[bytes, str]:
    """PDF of `templates/packs/<template>.typ`, and why it is not PDF/UA-1 (empty when it is)."""
    source = str(TEMPLATES / f"{template}.typ")
    folders = [str(fontpkg.path(family).parent) for family in FACES]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    words = json.dumps(_printable_all(data, coverage()))
    compiler = typst.Compiler(
        source, root=str(TEMPLATES), font_paths=fonts, sys_inputs={"data": words}
    )
    refused = ""
    try:
        raw = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        refused = re.sub(
            '"[^"]*"', '"…"', error.message
        )  # the reason is logged, people's words not
        raw = compiler.compile(format="pdf")
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(cast("bytes", raw))) as document:
        document.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
    return packed.getvalue(), refused


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    job = json.load(sys.stdin)
    try:
        content, refused = make(job["template"], job["data"])
    except typst.TypstError as error:
        sys.exit(error.diagnostic)
    Path(job["output"]).write_bytes(content)
    sys.stdout.write(json.dumps({"accessible": not refused, "refused": refused}) + "\n")


if __name__ == "__main__":
    main()
