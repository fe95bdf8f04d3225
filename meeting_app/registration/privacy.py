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
from meeting_app.registration import service
from meeting_app.registration.models import Registration, RegistrationState


def holdings(person: Person) -> list[Holding]:
    (registrations,) = count_rows(Registration.person_id == person.id)
    return [
        Holding(
            _("Your registrations"),
            registrations,
            _("Seen by the organisers of the meeting. They end 12 months after it."),
        )
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
        ]
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Before the end of the meeting the place goes to the next in line; afterwards the bare row
    stays, so that the number of those who came stays right."""
    for one in _registrations(person):
        over = one.meeting.ends_on < local_day(erasing.now, one.meeting.zone)
        if not over and one.state != RegistrationState.CANCELLED:
            service.cancel_silently(one, erasing.now)
        one.organisation, one.languages = None, []
        erasing.counts["registration"] += 1
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
    tables=frozenset({"registration"}),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
