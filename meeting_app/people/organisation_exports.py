"""The directory of organisations as a sheet."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from meeting_app.core.locale import country_name, direction
from meeting_app.core.xlsx import escaped
from meeting_app.people.models import Organisation, OrganisationKind, Scope
from meeting_app.people.organisation_words import KINDS, SCOPES

_WIDTHS = (44, 40, 18, 16, 22, 36, 14)


def write_directory(
    organisations: Sequence[Organisation], aliases: Mapping[int, Sequence[str]], language: str
) -> bytes:
    """One row each, in `language`. aliases: {id: other names}. Every cell is text: no name ever
    becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Organisations"))
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width

    def text(value: object) -> Cell:
        cell = WriteOnlyCell(sheet, escaped(str(value)))
        cell.data_type = "s"
        return cell

    headings = (
        _("Name"),
        _("Other names"),
        _("Kind"),
        _("Where it works"),
        _("Country"),
        _("Part or member of"),
        _("Looked at"),
    )
    sheet.append([text(heading) for heading in headings])
    for row in organisations:
        cells = (
            row.name,
            "; ".join(aliases.get(row.id, ())),
            KINDS[OrganisationKind(row.kind)],
            SCOPES[Scope(row.scope)] if row.scope else "",
            country_name(row.country, language) if row.country else "",
            row.parent.name if row.parent else "",
            _("no") if row.added_by_person else _("yes"),
        )
        sheet.append([text(cell) for cell in cells])
    written = BytesIO()
    book.save(written)
    return written.getvalue()
