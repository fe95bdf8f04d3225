"""Verbs about a person: make one, find one."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.core.secrets import new_code
from meeting_app.people import queries
from meeting_app.people.models import EmailAddress, Organisation, Person, Profile


def normalise_email(email: str) -> str:
    return email.strip().lower()


def make_person(
    email: str,
    name: str,
    *,
    language: str,
    now: datetime,
    organisation: Organisation | None = None,
    country: str | None = None,
    zone: str | None = None,
    reads: list[str] | None = None,
) -> Person:
    """A person who has not signed in yet: their address counts as theirs once a link was used."""
    person = Person(
        fs_uniquifier=uuid4().hex,
        email=normalise_email(email),
        name=name,
        folded_name=fold(name),
        organisation=organisation,
        country=country,
        language=language,
        reads=reads or [language],
        zone=zone,
        created_at=now,
        profile=Profile(code=unused_code()),
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(EmailAddress(person_id=person.id, address=person.email, is_primary=True))
    db.session.flush()
    return person


def unused_code() -> str:
    """For the address of a public page."""
    code = new_code()
    while db.session.scalar(select(Profile.id).where(Profile.code == code)):
        code = new_code()
    return code


def get_person(email: str) -> Person:
    """The person with this address. LookupError when there is none."""
    found = queries.find_person_by_email(normalise_email(email))
    if found is None:
        raise LookupError(email)
    return found


def find_or_make_person(
    email: str,
    name: str,
    *,
    language: str,
    now: datetime,
    organisation: Organisation | None = None,
) -> Person:
    """The person with this address, made when nobody has it."""
    return queries.find_person_by_email(normalise_email(email)) or make_person(
        email, name, language=language, now=now, organisation=organisation
    )
