"""Verbs about sensitive fields: ask, give, take back, end."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, func, select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import local_day
from meeting_app.core.localtext import LocalText
from meeting_app.core.secrets import seal
from meeting_app.meetings.models import Meeting
from meeting_app.people import audit
from meeting_app.people.models import Action, Person
from meeting_app.registration.models import Registration
from meeting_app.registration.sensitive import queries
from meeting_app.registration.sensitive.fields import (
    HEALTH_OR_BELIEF,
    LETTER,
    LONGEST_KEPT,
    MAY_BE_NEEDED,
    Given,
    SensitiveField,
    day_of_deletion,
)
from meeting_app.registration.sensitive.models import SensitiveAsked, SensitiveValue


def ask(
    meeting: Meeting,
    field: SensitiveField,
    *,
    reason: LocalText,
    handed_to: LocalText | None,
    days_kept: int,
    modes: Sequence[str],
    needed: bool,
    by: Person | None,
    now: datetime,
) -> SensitiveAsked:
    """Turn a field on, or change what is said about it. Refused where it would be kept longer than
    people were told, or where what it hangs on is off."""
    longest = LONGEST_KEPT[field]
    asked = queries.find_asked(meeting, field)
    if asked is not None and queries.count_given(meeting).get(field):
        longest = min(longest, asked.days_kept)
    if not 0 <= days_kept <= longest:
        raise Refused(
            ngettext(
                "At most %(num)d day after the meeting is possible here. It can only become shorter.",
                "At most %(num)d days after the meeting are possible here. They can only become fewer.",
                longest,
            ),
            "days_kept",
        )
    if field == SensitiveField.PASSPORT and not queries.find_asked(meeting, SensitiveField.VISA):
        raise Refused(
            _("A passport number is only for visa letters: ask for these first, on their own page.")
        )
    if asked is None:
        asked = SensitiveAsked(meeting=meeting, field=field)
        db.session.add(asked)
    asked.reason, asked.handed_to, asked.days_kept = reason, handed_to, days_kept
    asked.modes, asked.needed = list(modes), needed and field in MAY_BE_NEEDED
    db.session.flush()
    _record_asked(meeting, field, by, now, asked=True, days=days_kept)
    return asked


def stop_asking(asked: SensitiveAsked, by: Person | None, now: datetime) -> int:
    """Turn the field off and delete what was given in it, at once. Returns how many gave it."""
    meeting, field = asked.meeting, SensitiveField(asked.field)
    if field == SensitiveField.VISA:
        passport = queries.find_asked(meeting, SensitiveField.PASSPORT)
        if passport is not None:
            stop_asking(passport, by, now)
    ended = _delete(meeting.id, field)
    db.session.delete(asked)
    db.session.flush()
    _record_asked(meeting, field, by, now, asked=False, deleted=ended)
    return ended


def _record_asked(
    meeting: Meeting, field: SensitiveField, by: Person | None, now: datetime, **details: int
) -> None:
    audit.record(
        Action.SENSITIVE_ASKED,
        actor=by,
        now=now,
        scope=meeting.slug,
        thing=f"field {field}",
        details=details,
    )


def give(
    registration: Registration,
    given: Mapping[SensitiveField, Given],
    *,
    consents: bool,
    now: datetime,
) -> None:
    """Keep what the form holds. A field that was emptied is deleted at once; so is one that is not
    asked of those who attend so. Raises Refused for health or belief without consent, and for a
    passport number without the letter that it is for."""
    meeting, person = registration.meeting, registration.person
    asked = {
        SensitiveField(row.field): row
        for row in queries.list_asked(meeting)
        if registration.mode in row.modes
    }
    wanted = {field: one for field, one in given.items() if one and field in asked}
    if HEALTH_OR_BELIEF & set(wanted) and not consents:
        raise Refused(_consent_lacks(), "consent")
    wants_letter = LETTER in wanted.get(SensitiveField.VISA, Given()).choices
    if SensitiveField.PASSPORT in wanted and not wants_letter:
        raise Refused(_passport_alone(), "passport_text")
    known = {SensitiveField(row.field): row for row in queries.list_own(meeting, person)}
    for field, row in known.items():
        cannot_be_read = field in asked and queries.opened(row) is None
        if field not in wanted and not cannot_be_read:
            db.session.delete(row)
    for field, one in wanted.items():
        _keep(known.get(field), meeting, person, field, one, now)
    db.session.flush()


def _consent_lacks() -> str:
    return _(
        "Tick this box so that we may keep your diet or access needs, or take them out of the form."
    )


def _passport_alone() -> str:
    return _(
        "A passport number is only for the visa letter: tick that you need one, or take it out."
    )


def _keep(
    row: SensitiveValue | None,
    meeting: Meeting,
    person: Person,
    field: SensitiveField,
    given: Given,
    now: datetime,
) -> None:
    if row is not None and queries.opened(row) == given:
        return
    if row is None:
        row = SensitiveValue(meeting_id=meeting.id, person_id=person.id, field=field)
        db.session.add(row)
    row.sealed = seal(given.packed(), about=queries.said_about(row))
    row.given_at = now
    row.consented_at = now if field in HEALTH_OR_BELIEF else None


def take_back(meeting: Meeting, person: Person, field: SensitiveField, now: datetime) -> None:
    """Delete one's own, at once. A passport number goes with the letter that it is for."""
    fields = {field, SensitiveField.PASSPORT} if field == SensitiveField.VISA else {field}
    ended = 0
    for row in queries.list_own(meeting, person):
        if row.field in fields:
            db.session.delete(row)
            ended += 1
    db.session.flush()
    if ended:
        audit.record(
            Action.SENSITIVE_ENDED,
            actor=person,
            about=person,
            now=now,
            scope=meeting.slug,
            thing=f"field {field}",
            details={"deleted": ended},
        )


def end_all(registration: Registration) -> None:
    """When a registration ends: nothing is needed any more."""
    for row in queries.list_own(registration.meeting, registration.person):
        db.session.delete(row)
    db.session.flush()


def end_due(now: datetime) -> int:
    """Delete everything whose day has come; returns how many values. For the worker, every hour."""
    ended = 0
    kept = db.session.execute(
        select(SensitiveAsked, Meeting)
        .join(Meeting, SensitiveAsked.meeting_id == Meeting.id)
        .where(
            select(SensitiveValue.id)
            .where(
                SensitiveValue.meeting_id == SensitiveAsked.meeting_id,
                SensitiveValue.field == SensitiveAsked.field,
            )
            .exists()
        )
    )
    for asked, meeting in kept.all():
        day = day_of_deletion(meeting.ends_on, asked.days_kept)
        if local_day(now, meeting.zone) < day:
            continue
        deleted = _delete(meeting.id, asked.field)
        ended += deleted
        audit.record(
            Action.RETENTION_RAN,
            actor=None,
            now=now,
            scope=meeting.slug,
            thing=f"field {asked.field}",
            details={"deleted": deleted},
        )
    return ended


def _delete(meeting_id: int, field: str) -> int:
    chosen = (SensitiveValue.meeting_id == meeting_id, SensitiveValue.field == field)
    number = db.session.scalar(select(func.count()).select_from(SensitiveValue).where(*chosen)) or 0
    db.session.execute(delete(SensitiveValue).where(*chosen))
    return number


def end_of_person(person: Person) -> int:
    """When a person is erased. Returns how many values there were."""
    chosen = SensitiveValue.person_id == person.id
    number = db.session.scalar(select(func.count()).select_from(SensitiveValue).where(chosen)) or 0
    db.session.execute(delete(SensitiveValue).where(chosen))
    return number
