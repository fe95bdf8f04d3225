"""Letters about decisions: accepted, waitlisted, declined."""

from meeting_app.abstracts.models import Abstract
from meeting_app.core.locale import format_days
from meeting_app.core.outbox import Letter, write
from meeting_app.core.web import absolute_url
from meeting_app.people.models import Person
from meeting_app.review.models import Decision
from meeting_app.review.rules import ANNOUNCED_AS, Outcome


def recipients(abstract: Abstract) -> list[Person]:
    """The submitter, then the presenters who have an account, each once."""
    people = [abstract.submitter, *(p.person for p in abstract.presenters if p.person)]
    return list(dict.fromkeys(people))


def announcement(decision: Decision, person: Person) -> Letter:
    abstract, language = decision.abstract, person.language
    meeting = abstract.meeting
    return write(
        f"review/{ANNOUNCED_AS[Outcome(decision.outcome)]}",
        cause=f"{meeting.slug}/{abstract.code}",
        address=person.email,
        name=person.name,
        language=language,
        scope=meeting.slug,
        person_id=person.id,
        reply_to=meeting.contact_email,
        abstract=abstract,
        is_submitter=person.id == abstract.submitter_id,
        meeting_title=meeting.title.in_(language),
        days=format_days(meeting.starts_on, meeting.ends_on, language),
        contact=meeting.contact_email,
        abstract_url=absolute_url(
            "abstracts.show", lang=language, meeting=meeting.slug, code=abstract.code
        ),
        meeting_url=absolute_url("meetings.show", lang=language, meeting=meeting.slug),
    )
