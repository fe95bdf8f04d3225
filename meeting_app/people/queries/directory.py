"""Reads for those who keep the directory of organisations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.core.merging import referring
from meeting_app.people.models import (
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    OrganisationPair,
)

ROWS_PER_PAGE = 50
_UNCOUNTED = frozenset(
    {
        OrganisationAlias.__tablename__,
        OrganisationPair.__tablename__,
        OrganisationMerge.__tablename__,
    }
)
"""Tables whose rows belong to the organisation itself."""


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """What a list is narrowed down to; empty for all."""

    text: str = ""
    kind: str = ""
    scope: str = ""
    country: str = ""
    is_new: bool = False
    """Only what people typed and nobody looked at."""
    sort: str = ""
    """ "name", "kind", "country"; with "-" in front the other way round."""


def paginate_organisations(wanted: OrganisationFilter, page: int) -> Pagination:
    return db.paginate(_select(wanted), page=page, per_page=ROWS_PER_PAGE, error_out=False)


def list_organisations(wanted: OrganisationFilter) -> Sequence[Organisation]:
    return db.session.scalars(_select(wanted)).all()


def get_organisation(number: int) -> Organisation:
    """LookupError where there is none, or where it was merged into another."""
    found = db.session.get(Organisation, number)
    if found is None or found.merged_into_id is not None:
        raise LookupError(number)
    return found


def _select(wanted: OrganisationFilter) -> Select[Organisation]:
    chosen = (
        select(Organisation)
        .where(Organisation.merged_into_id.is_(None))
        .options(joinedload(Organisation.parent))
    )
    if folded := fold(wanted.text):
        aliases = select(OrganisationAlias.organisation_id).where(
            OrganisationAlias.folded.contains(folded, autoescape=True)
        )
        chosen = chosen.where(
            or_(Organisation.folded.contains(folded, autoescape=True), Organisation.id.in_(aliases))
        )
    if wanted.kind:
        chosen = chosen.where(Organisation.kind == wanted.kind)
    if wanted.scope:
        chosen = chosen.where(Organisation.scope == wanted.scope)
    if wanted.country:
        chosen = chosen.where(Organisation.country == wanted.country)
    if wanted.is_new:
        chosen = chosen.where(Organisation.added_by_person)
    columns = {
        "name": Organisation.folded,
        "kind": Organisation.kind,
        "country": func.coalesce(Organisation.country, ""),
    }
    column = columns.get(wanted.sort.lstrip("-"), Organisation.folded)
    ordered = column.desc() if wanted.sort.startswith("-") else column.asc()
    return chosen.order_by(ordered, Organisation.folded, Organisation.id)


def list_countries() -> Sequence[str]:
    """Codes of the countries that the directory has."""
    return [
        code
        for code in db.session.scalars(
            select(Organisation.country)
            .where(Organisation.country.is_not(None), Organisation.merged_into_id.is_(None))
            .distinct()
        )
        if code
    ]


def count_new() -> int:
    """Those that people typed and nobody looked at."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Organisation.added_by_person, Organisation.merged_into_id.is_(None)
            )
        )
        or 0
    )


def aliases_of(organisations: Collection[Organisation]) -> dict[int, list[str]]:
    """{id of the organisation: its other names, in order}"""
    found: dict[int, list[str]] = {organisation.id: [] for organisation in organisations}
    rows = db.session.execute(
        select(OrganisationAlias.organisation_id, OrganisationAlias.name)
        .where(OrganisationAlias.organisation_id.in_(found))
        .order_by(OrganisationAlias.folded)
    )
    for number, name in rows:
        found[number].append(name)
    return found


def uses_of(numbers: Collection[int]) -> dict[int, dict[str, int]]:
    """{id of the organisation: {table: rows that refer to it}}, of all features, in one statement."""
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    counts = [
        select(literal(column.table.name), column, func.count())
        .where(column.in_(list(numbers)))
        .group_by(column)
        for column in referring(db.metadata, Organisation.id)
        if column.table.name not in _UNCOUNTED and column.name != "merged_into_id"
    ]
    for table, number, count in db.session.execute(union_all(*counts)):
        found[number][table] = found[number].get(table, 0) + count
    return found
