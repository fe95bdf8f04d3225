"""Whom the organisers of a meeting may erase: people who have nothing anywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, and_, or_, select

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.core.reaching import reach
from meeting_app.meetings.models import Meeting, MeetingRole, Role
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.models import EmailAddress, Person, PersonMerge

SHOWN = 20


def find_people(meeting: Meeting, words: str) -> Sequence[Person]:
    """At most SHOWN + 1 who have anything in the meeting, and whose name has all these words or
    parts of words, or one of whose addresses is exactly this one; by name."""
    name = [Person.folded_name.contains(word, autoescape=True) for word in fold(words).split()]
    address = Person.id.in_(
        select(EmailAddress.person_id).where(EmailAddress.address == words.strip().lower())
    )
    wanted = _of(meeting).where(or_(address, and_(*name)) if name else address)
    return db.session.scalars(wanted.order_by(Person.folded_name, Person.id).limit(SHOWN + 1)).all()


@dataclass(frozen=True, slots=True)
class Found:
    meeting: Meeting
    person: Person


def get_found(meeting: str, number: int) -> Found:
    """LookupError where nobody with this number has anything in the meeting."""
    here = get_meeting(meeting)
    person = db.session.scalar(_of(here).where(Person.id == number))
    if person is None:
        raise LookupError(number)
    return Found(here, person)


def find_objection(person: Person, by: Person) -> str | None:
    """Why this organiser may not erase this person, in a sentence."""
    if by.is_administrator:
        return None
    if person.id == by.id:
        return _("This is you. Your own data is erased on your account page.")
    if person.is_administrator:
        return _("They look after the service. Only another administrator can erase them.")
    organised = select(MeetingRole.meeting_id).where(
        MeetingRole.person_id == by.id, MeetingRole.role == Role.ORGANISER
    )
    # A merge leaves some rows with the account that it closed; both are erased.
    merged = select(PersonMerge.gone_id).where(
        PersonMerge.kept_id == person.id, PersonMerge.undone_at.is_(None)
    )
    pairs = _pairs().subquery()
    elsewhere = (
        select(pairs.c.end)
        .where(
            or_(pairs.c.start == person.id, pairs.c.start.in_(merged)),
            pairs.c.end.not_in(organised),
        )
        .limit(1)
    )
    if db.session.scalar(elsewhere) is not None:
        return _(
            "They also take part in a meeting that you do not organise. An administrator can erase "
            "them, or they themselves."
        )
    return None


def list_administrators() -> Sequence[Person]:
    return db.session.scalars(
        select(Person)
        .where(Person.is_administrator, Person.erased_at.is_(None))
        .order_by(Person.folded_name, Person.id)
    ).all()


def _pairs() -> Select[Any]:
    return reach(db.metadata, Person.id, Meeting.id)


def _of(meeting: Meeting) -> Select[Any]:
    pairs = _pairs().subquery()
    here = select(pairs.c.start).where(pairs.c.end == meeting.id)
    return select(Person).where(Person.id.in_(here), Person.erased_at.is_(None))
