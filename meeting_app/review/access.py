"""Who may do what in reviewing."""

from meeting_app.meetings.access import may_review
from meeting_app.people.models import Person
from meeting_app.review.models import Assignment


def may_write_review(person: Person | None, assignment: Assignment) -> bool:
    """A reviewer of this meeting, and only what was assigned to them."""
    return (
        person is not None and assignment.person_id == person.id and may_review(person, assignment)
    )
