"""Reads of the directory of organisations."""

from collections import OrderedDict
from threading import Lock

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.people.matching import Known, Verdict, compare
from meeting_app.people.models import DirectoryStamp, Organisation, OrganisationAlias
from meeting_app.people.names.places import split
from meeting_app.people.names.searching import Entry, Hit, Index
from meeting_app.people.names.vocabulary import SMALL

OFFERED = 20
_KEPT_INDEXES = 2
_indexes: OrderedDict[str, Index] = OrderedDict()
_lock = Lock()


def find_organisation(name: str) -> Organisation | None:
    """By name or other name; case, accents and forms of Arabic letters do not matter."""
    folded = fold(name)
    return db.session.scalar(
        select(Organisation)
        .outerjoin(OrganisationAlias, OrganisationAlias.organisation_id == Organisation.id)
        .where(
            (Organisation.folded == folded) | (OrganisationAlias.folded == folded),
            Organisation.merged_into_id.is_(None),
        )
        .order_by(Organisation.folded != folded)
        .limit(1)
    )


def search_organisations(query: str, limit: int = OFFERED) -> list[Hit]:
    """In the directory, by part of a name; what people typed and nobody looked at is left out."""
    return directory_index().search(query, limit)


def find_offered(number: int) -> Entry | None:
    """The organisation with this id, if it is offered to everybody."""
    return directory_index().get(number)


def list_similar(name: str) -> list[Hit]:
    """Those in the directory that may be meant by a name that is not in it, best first."""
    index = directory_index()
    hits = {hit.entry.id: hit for hit in index.search(name)}
    # Each telling word alone too: a name with a word more or less finds nothing otherwise.
    words = [word for word in split(name) if word not in SMALL]
    initials = "".join(word[0] for word in words) if len(words) > 2 else ""
    for word in [*words[:8], initials]:
        for hit in index.search(word, limit=40) if len(word) > 2 else ():
            hits.setdefault(hit.entry.id, hit)
    found = []
    for hit in hits.values():
        said = compare(Known(name), Known(hit.entry.name, hit.entry.aliases))
        if said.verdict is not Verdict.DIFFERENT:
            found.append((-said.likeness, hit.entry.name, hit))
    return [hit for _likeness, _name, hit in sorted(found, key=lambda one: one[:2])][:OFFERED]


def directory_index() -> Index:
    """All that is offered, kept in memory until the directory changes."""
    stamp = db.session.scalar(select(DirectoryStamp.stamp))
    with _lock:
        if stamp is not None and stamp in _indexes:
            _indexes.move_to_end(stamp)
            return _indexes[stamp]
    index = Index(_entries())
    if stamp is not None:
        with _lock:
            _indexes[stamp] = index
            while len(_indexes) > _KEPT_INDEXES:
                _indexes.popitem(last=False)
    return index


def _entries() -> list[Entry]:
    aliases: dict[int, list[str]] = {}
    for number, name in db.session.execute(
        select(OrganisationAlias.organisation_id, OrganisationAlias.name).order_by(
            OrganisationAlias.folded
        )
    ):
        aliases.setdefault(number, []).append(name)
    rows = db.session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Organisation.scope,
            Organisation.country,
        ).where(~Organisation.added_by_person, Organisation.merged_into_id.is_(None))
    )
    return [
        Entry(number, name, tuple(aliases.get(number, ())), kind, scope, country)
        for number, name, kind, scope, country in rows
    ]


def list_ancestors(organisation: Organisation) -> list[int]:
    """Ids of what it is a part of, from the nearest up; a circle is walked once."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.parent_id).where(Organisation.parent_id.is_not(None))
    )
    parents = {row.id: row.parent_id for row in rows}
    found: list[int] = []
    at = parents.get(organisation.id)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found
