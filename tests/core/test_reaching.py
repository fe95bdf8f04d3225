"""Which tables lead from a person to a meeting."""

from flask import Flask
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.reaching import reach
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Role
from meeting_app.people.models import Person
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, somebody_with


def test_reach_gives_each_pair_once(app: Flask):
    meeting = a_meeting()
    person = somebody_with(meeting, Role.HOST)
    meetings.grant(meeting, person, Role.REVIEWER, NOW)
    a_person()
    db.session.flush()

    pairs = reach(db.metadata, Person.id, Meeting.id)

    assert db.session.execute(pairs).all() == [(person.id, meeting.id)]


def test_reach_follows_keys_through_other_tables(app: Flask):
    text = str(reach(db.metadata, Person.id, Meeting.id))

    assert "JOIN abstract ON presenter.abstract_id = abstract.id" in text
    assert "profile" not in text
    assert (
        db.session.scalar(
            select(func.count()).select_from(reach(db.metadata, Person.id, Meeting.id).subquery())
        )
        == 0
    )
