"""Letters to the submitter of an abstract."""

from meeting_app.abstracts.models import Abstract
from meeting_app.core import outbox
from meeting_app.core.locale import format_instant, zone_name
from meeting_app.core.outbox import Letter
from meeting_app.core.web import absolute_url


def submitted(abstract: Abstract) -> Letter:
    return _write("submitted", abstract)


def withdrawn(abstract: Abstract) -> Letter:
    return _write("withdrawn", abstract)


def _write(kind: str, abstract: Abstract) -> Letter:
    meeting, phase, person = abstract.meeting, abstract.call.phase, abstract.submitter
    return outbox.write(
        f"abstracts/{kind}",
        cause=f"{meeting.slug}/{abstract.code}",
        address=person.email,
        name=person.name,
        language=person.language,
        scope=meeting.slug,
        person_id=person.id,
        reply_to=meeting.contact_email,
        abstract=abstract,
        meeting_title=meeting.title.in_(person.language),
        call_title=abstract.call.title.in_(person.language),
        closes_at=format_instant(phase.closes_at, person.language, meeting.zone),
        zone=zone_name(meeting.zone, person.language, phase.closes_at),
        url=absolute_url(
            "abstracts.show", lang=person.language, meeting=meeting.slug, code=abstract.code
        ),
    )
