"""A workbook or a CSV file as rows of texts."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from zipfile import ZipFile

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from meeting_app.core.csv_cells import unguarded
from meeting_app.core.errors import Refused
from meeting_app.core.imports import read_text
from meeting_app.core.xlsx import DAMAGED, has_endless_styles

MOST_ROWS = 2000
MOST_COLUMNS = 1000
LARGEST_UNPACKED = 60_000_000


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """As a spreadsheet counts; of CSV, the line on which it ends."""
    cells: list[str]
    """As many as the header has."""


@dataclass(frozen=True, slots=True)
class Table:
    header: list[str]
    rows: list[Row]


def read_table(content: bytes) -> Table:
    """Raises Refused for what cannot be read, is empty or too large."""
    rows = _workbook(content) if content.startswith(b"PK") else _csv(content)
    first = next(rows, None)
    if first is None:
        raise Refused(_("The file has no rows."))
    header = [cell.strip() for cell in first[1]]
    found: list[Row] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) == MOST_ROWS:
            raise Refused(
                _(
                    "The file has more than %(limit)d rows. Part it, and send one after the other.",
                    limit=MOST_ROWS,
                )
            )
        found.append(Row(number, (cells + [""] * len(header))[: len(header)]))
    if not found:
        raise Refused(_("The file has no rows."))
    return Table(header, found)


def _workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Its first sheet."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST_UNPACKED or has_endless_styles(parts):
                raise Refused(_("The workbook is too large. Part it."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            (number, [_text(value) for value in row])
            for number, row in enumerate(
                sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 2, values_only=True), 1
            )
        ]
        book.close()
    except Refused:
        raise
    except (*DAMAGED, KeyError, IndexError, TypeError, SyntaxError) as error:
        raise Refused(_("This workbook cannot be read. Save it as XLSX, or as CSV.")) from error
    return iter(_without_empty_end(rows))


def _without_empty_end(
    rows: Iterable[tuple[int, list[str]]],
) -> list[tuple[int, list[str]]]:
    found = list(rows)
    while found and not any(cell.strip() for cell in found[0][1]):
        found.pop(0)
    return found


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime():
            at_midnight = value.time() == time()
            return value.date().isoformat() if at_midnight else value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return unescape(str(value))


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = read_text(content)
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > MOST_COLUMNS:
                    raise Refused(_("The file has too many columns."))
                yield (
                    reader.line_num,
                    [unguarded(cell) for cell in cells],
                )
    except csv.Error as error:
        raise Refused(
            _("Line %(number)d of the file cannot be read.", number=reader.line_num)
        ) from error
