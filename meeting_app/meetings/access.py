"""Who may do what in a meeting. Things are the meeting itself, or anything with `.meeting`."""

from typing import Any

from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import roles_in
from meeting_app.people.access import second_factor_where
from meeting_app.people.models import Person


def meeting_of(thing: Any) -> Meeting:
    found = thing if isinstance(thing, Meeting) else thing.meeting
    assert isinstance(found, Meeting)
    return found


def organises(person: Person | None, thing: Any) -> bool:
    """Whether or not the second factor was given: for links that lead to the desk."""
    if person is None:
        return False
    return person.is_administrator or Role.ORGANISER in roles_in(meeting_of(thing), person)


@second_factor_where()
def may_organise(person: Person | None, thing: Any) -> bool:
    return organises(person, thing)


def may_review(person: Person | None, thing: Any) -> bool:
    return Role.REVIEWER in roles_in(meeting_of(thing), person)


@second_factor_where(organises)
def may_translate(person: Person | None, thing: Any) -> bool:
    return Role.TRANSLATOR in roles_in(meeting_of(thing), person) or organises(person, thing)


@second_factor_where()
def may_make_meetings(person: Person | None, _thing: Any) -> bool:
    return person is not None and person.is_administrator
