"""Verbs of those who look: one person's values, a list for one purpose. Each leaves its entries."""

from datetime import datetime, timedelta

from meeting_app.core import outbox
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import list_people_with
from meeting_app.people import audit
from meeting_app.people.models import Action, Person
from meeting_app.registration.models import Registration
from meeting_app.registration.sensitive import letters, queries
from meeting_app.registration.sensitive.fields import FIELDS_FOR, Given, Purpose, SensitiveField
from meeting_app.registration.sensitive.queries import Row

LOOKS_AT_MOST = 60
LOOKS_WITHIN = timedelta(minutes=5)


def look(
    registration: Registration, by: Person, now: datetime
) -> dict[SensitiveField, Given | None] | None:
    """What one person gave, with an entry in the trail that names the fields. None when `by` has
    looked at so many in a short time that the organisers are told instead."""
    meeting = registration.meeting
    recent = audit.count_recent(Action.SENSITIVE_VIEWED, by, now - LOOKS_WITHIN, meeting.slug)
    if recent >= LOOKS_AT_MOST:
        _stop(meeting, by, recent, now)
        return None
    found = queries.read_own(meeting, registration.person)
    audit.record(
        Action.SENSITIVE_VIEWED,
        actor=by,
        about=registration.person,
        now=now,
        scope=meeting.slug,
        thing="registration",
        details={"fields": ", ".join(found)},
    )
    return found


def _stop(meeting: Meeting, by: Person, looks: int, now: datetime) -> None:
    """Told once an hour, however often it is tried."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    if audit.count_recent(Action.READING_STOPPED, by, hour, meeting.slug):
        return
    audit.record(
        Action.READING_STOPPED, actor=by, now=now, scope=meeting.slug, details={"looks": looks}
    )
    for organiser in list_people_with(meeting, Role.ORGANISER):
        outbox.post(letters.reading_stopped(meeting, organiser, by, looks, hour), now)


def hand_out(
    meeting: Meeting, purpose: Purpose, *, names: bool, by: Person, now: datetime
) -> list[Row]:
    """What an export for this purpose holds, with an entry for the file and one for each person in
    it."""
    fields = [SensitiveField(row.field) for row in queries.list_asked(meeting)]
    fields = [field for field in FIELDS_FOR[purpose] if field in fields]
    rows = queries.list_rows(meeting, fields)
    said: dict[str, str | int | bool] = {"fields": ", ".join(fields), "names": names}
    thing = f"sensitive {purpose}"
    audit.record(
        Action.EXPORTED,
        actor=by,
        now=now,
        scope=meeting.slug,
        thing=thing,
        details={**said, "rows": len(rows)},
    )
    audit.record_each(
        Action.SENSITIVE_EXPORTED,
        actor=by,
        about=[row.number for row in rows],
        now=now,
        scope=meeting.slug,
        thing=thing,
        details=said,
    )
    return rows
