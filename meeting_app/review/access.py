"""Who may do what in reviewing.

A committee's chair leads the review of one call, or of all where the role is not limited: its
committee, its plan and its prepared decisions. Announcing stays with the organisers.
"""

from typing import Any

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.meetings.access import may_review, meeting_of, organises, sees_desk
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import scopes_in
from meeting_app.people.access import read_by, second_factor_where
from meeting_app.people.models import Person
from meeting_app.review import queries
from meeting_app.review.models import Assignment


def may_write_review(person: Person | None, assignment: Assignment) -> bool:
    """A reviewer of this meeting, and only what was assigned to them."""
    return (
        person is not None and assignment.person_id == person.id and may_review(person, assignment)
    )


def chairs(person: Person | None, thing: Any) -> bool:
    """Of the call that the thing is or belongs to; of a meeting: of any call."""
    scopes = scopes_in(meeting_of(thing), person, Role.CHAIR)
    if isinstance(thing, Meeting):
        return bool(scopes)
    call = getattr(thing, "call", thing)
    if not ("" in scopes or call.slug in scopes):
        return False
    return not (isinstance(thing, Abstract) and queries.has_part_in(thing, person))


@second_factor_where()
def may_see_reviews(person: Person | None, thing: Any) -> bool:
    return sees_desk(person, thing) or chairs(person, thing)


@second_factor_where()
def may_lead_now(person: Person | None, thing: Any) -> bool:
    """As `may_lead`, on a page that is there only to act."""
    return organises(person, thing) or chairs(person, thing)


@read_by(may_see_reviews)
@second_factor_where()
def may_lead(person: Person | None, thing: Any) -> bool:
    return organises(person, thing) or chairs(person, thing)


@read_by(may_see_reviews)
@second_factor_where()
def may_set_criteria(person: Person | None, thing: Any) -> bool:
    """The organisers; chairs see what their call's abstracts are scored on."""
    return organises(person, thing)


def hidden_from(person: Person | None, call: Call) -> queries.Hidden:
    """The abstracts that a chair does not see, as they have a part in them themselves. Organisers
    see everything."""
    return () if sees_desk(person, call) else queries.parted_from(call, person)
