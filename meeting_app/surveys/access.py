"""Who may see a survey's results."""

from meeting_app.meetings.access import may_look
from meeting_app.people.models import Person
from meeting_app.surveys.models import Survey


def may_see_results(person: Person | None, survey: Survey) -> bool:
    return survey.results_published_at is not None or may_look(person, survey)
