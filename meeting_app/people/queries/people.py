"""Reads about people."""

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.people.models import Person


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email))


def get_living(number: int) -> Person:
    """Somebody by number. LookupError also for whom an erasure left empty."""
    found = db.session.get(Person, number)
    if found is None or found.erased_at is not None:
        raise LookupError(number)
    return found


def list_addresses(person: Person) -> list[str]:
    """All of this person's addresses."""
    return [person.email]
