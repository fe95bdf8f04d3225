"""Sensitive data as a sheet, for one purpose."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from meeting_app.core.locale import direction, format_day
from meeting_app.core.xlsx import escaped
from meeting_app.meetings.models import Meeting
from meeting_app.registration.sensitive.fields import (
    FIELDS_FOR,
    HEALTH_OR_BELIEF,
    NAMELESS,
    Given,
    Purpose,
    SensitiveField,
    choice_name,
    day_of_deletion,
    field_name,
    purpose_name,
)
from meeting_app.registration.sensitive.models import SensitiveAsked
from meeting_app.registration.sensitive.queries import Row
from meeting_app.registration.sensitive.rules import count


def write_workbook(
    meeting: Meeting,
    purpose: Purpose,
    asked: Sequence[SensitiveAsked],
    rows: Sequence[Row],
    *,
    names: bool,
    maker: str,
    now: datetime,
    language: str,
) -> bytes:
    """Counts and remarks; people by name only where `names`, or where the purpose needs them.

    The file's properties say what it is for, who made it, and when it must be gone.
    """
    kept = {SensitiveField(one.field): one for one in asked}
    fields = [field for field in FIELDS_FOR[purpose] if field in kept]
    days = max((kept[field].days_kept for field in fields), default=0)
    gone = format_day(day_of_deletion(meeting.ends_on, days), language)
    book = Workbook()
    book.properties.creator = escaped(maker)
    book.properties.lastModifiedBy = escaped(maker)
    book.properties.title = escaped(meeting.title.in_(language))
    book.properties.subject = escaped(str(purpose_name(purpose)))
    book.properties.description = _("Only for this purpose. Delete the file by %(day)s.", day=gone)
    book.properties.created = book.properties.modified = now.replace(tzinfo=None)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Counts")
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    lines: list[list[object]] = [[purpose_name(purpose)], [book.properties.description]]
    for field in fields:
        lines += _counts(field, [row.given[field] for row in rows if field in row.given])
    _put(sheet, lines)
    if names or purpose not in NAMELESS:
        _put_people(book, fields, rows, language)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _put(sheet: Worksheet, lines: Sequence[Sequence[object]]) -> None:
    """Numbers as numbers, every text as text: nothing becomes a formula."""
    for number, values in enumerate(lines, 1):
        for place, value in enumerate(values, 1):
            cell = sheet.cell(number, place)
            if isinstance(value, int):
                cell.value = value
            elif isinstance(cell, Cell):
                cell.value = escaped(str(value))
                cell.data_type = "s"


def _counts(field: SensitiveField, given: Sequence[Given | None]) -> list[list[object]]:
    counted = count(field, given)
    lines: list[list[object]] = [[], [field_name(field), counted.people]]
    lines += [[choice_name(field, code), number] for code, number in counted.choices]
    if field in HEALTH_OR_BELIEF:
        lines += [[one.text, 1] for one in given if one is not None and one.text]
    return lines


def _put_people(
    book: Workbook, fields: Sequence[SensitiveField], rows: Sequence[Row], language: str
) -> None:
    sheet = book.create_sheet(_("People"))
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    lines: list[list[object]] = [[_("Name"), _("Organisation"), *map(field_name, fields)]]
    lines += [
        [row.name, row.organisation, *(_said(field, row) for field in fields)] for row in rows
    ]
    _put(sheet, lines)


def _said(field: SensitiveField, row: Row) -> str:
    if field not in row.given:
        return ""
    given = row.given[field]
    if given is None:
        return _("cannot be read any more: the key is missing")
    return said(field, given)


def said(field: SensitiveField, given: Given) -> str:
    """On one line, in the reader's language."""
    parts = [str(choice_name(field, code)) for code in given.choices]
    return " · ".join([*parts, given.text] if given.text else parts)
