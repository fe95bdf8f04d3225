"""What registration holds about a person: their place in each meeting."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.core.locale import local_day
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Holding,
    Privacy,
    count_changed,
    count_rows,
    plain_row,
)
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person
from meeting_app.questionnaires import drafts
from meeting_app.registration import service
from meeting_app.registration.models import Registration, RegistrationState
from meeting_app.registration.sensitive import queries as sensitive_queries
from meeting_app.registration.sensitive import service as sensitive
from meeting_app.registration.sensitive.models import SensitiveValue


def holdings(person: Person) -> list[Holding]:
    registrations, given = count_rows(
        Registration.person_id == person.id, SensitiveValue.person_id == person.id
    )
    return [
        Holding(
            _("Your registrations"),
            registrations,
            _("Seen by the organisers of the meeting. They end 12 months after it."),
            _("Registrations"),
        ),
        Holding(
            _("Your sensitive data"),
            given,
            _(
                "Opened by the organisers of the meeting alone, each look is recorded. They end on the "
                "day that the form named."
            ),
            _("Sensitive data"),
        ),
    ]


def export(person: Person) -> Export:
    return {
        "registrations": [
            {
                "meeting": one.meeting.slug,
                "organisation": one.organisation.name if one.organisation else None,
                **plain_row(
                    one, "mode", "state", "languages", "registered_at", "queued_at", "late"
                ),
            }
            for one in _registrations(person)
        ],
        "sensitive_values": [
            {
                "meeting": meeting,
                "choices": list(given.choices) if given else None,
                "text": given.text if given else None,
                **plain_row(row, "field", "given_at", "consented_at"),
            }
            for meeting, row, given in sensitive_queries.list_of_person(person)
        ],
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Before the end of the meeting the place goes to the next in line, and answers go; afterwards
    the bare row stays, so that the number of those who came stays right, and nothing leads from it
    to the answers, which then are as any others without a name."""
    for one in _registrations(person):
        over = one.meeting.ends_on < local_day(erasing.now, one.meeting.zone)
        if not over and one.state != RegistrationState.CANCELLED:
            if one.response_id is not None:
                files = drafts.list_files([one.response_id])
                erasing.contents |= {kept.stored.sha256 for kept in files}
            service.cancel_silently(one, erasing.now)
        one.organisation, one.languages, one.response = None, [], None
        erasing.counts["registration"] += 1
    erasing.counts["sensitive_value"] += sensitive.end_of_person(person)
    db.session.flush()


def _registrations(person: Person) -> Sequence[Registration]:
    return db.session.scalars(
        select(Registration)
        .where(Registration.person_id == person.id)
        .options(joinedload(Registration.meeting), joinedload(Registration.organisation))
        .order_by(Registration.id)
    ).all()


def end(now: datetime) -> int:
    """The counters of places keep how many there were."""
    over = Registration.meeting_id.in_(list_ended(Kept.MEETING, now))
    return count_changed(delete(Registration).where(over))


PRIVACY = Privacy(
    tables=frozenset({"registration", "sensitive_value"}),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end), Ending(Kept.OWN_DAY, sensitive.end_due)),
)
