"""Who may see and change an abstract. A draft is its submitter's alone, besides the organisers."""

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.meetings.access import may_look
from meeting_app.people.models import Person


def may_change(person: Person | None, abstract: Abstract) -> bool:
    return person is not None and person.id == abstract.submitter_id


def may_see(person: Person | None, abstract: Abstract) -> bool:
    if person is None:
        return False
    presents = abstract.state != AbstractState.DRAFT and any(
        presenter.person_id == person.id for presenter in abstract.presenters
    )
    return presents or may_change(person, abstract) or may_look(person, abstract)
