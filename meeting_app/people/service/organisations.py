"""Verbs about the directory of organisations."""

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.people import queries
from meeting_app.people.models import (
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    Scope,
)


def find_or_add_organisation(name: str) -> Organisation:
    """From the directory by name or other name, else added for the organisers to look at."""
    return queries.find_organisation(name) or add_organisation(name, added_by_person=True)


def add_organisation(
    name: str,
    *,
    kind: OrganisationKind = OrganisationKind.OTHER,
    scope: Scope | None = None,
    country: str | None = None,
    aliases: tuple[str, ...] = (),
    added_by_person: bool = False,
) -> Organisation:
    """Add to the directory. Other names that are taken already are left out."""
    name = " ".join(name.split())
    organisation = Organisation(
        name=name,
        folded=fold(name),
        kind=kind,
        scope=scope,
        country=country,
        added_by_person=added_by_person,
    )
    db.session.add(organisation)
    db.session.flush()
    for alias in aliases:
        add_alias(organisation, alias)
    return organisation


def add_alias(organisation: Organisation, alias: str) -> bool:
    """Another name for it, unless it is taken. True when added."""
    alias = " ".join(alias.split())
    if not alias or queries.find_organisation(alias):
        return False
    db.session.add(
        OrganisationAlias(organisation_id=organisation.id, name=alias, folded=fold(alias))
    )
    db.session.flush()
    return True
