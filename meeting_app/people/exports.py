"""The audit trail as a sheet."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from meeting_app.core.locale import direction
from meeting_app.core.web import iso
from meeting_app.core.xlsx import escaped
from meeting_app.people.models import AuditEntry
from meeting_app.people.words import action_name


def write_entries(entries: Sequence[AuditEntry], names: Mapping[int, str], language: str) -> bytes:
    """One row each; instants in UTC. names: of the people who are still known, by number."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Audit trail"))
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"

    def text(value: object) -> Cell:
        cell = WriteOnlyCell(sheet, escaped(str(value)))
        cell.data_type = "s"
        return cell

    headings = (
        pgettext("audit entry", "Number"),
        _("When (UTC)"),
        _("What"),
        _("Who: number"),
        _("Who"),
        _("About whom: number"),
        _("About whom"),
        _("Meeting"),
        _("Thing"),
        _("Details"),
        pgettext("audit", "Digest"),
    )
    sheet.append([text(heading) for heading in headings])
    for entry in entries:
        actor, about = entry.actor_id, entry.about_id
        sheet.append(
            [
                entry.id,
                text(iso(entry.at)),
                text(action_name(entry.action)),
                actor,
                text(names.get(actor, "") if actor else ""),
                about,
                text(names.get(about, "") if about else ""),
                text(entry.scope),
                text(entry.thing),
                text(said(entry)),
                text(entry.digest),
            ]
        )
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def said(entry: AuditEntry) -> str:
    """Its details on one line: codes and counts, the same in all languages."""
    return "; ".join(
        f"{key}: {value}" for key, value in sorted(entry.details.items()) if value != ""
    )
