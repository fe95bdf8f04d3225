"""Reads about exports of one's own data, and about what the retention jobs ended."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.people.models import DataExport, Person, RetentionReport

DAYS_SHOWN = 90


def find_export(person: Person) -> DataExport | None:
    """The newest that this person asked for."""
    return db.session.scalar(
        select(DataExport)
        .where(DataExport.person_id == person.id)
        .order_by(DataExport.id.desc())
        .limit(1)
    )


def get_export(number: int) -> DataExport:
    """By its number, with its file and its person. LookupError unless it was made."""
    found = db.session.scalar(
        select(DataExport)
        .where(DataExport.id == number, DataExport.file_id.is_not(None))
        .options(joinedload(DataExport.file), joinedload(DataExport.person))
    )
    if found is None:
        raise LookupError(number)
    return found


def list_reports() -> Sequence[RetentionReport]:
    """Of the last runs, newest first, each class in its order."""
    runs = (
        select(RetentionReport.at)
        .distinct()
        .order_by(RetentionReport.at.desc())
        .limit(DAYS_SHOWN)
        .scalar_subquery()
    )
    return db.session.scalars(
        select(RetentionReport)
        .where(RetentionReport.at.in_(runs))
        .order_by(RetentionReport.at.desc(), RetentionReport.id)
    ).all()
