"""Spreadsheets: texts in their cells, large ones written row by row; what to mind in those of others.

A cell with a text is always a text, whatever it begins with; only our own numbers are numbers.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RARE = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]|_x")
_ROWS_AT_ONCE = 200
_LONGEST = 32_767
"""Characters that a cell may hold."""

LARGEST_STYLES = 2_000_000
"""Octets, unpacked. Nothing of them is used, and reading them takes a second for each million or two."""
DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What reading an archive raises that is damaged, encrypted, or of no kind that `zipfile` knows."""

Cell = str | int | float | None
Sheet = tuple[str, Iterable[Sequence[Cell]]]
"""(name, rows)"""


def escaped(text: str) -> str:
    """As the format keeps characters that XML cannot (ECMA-376, part 1, 22.9.2.19, ST_Xstring)."""
    marked = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", marked)


def has_endless_styles(parts: Iterable[ZipInfo]) -> bool:
    """parts: of a workbook."""
    styles = (part.file_size for part in parts if "styles" in part.filename.lower())
    return sum(styles) > LARGEST_STYLES


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """XLSX with these sheets, the first row and column of each held in place. The rows are taken
    one by one: of a large table, only the packed file is ever in memory."""
    made = BytesIO()
    names = []
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=4) as book:
        for number, (name, rows) in enumerate(sheets, 1):
            names.append(name)
            info = ZipInfo(f"xl/worksheets/sheet{number}.xml")
            info.compress_type = ZIP_DEFLATED
            with book.open(info, "w") as part:
                part.write(_SHEET_BEGINS)
                lines: list[str] = []
                for row in rows:
                    lines.append(f"<row>{''.join(map(_cell, row))}</row>")
                    if len(lines) == _ROWS_AT_ONCE:
                        part.write("".join(lines).encode())
                        lines.clear()
                part.write("".join(lines).encode())
                part.write(b"</sheetData></worksheet>")
        for path, content in _parts(names):
            book.writestr(path, _HEAD + content)
    return made.getvalue()


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        text = value[:_LONGEST]
        if _RARE.search(text):
            text = escape(escaped(text), {"\r": "&#13;"})
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c><v>{value!r}</v></c>"


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_BEGINS = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
).encode()


def _parts(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    numbers = range(1, len(names) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(name[:31])} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_KIND}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{kinds}</Types>',
    )
