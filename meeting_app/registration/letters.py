"""Letters about one's place, each in its recipient's language."""

from datetime import datetime
from urllib.parse import urlsplit

from meeting_app.core import ical
from meeting_app.core.locale import format_days
from meeting_app.core.outbox import Attachment, Letter, write
from meeting_app.core.web import absolute_url
from meeting_app.registration.models import Registration


def confirmed(registration: Registration, now: datetime) -> Letter:
    return _letter("confirmed", registration, _days(registration, now))


def waiting(registration: Registration) -> Letter:
    return _letter("waiting", registration)


def moved_up(registration: Registration, now: datetime) -> Letter:
    return _letter("moved_up", registration, _days(registration, now))


def cancelled(registration: Registration) -> Letter:
    return _letter("cancelled", registration)


def _letter(kind: str, registration: Registration, *attachments: Attachment) -> Letter:
    person, meeting = registration.person, registration.meeting
    return write(
        f"registration/{kind}",
        cause=f"{meeting.slug}/{registration.id}/{registration.revision}",
        address=person.email,
        name=person.name,
        language=person.language,
        scope=meeting.slug,
        person_id=person.id,
        reply_to=meeting.contact_email,
        attachments=attachments,
        title=meeting.title.in_(person.language),
        days=format_days(meeting.starts_on, meeting.ends_on, person.language),
        place=meeting.place.in_(person.language) if meeting.place else "",
        mode=registration.mode,
        url=absolute_url("registration.register", lang=person.language, meeting=meeting.slug),
        contact=meeting.contact_email,
    )


def _days(registration: Registration, now: datetime) -> Attachment:
    """The meeting's days as a calendar entry. now: when the registration changed."""
    meeting, language = registration.meeting, registration.person.language
    url = absolute_url("meetings.show", lang=language, meeting=meeting.slug)
    uid = f"days-{meeting.slug}@{urlsplit(url).hostname}"
    entry = ical.AllDay(
        uid=uid,
        sequence=registration.revision,
        modified_at=now,
        summary=meeting.title.in_(language),
        language=language,
        description=meeting.theme.in_(language) if meeting.theme else "",
        location=", ".join(text.in_(language) for text in (meeting.venue, meeting.place) if text),
        url=url,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
    )
    content = ical.write_file(
        ical.Calendar(
            uid=uid,
            name=meeting.title.in_(language),
            language=language,
            zone=meeting.zone,
            modified_at=now,
            url=url,
            entries=(entry,),
        )
    )
    return Attachment(f"{meeting.slug}.ics", "text/calendar", content)
