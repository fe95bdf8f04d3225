"""The directory of organisations from a CSV file."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import Report, read_text
from meeting_app.core.locale import fold
from meeting_app.people import queries, service
from meeting_app.people.models import Organisation, OrganisationAlias, OrganisationKind, Scope
from meeting_app.people.names.places import places, split

LONGEST_NAME = 200
_OTHER_NAMES = ("other_names_as_given", "other_names", "aliases", "acronym", "acronyms")
"""Columns whose cells hold other names, parted by semicolons."""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    number: int
    """The line on which it ends; the header is line 1."""
    name: str
    kind: OrganisationKind
    other_names: tuple[str, ...]
    scope: Scope | None = None
    country: str | None = None
    parent: str = ""
    """The name of what it is a part or a member of."""
    refusal: str | None = None
    """Why the row is left out."""


@dataclass(slots=True)
class Outcome:
    """What an import did or would do."""

    report: Report = field(default_factory=Report)
    added: list[str] = field(default_factory=list)
    """Names, in the order of the file."""
    changed: list[str] = field(default_factory=list)


def read_organisations(content: bytes) -> list[OrganisationRow]:
    """Columns by name: `name`; if there, `kind`, `scope`, `country` (a code or a name in one of
    the four languages), `parent`, and `acronym`, `other_names` or `aliases` (parted by semicolons).
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
    name, parent = values.get("name", ""), values.get("parent", "")
    others = tuple(dict.fromkeys(_other_names(values, name)))
    scope, country = values.get("scope", ""), values.get("country", "")
    refusal = None
    if len(cells) > len(columns):
        refusal = _("The row has more cells than the first line has columns.")
    elif not fold(name):
        refusal = _("The name is missing.")
    elif any(_is_too_long(one) for one in (name, parent, *others)):
        refusal = _("A name has more than %(limit)d characters.", limit=LONGEST_NAME)
    elif not all(one.isprintable() for one in (name, parent, *others)):
        refusal = _("A name has characters that cannot be shown.")
    elif scope and _scope(scope) is None:
        refusal = _("“%(value)s” is no scope. Write local, national or international.", value=scope)
    elif country and _country(country) is None:
        refusal = _(
            "“%(value)s” is no country that is known. Write its two letters, such as KE.",
            value=country,
        )
    kind = _kind(values.get("kind", ""))
    return OrganisationRow(
        number, name, kind, others, _scope(scope), _country(country), parent, refusal
    )


def _other_names(values: dict[str, str], name: str) -> Iterator[str]:
    for column in _OTHER_NAMES:
        for part in values.get(column, "").split(";"):
            other = part.strip()
            if fold(other) and fold(other) != fold(name):
                yield other


def _scope(given: str) -> Scope | None:
    first = given.lower().split(" ")[0].strip(",;:.")
    return Scope(first) if first in list(Scope) else None


def _country(given: str) -> str | None:
    """By its two letters, or by its name in one of the four languages."""
    codes = {code for code in places().values() if len(code) == 2}
    if given.upper() in codes:
        return given.upper()
    code = places().get(split(given), "")
    return code if code in codes else None


def _is_too_long(name: str) -> bool:
    return max(len(name), len(fold(name))) > LONGEST_NAME


def _kind(given: str) -> OrganisationKind:
    """By its first word, so that "observer (since 2019)" is an observer; unknown ones are "other"."""
    first = given.lower().split(" ")[0].strip(",;:.")
    return OrganisationKind(first) if first in list(OrganisationKind) else OrganisationKind.OTHER


def preview_organisations(rows: Sequence[OrganisationRow]) -> Outcome:
    """What `apply_organisations` would do. Changes nothing."""
    trial = db.session.begin_nested()
    outcome = _apply(rows)
    trial.rollback()
    return outcome


def apply_organisations(rows: Sequence[OrganisationRow]) -> Report:
    """Add and change. An organisation is known by its name; another name that already belongs to
    a different one is left out. All names come before all other names, so that no row's name is
    taken by another row's other name, and all parents come last."""
    return _apply(rows).report


def _apply(rows: Sequence[OrganisationRow]) -> Outcome:
    outcome = Outcome()
    report = outcome.report
    standing = select(Organisation).where(Organisation.merged_into_id.is_(None))
    known = {found.folded: found for found in db.session.scalars(standing)}
    aliases = {found.folded for found in db.session.scalars(select(OrganisationAlias))}
    new: set[str] = set()
    changed: set[str] = set()
    good = _good_rows(rows, known.keys() | {fold(row.name) for row in rows}, aliases, known, report)
    for folded, row in good.items():
        if folded not in known:
            known[folded] = service.add_organisation(
                row.name, kind=row.kind, scope=row.scope, country=row.country
            )
            new.add(folded)
        elif _change(known[folded], row):
            changed.add(folded)
    for folded, row in good.items():
        for other in row.other_names:
            if service.add_alias(known[folded], other):
                changed.add(folded)
    for folded, row in good.items():
        if row.parent and _put_under(known[folded], row, report):
            changed.add(folded)
    if changed:
        service.change_stamp()
    outcome.added = [row.name for folded, row in good.items() if folded in new]
    outcome.changed = [row.name for folded, row in good.items() if folded in changed - new]
    report.added, report.changed = len(outcome.added), len(outcome.changed)
    report.skipped = len(good) - report.added - report.changed
    return outcome


def _good_rows(
    rows: Sequence[OrganisationRow],
    names: set[str],
    aliases: set[str],
    known: dict[str, Organisation],
    report: Report,
) -> dict[str, OrganisationRow]:
    """{folded name: row} of those that can be applied; the others are told in the report.

    names: folded, of the directory and the file. aliases: folded, of the directory.
    """
    seen: dict[str, OrganisationRow] = {}
    for row in rows:
        folded = fold(row.name)
        reason = row.refusal
        if not reason and folded in seen:
            reason = _("The same name stands in row %(number)d.", number=seen[folded].number)
        elif not reason and folded not in known and folded in aliases:
            reason = _("This is another name of an organisation that is known already.")
        elif not reason and row.parent and fold(row.parent) not in names | aliases:
            reason = _(
                "“%(name)s”, of which it is a part, is neither in the directory nor in the file.",
                name=row.parent,
            )
        if reason:
            report.refused.append((row.number, reason))
        else:
            seen[folded] = row
    return seen


def _put_under(organisation: Organisation, row: OrganisationRow, report: Report) -> bool:
    """True when its parent is another one now."""
    parent = queries.find_organisation(row.parent)
    if parent is None or parent.id == organisation.parent_id:
        return False
    try:
        service.check_parent(organisation, parent)
    except Refused as refusal:
        report.refused.append((row.number, str(refusal.message)))
        return False
    organisation.parent_id = parent.id
    db.session.flush()
    return True


def _change(organisation: Organisation, row: OrganisationRow) -> bool:
    """What the file says holds, what it leaves empty stays; from now on it is in the directory."""
    said = {
        "name": row.name,
        "kind": row.kind if row.kind is not OrganisationKind.OTHER else None,
        "scope": row.scope,
        "country": row.country,
        "added_by_person": False,
    }
    changes = {
        column: value
        for column, value in said.items()
        if value is not None and value != getattr(organisation, column)
    }
    for column, value in changes.items():
        setattr(organisation, column, value)
    if "name" in changes:
        organisation.is_paired = False
    return bool(changes)
