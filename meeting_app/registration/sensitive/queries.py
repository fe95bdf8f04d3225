"""Reads of what is asked for and given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.resealing import about
from meeting_app.core.secrets import Unreadable, unseal
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Organisation, Person
from meeting_app.registration.models import Registration, RegistrationState
from meeting_app.registration.sensitive.fields import Given, SensitiveField
from meeting_app.registration.sensitive.models import BOUND_TO, SensitiveAsked, SensitiveValue


def list_asked(meeting: Meeting) -> list[SensitiveAsked]:
    """The fields that the meeting turned on, in the order in which they are declared."""
    rows = db.session.scalars(
        select(SensitiveAsked).where(SensitiveAsked.meeting_id == meeting.id)
    ).all()
    order = list(SensitiveField)
    return sorted(rows, key=lambda row: order.index(SensitiveField(row.field)))


def find_asked(meeting: Meeting, field: str) -> SensitiveAsked | None:
    return db.session.scalar(
        select(SensitiveAsked).where(
            SensitiveAsked.meeting_id == meeting.id, SensitiveAsked.field == field
        )
    )


def list_own(meeting: Meeting, person: Person) -> Sequence[SensitiveValue]:
    return db.session.scalars(
        select(SensitiveValue).where(
            SensitiveValue.meeting_id == meeting.id, SensitiveValue.person_id == person.id
        )
    ).all()


def opened(value: SensitiveValue) -> Given | None:
    """None where it cannot be read any more: its key is missing, or somebody moved it."""
    try:
        return Given.unpacked(unseal(value.sealed, about=said_about(value)))
    except Unreadable:
        return None


def said_about(value: SensitiveValue) -> str:
    bound = {name: getattr(value, name) for name in BOUND_TO}
    return about(SensitiveValue.__tablename__, **bound)


def read_own(meeting: Meeting, person: Person) -> dict[SensitiveField, Given | None]:
    """What this person gave; None where it cannot be read any more."""
    found = {SensitiveField(row.field): opened(row) for row in list_own(meeting, person)}
    return {field: found[field] for field in SensitiveField if field in found}


def count_given(meeting: Meeting) -> dict[SensitiveField, int]:
    rows = db.session.execute(
        select(SensitiveValue.field, func.count())
        .where(SensitiveValue.meeting_id == meeting.id)
        .group_by(SensitiveValue.field)
    )
    return {SensitiveField(field): number for field, number in rows}


def list_people_who_gave(meeting: Meeting, people: Iterable[int]) -> set[int]:
    """Of these people's numbers, those of whom anything sensitive is kept."""
    return set(
        db.session.scalars(
            select(SensitiveValue.person_id)
            .where(
                SensitiveValue.meeting_id == meeting.id,
                SensitiveValue.person_id.in_(sorted(people)),
            )
            .distinct()
        )
    )


@dataclass(frozen=True, slots=True)
class Row:
    """What one participant gave."""

    number: int
    """The person's."""
    name: str
    organisation: str
    given: dict[SensitiveField, Given | None]


def list_rows(meeting: Meeting, fields: Iterable[SensitiveField]) -> list[Row]:
    """Everybody with a place who gave any of these fields, by name; one statement."""
    found = db.session.execute(
        select(SensitiveValue, Person.id, Person.name, Organisation.name)
        .join(Person, SensitiveValue.person_id == Person.id)
        .join(
            Registration,
            (Registration.person_id == Person.id) & (Registration.meeting_id == meeting.id),
        )
        .outerjoin(Organisation, Registration.organisation_id == Organisation.id)
        .where(
            SensitiveValue.meeting_id == meeting.id,
            SensitiveValue.field.in_(list(fields)),
            Registration.state == RegistrationState.CONFIRMED,
        )
        .order_by(Person.folded_name, Person.id, SensitiveValue.id)
    )
    rows: dict[int, Row] = {}
    for value, number, name, organisation in found:
        row = rows.setdefault(number, Row(number, name, organisation or "", {}))
        row.given[SensitiveField(value.field)] = opened(value)
    return list(rows.values())


def list_of_person(person: Person) -> list[tuple[str, SensitiveValue, Given | None]]:
    """(slug of the meeting, row, what was given or None where it cannot be read), of all meetings."""
    rows = db.session.execute(
        select(Meeting.slug, SensitiveValue)
        .join(Meeting, SensitiveValue.meeting_id == Meeting.id)
        .where(SensitiveValue.person_id == person.id)
        .order_by(SensitiveValue.id)
    )
    return [(slug, value, opened(value)) for slug, value in rows]
