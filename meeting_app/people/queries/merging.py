"""Reads about accounts that may be one person's, and about merges."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.people.models import EmailAddress, Person, PersonMerge, Profile
from meeting_app.people.rules.duplicates import Account

MOST_FOUND = 50
MOST_MERGES = 100


def search_people(words: str) -> Sequence[Person]:
    """By a part of the name, or by a whole address; at most 50, by name. For administrators."""
    wanted = fold(words)
    if not wanted:
        return []
    addressed = select(EmailAddress.person_id).where(EmailAddress.address == words.strip().lower())
    return db.session.scalars(
        select(Person)
        .join(Person.profile)
        .where(
            Person.active,
            or_(Person.folded_name.contains(wanted, autoescape=True), Person.id.in_(addressed)),
        )
        .options(contains_eager(Person.profile), joinedload(Person.organisation))
        .order_by(Person.folded_name, Person.id)
        .limit(MOST_FOUND)
    ).all()


def list_accounts() -> list[Account]:
    """All that are in use, for finding those that may be one person's. Two statements."""
    addresses: defaultdict[int, list[str]] = defaultdict(list)
    for number, address in db.session.execute(
        select(EmailAddress.person_id, EmailAddress.address).order_by(EmailAddress.id)
    ):
        addresses[number].append(address)
    rows = db.session.execute(
        select(Person.id, Person.folded_name, Person.organisation_id).where(Person.active)
    )
    return [
        Account(row.id, row.folded_name, row.organisation_id, tuple(addresses[row.id]))
        for row in rows
    ]


def get_account(code: str) -> Person:
    """In use, by the code of its profile; with organisation. LookupError when there is none."""
    found = db.session.scalar(
        select(Person)
        .join(Person.profile)
        .where(Profile.code == code, Person.active)
        .options(contains_eager(Person.profile), joinedload(Person.organisation))
    )
    if found is None:
        raise LookupError(code)
    return found


def list_people_merges() -> Sequence[PersonMerge]:
    """The last hundred, newest first, with both accounts."""
    return db.session.scalars(
        select(PersonMerge)
        .options(joinedload(PersonMerge.kept), joinedload(PersonMerge.gone))
        .order_by(PersonMerge.merged_at.desc(), PersonMerge.id.desc())
        .limit(MOST_MERGES)
    ).all()


def get_people_merge(number: int) -> PersonMerge:
    """With both accounts. LookupError when there is none."""
    options = [joinedload(PersonMerge.kept), joinedload(PersonMerge.gone)]
    found = db.session.get(PersonMerge, number, options=options)
    if found is None:
        raise LookupError(number)
    return found
