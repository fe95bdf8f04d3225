"""Reads about people."""

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.people.models import Person


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email))
