"""The sheets of an XLSForm as texts: from a workbook, or from CSV files."""

import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from meeting_app.core.errors import Refused
from meeting_app.core.xlsx import DAMAGED, has_endless_styles
from meeting_app.questionnaires.xlsform import csv_files

LARGEST_FILE = 10_000_000
LARGEST_UNPACKED = 40_000_000
MOST_PARTS = 2_000
MOST_CELLS = 250_000
MOST_ROWS = 5_000
MOST_COLUMNS = 300
SHEETS = {"survey": "survey", "choices": "choices", "settings": "settings", "setting": "settings"}
"""{name as people write it: as the format says}"""

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How XLS begins, and XLSX with a password."""


@dataclass(frozen=True, slots=True)
class Problem:
    sheet: str
    row: int
    """As spreadsheets count, from 1; 0 for the whole sheet."""
    column: str
    """Its name, or its letter where it has none; empty for the whole row."""
    reason: str
    """A whole sentence in the reader's language."""


@dataclass(slots=True)
class Sheet:
    title: str
    """As it stands in the file."""
    heads: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    """(number, cells) of rows that hold something, under the heads."""


@dataclass(slots=True)
class Book:
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """By name, in lower case; "setting" counts as "settings"."""
    problems: list[Problem] = field(default_factory=list)

    def pack(self) -> bytes:
        """For `unpack`: what is kept between the preview and its confirmation."""
        said = [[name, one.title, one.heads, one.rows] for name, one in self.sheets.items()]
        found = [[one.sheet, one.row, one.column, one.reason] for one in self.problems]
        return json.dumps([said, found], ensure_ascii=False).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> "Book":
        """ValueError or TypeError where it was not packed by `pack`."""
        said, found = json.loads(packed)
        sheets = {
            str(name): Sheet(
                str(title),
                [str(head) for head in heads],
                [(int(number), [str(cell) for cell in cells]) for number, cells in rows],
            )
            for name, title, heads, rows in said
        }
        return cls(sheets, [Problem(str(s), int(r), str(c), str(why)) for s, r, c, why in found])


def read(files: Sequence[tuple[str, bytes]]) -> Book:
    """files: (name, content) of one workbook, or of one to three CSV files. Raises Refused for what
    cannot be read at all; single bad cells are problems of the book."""
    if sum(len(content) for _name, content in files) > LARGEST_FILE:
        raise Refused(_("Choose a file of at most %(size)d MB.", size=LARGEST_FILE // 1_000_000))
    if any(content.startswith(_OLD_WORKBOOK) for _name, content in files):
        raise Refused(_("The workbook cannot be read. Save it as XLSX and try again."))
    workbooks = [content for _name, content in files if content.startswith(b"PK")]
    if workbooks and len(files) > 1:
        raise Refused(_("Choose one workbook, or CSV files alone."))
    book = _workbook(workbooks[0]) if workbooks else _csv(files)
    if "survey" not in book.sheets:
        raise Refused(_("The file has no sheet “survey” with the columns “type” and “name”."))
    for sheet in book.sheets.values():
        if len(sheet.rows) > MOST_ROWS:
            raise Refused(
                _(
                    "The sheet “%(sheet)s” has more than %(most)d rows.",
                    sheet=sheet.title,
                    most=MOST_ROWS,
                )
            )
    return book


def _csv(files: Iterable[tuple[str, bytes]]) -> Book:
    book = Book()
    for name, content in files:
        for sheet_name, rows in csv_files.sheets(name, content):
            if sheet_name in book.sheets:
                raise Refused(_("Two of the files hold the sheet “%(sheet)s”.", sheet=sheet_name))
            book.sheets[sheet_name] = _sheet(sheet_name, rows)
    return book


def _sheet(title: str, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """The first row that holds something names the columns."""
    sheet = Sheet(title)
    for number, cells in rows:
        texts = [clean(cell) for cell in cells]
        if len(texts) > MOST_COLUMNS and any(texts[MOST_COLUMNS:]):
            raise Refused(
                _(
                    "The sheet “%(sheet)s” has more than %(most)d columns.",
                    sheet=title,
                    most=MOST_COLUMNS,
                )
            )
        if not any(texts):
            continue
        if sheet.heads:
            sheet.rows.append((number, texts[:MOST_COLUMNS]))
        else:
            sheet.heads = texts[:MOST_COLUMNS]
    return sheet


def clean(text: str) -> str:
    """No white space at the ends, one form of line ends: as our own forms take a text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _workbook(content: bytes) -> Book:
    _check_archive(content)
    try:
        loaded = load_workbook(BytesIO(content), data_only=True)
        formulas = load_workbook(BytesIO(content)) if _has_formulas(content) else None
    except (
        *DAMAGED, InvalidFileException, ParseError, KeyError, TypeError, AttributeError, IndexError,
    ) as error:  # fmt: skip
        raise Refused(_("The workbook cannot be read. Save it as XLSX and try again.")) from error
    book = Book()
    for worksheet in loaded.worksheets:
        name = SHEETS.get(worksheet.title.strip().lower(), worksheet.title.strip().lower())
        if name in book.sheets:
            book.problems.append(
                Problem(worksheet.title, 0, "", _("Another sheet has this name; it is left out."))
            )
            continue
        written = formulas[worksheet.title] if formulas else None
        book.sheets[name] = _sheet(worksheet.title, _rows(worksheet, written, book))
    return book


def _check_archive(content: bytes) -> None:
    """Before anything is unpacked: what the archive says of itself is what `zipfile` keeps to."""
    refused = Refused(_("The workbook cannot be read. Save it as XLSX and try again."))
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
    except DAMAGED as error:
        raise refused from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or has_endless_styles(parts):
        raise Refused(_("The workbook is too large when it is unpacked."))
    cells = 0
    for part in parts:
        if part.flag_bits & 1:
            raise Refused(_("The workbook has a password. Save it without one."))
        if not part.filename.endswith((".xml", ".rels")):
            continue
        try:
            text = archive.read(part)
        except DAMAGED as error:
            raise refused from error
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise refused  # no spreadsheet program writes them
        cells += len(re.findall(rb"<(?:\w+:)?c[ >/]", text))
    if cells > MOST_CELLS:
        raise Refused(_("The workbook has more than %(most)d cells.", most=MOST_CELLS))


def _has_formulas(content: bytes) -> bool:
    archive = zipfile.ZipFile(BytesIO(content))
    sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
    return any(re.search(rb"<(?:\w+:)?f[ >/]", archive.read(name)) for name in sheets)


def _rows(worksheet: Any, written: Any, book: Book) -> list[tuple[int, list[str]]]:
    """written: the same sheet with its formulas, where the workbook has any."""
    rows: dict[int, dict[int, str]] = {}
    for (number, column), cell in sorted(worksheet._cells.items()):
        formula = written._cells[number, column].data_type == "f" if written else False
        place = (worksheet.title, number, get_column_letter(column))
        if cell.data_type == "e":
            reason = _("The cell holds the error %(error)s; it counts as empty.", error=cell.value)
            book.problems.append(Problem(*place, reason))
        elif cell.value is None and formula:
            reason = _("The cell holds a formula without a value; it counts as empty.")
            book.problems.append(Problem(*place, reason))
        elif cell.value is not None:
            rows.setdefault(number, {})[column] = _text(cell.value)
    for span in worksheet.merged_cells.ranges:
        if worksheet._cells.get((span.min_row, span.min_col)) is not None and rows.get(
            span.min_row, {}
        ).get(span.min_col):
            reason = _(
                "The cells %(span)s are merged: the text counts for the first of them alone.",
                span=span.coord,
            )
            column = get_column_letter(span.min_col)
            book.problems.append(Problem(worksheet.title, span.min_row, column, reason))
    return [
        (number, [cells.get(column, "") for column in range(1, max(cells) + 1)])
        for number, cells in rows.items()
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        whole_day = value.time() == time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return unescape(str(value))
