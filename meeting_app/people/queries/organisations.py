"""Reads of the directory of organisations."""

from collections.abc import Sequence

from sqlalchemy import select, union_all

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.people.models import Organisation, OrganisationAlias


def find_organisation(name: str) -> Organisation | None:
    """By name or other name; case, accents and forms of Arabic letters do not matter."""
    folded = fold(name)
    return db.session.scalar(
        select(Organisation)
        .outerjoin(OrganisationAlias, OrganisationAlias.organisation_id == Organisation.id)
        .where((Organisation.folded == folded) | (OrganisationAlias.folded == folded))
        .limit(1)
    )


def list_organisation_names() -> Sequence[str]:
    """All names and other names in the order of the alphabet, for choosing one."""
    both = union_all(
        select(Organisation.name, Organisation.folded).where(~Organisation.added_by_person),
        select(OrganisationAlias.name, OrganisationAlias.folded),
    ).subquery()
    return db.session.scalars(select(both.c.name).order_by(both.c.folded)).all()
