"""The directory of organisations from a CSV file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import Report, read_text
from meeting_app.core.locale import fold
from meeting_app.people import service
from meeting_app.people.models import Organisation, OrganisationAlias, OrganisationKind

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    number: int
    """The line on which it ends; the header is line 1."""
    name: str
    kind: OrganisationKind
    other_names: tuple[str, ...]
    refusal: str | None = None
    """Why the row is left out."""


def read_organisations(content: bytes) -> list[OrganisationRow]:
    """Columns by name: `name`; if there, `kind` and `other_names_as_given` (parted by semicolons).
    Cells are parted by commas, semicolons or tabs. Raises Refused for an unreadable file."""
    text = read_text(content)
    header = text.partition("\n")[0]
    for delimiter in ",;\t":
        if "name" in [cell.strip(' "\r').lower() for cell in header.split(delimiter)]:
            break
    else:
        raise Refused(_("The first line of the file must name its columns; one of them is “name”."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        columns = [cell.strip().lower() for cell in next(reader)]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(reader.line_num, columns, cells))
    except csv.Error as error:
        raise Refused(
            _("Line %(number)d of the file cannot be read.", number=reader.line_num)
        ) from error
    if not rows:
        raise Refused(_("The file has no rows."))
    return rows


def _row(number: int, columns: list[str], cells: list[str]) -> OrganisationRow:
    values = {column: " ".join(cell.split()) for column, cell in zip(columns, cells, strict=False)}
    name = values.get("name", "")
    others = tuple(
        other
        for part in values.get("other_names_as_given", "").split(";")
        if (other := part.strip()) and fold(other) != fold(name)
    )
    refusal = None
    if len(cells) > len(columns):
        refusal = _("The row has more cells than the first line has columns.")
    elif not fold(name):
        refusal = _("The name is missing.")
    elif any(_is_too_long(one) for one in (name, *others)):
        refusal = _("A name has more than %(limit)d characters.", limit=LONGEST_NAME)
    elif not all(one.isprintable() for one in (name, *others)):
        refusal = _("A name has characters that cannot be shown.")
    return OrganisationRow(number, name, _kind(values.get("kind", "")), others, refusal)


def _is_too_long(name: str) -> bool:
    return max(len(name), len(fold(name))) > LONGEST_NAME


def _kind(given: str) -> OrganisationKind:
    """By its first word, so that "observer (since 2019)" is an observer; unknown ones are "other"."""
    first = given.lower().split(" ")[0].strip(",;:.")
    return OrganisationKind(first) if first in list(OrganisationKind) else OrganisationKind.OTHER


def apply_organisations(rows: Sequence[OrganisationRow]) -> Report:
    """Add and change. An organisation is known by its name; another name that already belongs to
    a different one is left out. All names come before all other names, so that no row's name is
    taken by another row's other name."""
    report = Report()
    known = {found.folded: found for found in db.session.scalars(select(Organisation))}
    aliases = {found.folded: found for found in db.session.scalars(select(OrganisationAlias))}
    new: set[str] = set()
    changed: set[str] = set()
    seen: dict[str, int] = {}
    good = []
    for row in rows:
        folded = fold(row.name)
        if row.refusal:
            report.refused.append((row.number, row.refusal))
        elif folded in seen:
            reason = _("The same name stands in row %(number)d.", number=seen[folded])
            report.refused.append((row.number, reason))
        elif folded not in known and folded in aliases:
            reason = _("This is another name of an organisation that is known already.")
            report.refused.append((row.number, reason))
        else:
            seen[folded] = row.number
            good.append(row)
            if folded not in known:
                known[folded] = service.add_organisation(row.name, kind=row.kind)
                new.add(folded)
            elif _change(known[folded], row):
                changed.add(folded)
    for row in good:
        folded = fold(row.name)
        for other in row.other_names:
            if service.add_alias(known[folded], other) and folded not in new:
                changed.add(folded)
    report.added, report.changed = len(new), len(changed)
    report.skipped = len(good) - len(new) - len(changed)
    return report


def _change(organisation: Organisation, row: OrganisationRow) -> bool:
    """What the file says holds; from now on it is in the directory."""
    before = (organisation.name, organisation.kind, organisation.added_by_person)
    organisation.name, organisation.added_by_person = row.name, False
    if row.kind is not OrganisationKind.OTHER:
        organisation.kind = row.kind
    return before != (organisation.name, organisation.kind, organisation.added_by_person)
