"""Who may do what with a personal feed. Reading it needs its address only."""

from meeting_app.calendars.models import Feed
from meeting_app.people.models import Person


def may_manage(person: Person | None, feed: Feed) -> bool:
    return person is not None and feed.person_id == person.id
