"""CSV files of an XLSForm, as spreadsheets of many countries write them."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.imports import read_text

_NAMES = ("survey", "choices", "settings")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_CELL = 200_000


def decoded(content: bytes) -> str:
    """As core.imports.read_text; besides, UTF-16 without a mark, and Windows-1256 (Arabic) where all
    letters are Arabic words among Latin ones. Raises Refused for anything else."""
    try:
        return read_text(content)
    except Refused:
        for encoding in ("utf-16-le", "utf-16-be", "cp1256"):
            text = _decoded(content, encoding)
            if text is not None:
                return text
        raise


def _decoded(content: bytes, encoding: str) -> str | None:
    if encoding != "cp1256" and content.count(b"\0") < len(content) // 4:
        return None
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    if "\0" in text or (encoding == "cp1256" and not _is_arabic(text)):
        return None
    return text


def _is_arabic(text: str) -> bool:
    """Cyrillic, Greek or Turkish octets read as Windows-1256 make words of two scripts."""
    arabic = other = 0
    for word in _WORDS.findall(text):
        scripts = {unicodedata.name(char, "?").split(" ")[0] for char in word if char > "\x7f"}
        has_plain = any(char <= "\x7f" for char in word)
        if scripts == {"ARABIC"} and not has_plain:
            arabic += 1
        elif scripts and not (scripts == {"LATIN"} and (has_plain or len(word) == 1)):
            other += 1
    return arabic > 0 and other * 20 <= arabic


def sheets(name: str, content: bytes) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """(name of the sheet, numbered rows). One file is one sheet, known by its columns or else by the
    file's name; or all sheets, each after a row with nothing but its name, as pyxform writes them."""
    rows = list(enumerate(_rows(decoded(content)), 1))
    heads = next((cells for _number, cells in rows if any(cell.strip() for cell in cells)), [])
    found = {cell.strip().lower() for cell in heads}
    first = heads[0].strip().lower() if heads else ""
    if first in _NAMES and len(found - {""}) == 1:
        yield from _parted(rows)
    elif found & {"list_name", "list name"}:
        yield "choices", rows
    elif "type" in found:
        yield "survey", rows
    elif found & {"form_id", "form_title", "default_language"}:
        yield "settings", rows
    else:
        stem = PurePath(name).stem.lower()
        known = next((one for one in _NAMES if one.rstrip("s") in stem), None)
        if known is None:
            raise Refused(
                _(
                    "The first line of “%(file)s” does not name the columns of an XLSForm.",
                    file=name,
                )
            )
        yield known, rows


def _parted(
    rows: list[tuple[int, list[str]]],
) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    name = ""
    kept: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if cells and cells[0].strip():
            if name:
                yield name, kept
            name, kept = cells[0].strip().lower(), []
        kept.append((number, cells[1:]))
    yield name, kept


def _rows(text: str) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                raise Refused(
                    _("Line %(number)d of the file cannot be read.", number=reader.line_num)
                )
            yield cells
    except csv.Error as error:
        raise Refused(
            _("Line %(number)d of the file cannot be read.", number=reader.line_num)
        ) from error
