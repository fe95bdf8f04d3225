"""Who may do what in a meeting. Things are the meeting itself, or anything with `.meeting`.

`organises` and `sees_desk` ask for the role alone: for links that lead to the desk. What opens
pages asks for the second factor too.
"""

from typing import Any

from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import roles_in, scopes_in
from meeting_app.people.access import read_by, second_factor_where
from meeting_app.people.models import Person

STAFF = frozenset({Role.HOST, Role.INTERPRETER, Role.DESK_STAFF})


def meeting_of(thing: Any) -> Meeting:
    found = thing if isinstance(thing, Meeting) else thing.meeting
    assert isinstance(found, Meeting)
    return found


def organises(person: Person | None, thing: Any) -> bool:
    if person is None:
        return False
    return person.is_administrator or Role.ORGANISER in roles_in(meeting_of(thing), person)


def sees_desk(person: Person | None, thing: Any) -> bool:
    """Organisers, and those who only read."""
    return organises(person, thing) or Role.READING_ORGANISER in roles_in(meeting_of(thing), person)


@second_factor_where()
def may_act(person: Person | None, thing: Any) -> bool:
    """An organiser, on a page that is there only to act: read-only organisers have no use for it."""
    return organises(person, thing)


@second_factor_where()
def may_look(person: Person | None, thing: Any) -> bool:
    """See what organisers see."""
    return sees_desk(person, thing)


@read_by(may_look)
@second_factor_where()
def may_organise(person: Person | None, thing: Any) -> bool:
    return organises(person, thing)


def may_review(person: Person | None, thing: Any) -> bool:
    return Role.REVIEWER in roles_in(meeting_of(thing), person)


def translates(person: Person | None, thing: Any) -> bool:
    return Role.TRANSLATOR in roles_in(meeting_of(thing), person) or organises(person, thing)


@second_factor_where(sees_desk)
def may_see_translations(person: Person | None, thing: Any) -> bool:
    return translates(person, thing) or sees_desk(person, thing)


@read_by(may_see_translations)
@second_factor_where(sees_desk)
def may_translate(person: Person | None, thing: Any) -> bool:
    """Into one language at least: `may_translate_into` says into which."""
    return translates(person, thing)


def may_translate_into(person: Person | None, meeting: Meeting, language: str) -> bool:
    scopes = scopes_in(meeting, person, Role.TRANSLATOR)
    return "" in scopes or language in scopes or organises(person, meeting)


@second_factor_where(sees_desk)
def may_see_staff_pages(person: Person | None, thing: Any) -> bool:
    """Hosts, interpreters, desk staff and whoever sees the desk: the sessions of the day."""
    return bool(STAFF & roles_in(meeting_of(thing), person)) or sees_desk(person, thing)


@second_factor_where(sees_desk)
def may_stand_at_the_door(person: Person | None, thing: Any) -> bool:
    """Find out who is registered, by name."""
    return Role.DESK_STAFF in roles_in(meeting_of(thing), person) or sees_desk(person, thing)


@second_factor_where()
def may_make_meetings(person: Person | None, _thing: Any) -> bool:
    return person is not None and person.is_administrator
