"""Where those who take part say what they thought of a session."""

from flask import g, url_for

from meeting_app.agenda.access import audience_of
from meeting_app.agenda.publication import asks_for_feedback
from meeting_app.agenda.queries import SessionPage
from meeting_app.meetings.service import is_open
from meeting_app.people.models import Audience, Person
from meeting_app.surveys.models import About
from meeting_app.surveys.queries import list_feedback


def feedback_page(person: Person, page: SessionPage) -> str | None:
    """Its address, while somebody who takes part is asked. No SQL before the session has begun."""
    if not asks_for_feedback(page.session, g.now):
        return None
    for survey in list_feedback(page.meeting):
        is_asked = survey.about == About.SESSIONS and is_open(survey.phase, g.now)
        if is_asked and audience_of(person, page.meeting) is Audience.PARTICIPANTS:
            return url_for(
                "surveys.answer",
                meeting=page.meeting.slug,
                slug=survey.slug,
                session=page.session.code,
            )
    return None
