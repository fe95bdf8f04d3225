"""Registrations as a sheet for organisers."""

from collections.abc import Sequence
from io import BytesIO
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from meeting_app.core.locale import country_name, direction, language_name
from meeting_app.core.xlsx import escaped
from meeting_app.meetings.models import Meeting
from meeting_app.registration.models import Registration
from meeting_app.registration.words import mode_name, state_name


def write_workbook(meeting: Meeting, registrations: Sequence[Registration], language: str) -> bytes:
    """One row each, in `language`; instants in the meeting's zone, as spreadsheets know no zones.

    Every text is stored as text: what somebody typed never becomes a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Registrations"))
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHI", (28, 32, 36, 22, 14, 22, 26, 20, 8), strict=True):
        sheet.column_dimensions[column].width = width

    def text(value: object) -> Cell:
        cell = WriteOnlyCell(sheet, escaped(str(value)))
        cell.data_type = "s"
        return cell

    headings = (
        _("Name"),
        _("E-mail address"),
        _("Organisation"),
        _("Country"),
        _("Attendance"),
        pgettext("column", "State"),
        _("Languages needed"),
        _("Registered at (%(zone)s)", zone=meeting.zone),
        pgettext("registration", "Late"),
    )
    sheet.append([text(heading) for heading in headings])
    zone = ZoneInfo(meeting.zone)
    for row in registrations:
        person = row.person
        at = WriteOnlyCell(sheet, row.registered_at.astimezone(zone).replace(tzinfo=None))
        at.number_format = "yyyy-mm-dd hh:mm"
        sheet.append(
            [
                text(person.name),
                text(person.email),
                text(row.organisation.name if row.organisation else ""),
                text(country_name(person.country, language) if person.country else ""),
                text(mode_name(row.mode)),
                text(state_name(row.state)),
                text(", ".join(language_name(code, language) for code in row.languages)),
                at,
                text(_("yes") if row.late else ""),
            ]
        )
    written = BytesIO()
    book.save(written)
    return written.getvalue()
