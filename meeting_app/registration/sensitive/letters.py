"""Letters about sensitive data."""

from datetime import datetime

from meeting_app.core.outbox import Letter, write
from meeting_app.core.web import absolute_url
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


def reading_stopped(
    meeting: Meeting, organiser: Person, by: Person, looks: int, hour: datetime
) -> Letter:
    """To each organiser: somebody looked at more people than the work needs."""
    return write(
        "registration/reading_stopped",
        cause=f"{meeting.slug}/{by.id}/{hour.isoformat()}",
        address=organiser.email,
        name=organiser.name,
        language=organiser.language,
        person_id=organiser.id,
        scope=meeting.slug,
        title=meeting.title.in_(organiser.language),
        who=by.name or by.email,
        looks=looks,
        url=absolute_url("meetings.trail", lang=organiser.language, meeting=meeting.slug),
    )
