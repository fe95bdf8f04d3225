"""Registrations as a sheet for organisers."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter

from meeting_app.core.locale import country_name, direction, language_name
from meeting_app.core.localtext import LocalText
from meeting_app.core.xlsx import escaped
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Option, Question
from meeting_app.questionnaires.routes import NO_ROUTES, Routes
from meeting_app.registration.models import Registration
from meeting_app.registration.words import mode_name, state_name
from meeting_app.surveys.exports.columns import AnswerColumns, Rows, by_response
from meeting_app.surveys.exports.variables import Names, Variable


def write_workbook(
    meeting: Meeting,
    registrations: Sequence[Registration],
    language: str,
    questions: Sequence[Question] = (),
    options: Mapping[int, Sequence[Option]] | None = None,
    answers: Rows = (),
    carried: Rows = (),
    routes: Routes = NO_ROUTES,
) -> bytes:
    """One row each, in `language`; instants in the meeting's zone, as spreadsheets know no zones.

    questions, options, answers: the organisers' own, those that are no longer asked too; they get
    columns with codes and with labels. carried, routes: answers to former versions where they count
    now. Every text is stored as text: what somebody typed never becomes a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Registrations"))
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    columns = AnswerColumns(questions, options or {}, language, Names(), routes=routes)
    own = [_heading(one, language) for one in columns.variables]
    for number, width in enumerate((28, 32, 36, 22, 14, 22, 26, 20, 8, *[24] * len(own)), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    given, read = dict(by_response(answers)), dict(by_response(carried))

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
    sheet.append([text(heading) for heading in (*headings, *own)])
    zone = ZoneInfo(meeting.zone)
    for row in registrations:
        person = row.person
        at = WriteOnlyCell(sheet, row.registered_at.astimezone(zone).replace(tzinfo=None))
        at.number_format = "yyyy-mm-dd hh:mm"
        response = row.response_id or 0
        cells = columns.cells(given.get(response, {}), read.get(response, {}))
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
                *(text(value) if isinstance(value, str) else value for value in cells),
            ]
        )
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _heading(column: Variable, language: str) -> str:
    """The question in words, and the name of the column, by which its code is told from its label."""
    label = column.label.in_(language) if isinstance(column.label, LocalText) else column.label
    said = f"{label} – {column.note}" if column.note else label
    return f"{said} [{column.name}]"
