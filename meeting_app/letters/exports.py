"""Letters as a sheet for organisers."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from meeting_app.core.locale import direction, language_name
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.xlsx import escaped
from meeting_app.letters.outbox_words import STATES
from meeting_app.letters.queries.outbox import LetterState, kept_as_files, moment_of, state_of
from meeting_app.meetings.models import Meeting


def write_workbook(
    meeting: Meeting, letters: Sequence[OutgoingMail], language: str, now: datetime
) -> bytes:
    """One row each, in `language`, without their texts; instants in the meeting's zone.

    Every text is stored as text: what somebody typed never becomes a formula.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Letters"))
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHI", (40, 28, 32, 14, 18, 20, 20, 10, 60), strict=True):
        sheet.column_dimensions[column].width = width

    def text(value: object) -> Cell:
        cell = WriteOnlyCell(sheet, escaped(str(value)))
        cell.data_type = "s"
        return cell

    zone = ZoneInfo(meeting.zone)

    def instant(at: datetime) -> Cell:
        cell = WriteOnlyCell(sheet, at.astimezone(zone).replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell

    headings = (
        _("Subject"),
        _("Name"),
        _("E-mail address"),
        _("Language"),
        pgettext("column", "State"),
        _("When (%(zone)s)", zone=meeting.zone),
        _("Written (%(zone)s)", zone=meeting.zone),
        _("Attempts"),
        _("Last answer of the mail server"),
    )
    sheet.append([text(heading) for heading in headings])
    kept = kept_as_files(letters)

    def state(mail: OutgoingMail) -> object:
        is_ = state_of(mail, now)
        if is_ == LetterState.SENT and mail.id in kept:
            return _("Kept as a file")
        return STATES[is_]

    for mail in letters:
        sheet.append(
            [
                text(mail.subject),
                text(mail.name),
                text(mail.address),
                text(language_name(mail.language, language)),
                text(state(mail)),
                instant(moment_of(mail)),
                instant(mail.created_at),
                WriteOnlyCell(sheet, mail.attempts),
                text(mail.error or ""),
            ]
        )
    written = BytesIO()
    book.save(written)
    return written.getvalue()
