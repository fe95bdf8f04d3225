"""Verbs about the committee and its conflicts of interest."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Role
from meeting_app.people.models import Person
from meeting_app.review import queries
from meeting_app.review.models import (
    Assignment,
    CommitteeMember,
    Conflict,
    Review,
)


def add_member(call: Call, person: Person, now: datetime) -> CommitteeMember:
    """Put somebody on the call's committee; this makes them a reviewer of the meeting."""
    if queries.find_member(call, person):
        raise Refused(_("%(name)s is on this committee already.", name=person.name), "reviewer")
    meetings.grant(call.meeting, person, Role.REVIEWER, now)
    member = CommitteeMember(call=call, person=person)
    db.session.add(member)
    db.session.flush()
    return member


def remove_member(call: Call, person: Person) -> None:
    """Take somebody off the committee. Reviews that they sent stay; the rest is free again."""
    member = queries.find_member(call, person)
    if member is None:
        raise Refused(_("%(name)s is not on this committee.", name=person.name))
    db.session.delete(member)
    of_call = select(Abstract.id).where(Abstract.call_id == call.id)
    sent = select(Review.assignment_id)
    db.session.execute(
        delete(Assignment).where(
            Assignment.person_id == person.id,
            Assignment.abstract_id.in_(of_call),
            Assignment.id.not_in(sent),
        )
    )
    db.session.flush()


def declare_conflict(abstract: Abstract, person: Person, now: datetime) -> None:
    """They do not see the abstract any more, and a review of theirs does not count."""
    known = db.session.scalar(
        select(Conflict.id).where(
            Conflict.abstract_id == abstract.id, Conflict.person_id == person.id
        )
    )
    if known is None:
        db.session.add(Conflict(abstract_id=abstract.id, person_id=person.id, declared_at=now))
    drop_assignments([(abstract.id, person.id)])


def drop_assignments(pairs: Sequence[tuple[int, int]]) -> None:
    for abstract_id, person_id in pairs:
        db.session.execute(
            delete(Assignment).where(
                Assignment.abstract_id == abstract_id, Assignment.person_id == person_id
            )
        )
    db.session.flush()
