"""The agenda as a spreadsheet, for organisers."""

from collections.abc import Iterable
from io import BytesIO
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import pgettext
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from meeting_app.agenda.labels import KINDS, ROLES
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.core.locale import direction, language_name
from meeting_app.core.xlsx import escaped
from meeting_app.meetings.models import Meeting

_WIDTHS = (9, 18, 12, 8, 8, 18, 50, 60, 14, 22, 12, 60, 12)


def write_agenda(meeting: Meeting, sessions: Iterable[Session], language: str) -> bytes:
    """One row for each session of the draft, times in the meeting's zone, texts in `language`."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("Agenda")[:31]
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    zone = ZoneInfo(meeting.zone)
    for number, row in enumerate([_headers(), *(_row(s, zone, language) for s in sessions)], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, escaped(text))
            cell.data_type = "s"  # never a formula, whatever somebody has typed
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _headers() -> list[str]:
    return [
        pgettext("column", "Code"),
        pgettext("column", "Kind"),
        pgettext("column", "Day"),
        pgettext("column", "Start"),
        pgettext("column", "End"),
        pgettext("column", "Room"),
        pgettext("column", "Title"),
        pgettext("column", "People"),
        pgettext("column", "Language"),
        pgettext("column", "Interpreted into"),
        pgettext("column", "Livestream"),
        pgettext("column", "Summary"),
        pgettext("column", "State"),
    ]


def _row(session: Session, zone: ZoneInfo, language: str) -> list[str]:
    starts = session.starts_at.astimezone(zone) if session.starts_at else None
    ends = session.ends_at.astimezone(zone) if session.ends_at else None
    return [
        session.code,
        str(KINDS[SessionKind(session.kind)]),
        starts.date().isoformat() if starts else "",
        starts.strftime("%H:%M") if starts else "",
        ends.strftime("%H:%M") if ends else "",
        session.room.name.in_(language) if session.room else "",
        session.title.in_(language),
        "\n".join(_person(row.name, row.organisation, row.role) for row in session.people),
        language_name(session.floor_language, language),
        ", ".join(language_name(code, language) for code in session.interpreted_into),
        _("yes") if session.livestream else _("no"),
        session.summary.in_(language) if session.summary else "",
        pgettext("session", "Cancelled") if session.cancelled_at else "",
    ]


def _person(name: str, organisation: str, role: str) -> str:
    known = {"name": name, "organisation": organisation, "role": ROLES[SessionRole(role)]}
    if organisation:
        return _("%(name)s, %(organisation)s (%(role)s)", **known)
    return _("%(name)s (%(role)s)", **known)
