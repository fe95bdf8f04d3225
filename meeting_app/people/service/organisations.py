"""Verbs about the directory of organisations."""

from collections.abc import Sequence
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import select, update

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import fold
from meeting_app.people import queries
from meeting_app.people.models import (
    DirectoryStamp,
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    Scope,
)


class NameTaken(Refused):
    """Another organisation has the name already."""

    def __init__(self, taken_by: Organisation, name: str, field: str) -> None:
        if fold(taken_by.name) == fold(name):
            message = _("“%(name)s” is in the directory already.", name=taken_by.name)
        else:
            message = _(
                "“%(name)s” is another name of “%(other)s”, which is in the directory already.",
                name=name,
                other=taken_by.name,
            )
        super().__init__(message, field)
        self.taken_by = taken_by.id


def find_or_add_organisation(name: str) -> Organisation:
    """From the directory by name or other name, else added for the organisers to look at."""
    return queries.find_organisation(name) or add_organisation(name, added_by_person=True)


def add_organisation(
    name: str,
    *,
    kind: OrganisationKind = OrganisationKind.OTHER,
    scope: Scope | None = None,
    country: str | None = None,
    parent: Organisation | None = None,
    aliases: Sequence[str] = (),
    added_by_person: bool = False,
) -> Organisation:
    """Add to the directory. Other names that are taken already are left out."""
    name = _one_line(name)
    organisation = Organisation(
        name=name,
        folded=fold(name),
        kind=kind,
        scope=scope,
        country=country,
        parent_id=parent.id if parent else None,
        added_by_person=added_by_person,
    )
    db.session.add(organisation)
    db.session.flush()
    for alias in aliases:
        add_alias(organisation, alias)
    if not added_by_person:  # what nobody looked at is in no search
        change_stamp()
    return organisation


def add_alias(organisation: Organisation, alias: str) -> bool:
    """Another name for it, unless it is taken. True when added."""
    alias = _one_line(alias)
    if not fold(alias) or queries.find_organisation(alias):
        return False
    db.session.add(
        OrganisationAlias(organisation_id=organisation.id, name=alias, folded=fold(alias))
    )
    organisation.is_paired = False
    db.session.flush()
    change_stamp()
    return True


def change_organisation(
    organisation: Organisation,
    *,
    name: str,
    kind: OrganisationKind,
    scope: Scope | None,
    country: str | None,
    parent: Organisation | None,
    aliases: Sequence[str],
) -> None:
    """What an organiser says of it holds; from now on it is in the directory.

    aliases: all of them; what is not among them is taken away. Raises Refused for a name that
    belongs to another organisation, and for a parent that is a part of it.
    """
    check_name(name, "name", of=organisation)
    wanted = {fold(one): one for one in map(_one_line, aliases) if fold(one)}
    wanted.pop(fold(name), None)
    for alias in wanted.values():
        check_name(alias, "aliases", of=organisation)
    check_parent(organisation, parent)
    _replace_aliases(organisation, wanted)
    if (organisation.name, organisation.folded) != (_one_line(name), fold(name)):
        organisation.name, organisation.folded = _one_line(name), fold(name)
        organisation.is_paired = False
    organisation.kind, organisation.scope, organisation.country = kind, scope, country
    organisation.parent_id = parent.id if parent else None
    organisation.added_by_person = False
    db.session.flush()
    change_stamp()


def check_name(name: str, field: str, *, of: Organisation | None = None) -> None:
    """Raises NameTaken, a Refused, where the name belongs to another organisation than `of`."""
    found = queries.find_organisation(name)
    if found is not None and (of is None or found.id != of.id):
        raise NameTaken(found, _one_line(name), field)


def check_parent(organisation: Organisation, parent: Organisation | None) -> None:
    """Raises Refused where the parent is the organisation itself, or a part of it."""
    if parent is None:
        return
    if parent.id == organisation.id:
        raise Refused(_("An organisation cannot be a part of itself."), "parent")
    if organisation.id in queries.list_ancestors(parent):
        message = _(
            "“%(name)s” is itself a part of this organisation. Choose another one.",
            name=parent.name,
        )
        raise Refused(message, "parent")


def change_stamp() -> None:
    """What is kept in memory to search the directory is out of date from the commit on."""
    stamp = uuid4().hex
    done = db.session.execute(update(DirectoryStamp).values(stamp=stamp))
    if not done.rowcount:  # type: ignore[attr-defined]
        db.session.add(DirectoryStamp(id=1, stamp=stamp))
        db.session.flush()


def _replace_aliases(organisation: Organisation, wanted: dict[str, str]) -> None:
    """wanted: {folded: as written}"""
    kept = set()
    there = select(OrganisationAlias).where(OrganisationAlias.organisation_id == organisation.id)
    for alias in db.session.scalars(there).all():
        if alias.folded in wanted:
            alias.name = wanted[alias.folded]
            kept.add(alias.folded)
        else:
            db.session.delete(alias)
    db.session.flush()
    for folded, name in wanted.items():
        if folded not in kept:
            row = OrganisationAlias(organisation_id=organisation.id, name=name, folded=folded)
            db.session.add(row)
            organisation.is_paired = False
    db.session.flush()


def _one_line(name: str) -> str:
    return " ".join(name.split())
