"""Who may see what is sensitive."""

from typing import Any

from meeting_app.meetings.access import meeting_of
from meeting_app.meetings.models import Role
from meeting_app.meetings.queries import roles_in
from meeting_app.people.access import second_factor_where
from meeting_app.people.models import Person


@second_factor_where()
def may_see_sensitive(person: Person | None, thing: Any) -> bool:
    """The meeting's own organisers alone: neither those who only read nor an administrator, who
    would have to take the role, which is recorded."""
    return Role.ORGANISER in roles_in(meeting_of(thing), person)
