"""Reminders: one letter a day with everything that somebody has left to do."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract
from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters.service.reminders import set_reminders
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.people.models import LettersWanted, Person
from tests.abstracts.factories import a_call, a_draft
from tests.conftest import NOW
from tests.registration.factories import a_desk
from tests.review import factories as review
from tests.support.factories import a_meeting, a_person, a_phase, an_organiser
from tests.support.pages import Visitor

# 20 November 2026, 12:00 in Amman.
IN_THREE_DAYS = NOW + timedelta(days=3)
ALL = {"abstracts.draft": [3, 1], "review.unfinished": [3], "registration.missing": [3]}


def remind(app: Flask, at: datetime) -> None:
    db.session.commit()
    app.config["NOW"] = at
    worker.run_recurring(app, at)
    db.session.expire_all()


def reminders() -> list[OutgoingMail]:
    wanted = select(OutgoingMail).where(OutgoingMail.kind == "letters.reminder")
    return list(db.session.scalars(wanted.order_by(OutgoingMail.id)))


def a_drafter(meeting: Meeting, **values: str) -> Person:
    call = a_call(
        meeting, opens_at=NOW - timedelta(days=30), closes_at=IN_THREE_DAYS + timedelta(hours=1)
    )
    person = a_person("Amal", **values)
    a_draft(call, person, title="Clubs")
    return person


def test_write_due_reminds_whoever_has_not_done_it_at_the_hour(app: Flask):
    meeting = a_meeting()
    a_drafter(meeting)
    set_reminders(meeting, ALL, hour=13)

    remind(app, NOW)
    assert reminders() == []
    remind(app, NOW + timedelta(hours=1))

    (mail,) = reminders()
    assert (mail.address, mail.necessary, mail.scope) == (
        mail.address,
        False,
        meeting.slug,
    )
    assert "1 abstract of yours is a draft and not submitted yet." in mail.body
    assert "– Clubs" in mail.body


def test_write_due_twice_a_day_writes_once(app: Flask):
    meeting = a_meeting()
    person = a_drafter(meeting)
    set_reminders(meeting, ALL, hour=8)
    remind(app, NOW)
    a_draft(a_call(meeting, "later", closes_at=IN_THREE_DAYS), person)

    remind(app, NOW + timedelta(minutes=10))
    remind(app, NOW + timedelta(hours=5))

    assert len(reminders()) == 1


def test_write_due_after_the_day_is_over_is_too_late(app: Flask):
    meeting = a_meeting()
    a_drafter(meeting)
    set_reminders(meeting, {"abstracts.draft": [3]}, hour=8)

    remind(app, NOW + timedelta(days=1))

    assert reminders() == []


def test_write_due_gives_one_letter_with_everything(app: Flask):
    meeting = a_meeting()
    person = a_drafter(meeting)
    call = review.a_call(meeting)
    a_phase(meeting, PhaseKind.REVIEW, closes_at=NOW + timedelta(days=9))
    review.an_assignment(review.an_abstract(call), person)
    a_desk(meeting)
    set_reminders(meeting, {"abstracts.draft": [3], "review.unfinished": [1]}, hour=8)

    remind(app, NOW)

    (mail,) = reminders()
    assert "1 abstract of yours is a draft" in mail.body
    assert "1 abstract waits for your review" in mail.body


def test_write_due_moves_with_the_deadline(app: Flask):
    meeting = a_meeting()
    a_drafter(meeting)
    set_reminders(meeting, {"abstracts.draft": [3]}, hour=8)
    phase = db.session.scalars(select(Phase).where(Phase.kind == PhaseKind.CALL)).one()
    meetings.move_phase(
        phase, opens_at=phase.opens_at, closes_at=phase.closes_at + timedelta(days=1)
    )

    remind(app, NOW)
    assert reminders() == []
    remind(app, NOW + timedelta(days=1))

    assert len(reminders()) == 1


@pytest.mark.parametrize("wanted", [LettersWanted.ALL, LettersWanted.NECESSARY])
def test_write_due_leaves_out_who_stopped_them(app: Flask, wanted: LettersWanted):
    meeting = a_meeting()
    a_drafter(meeting).letters = wanted
    set_reminders(meeting, ALL, hour=8)

    remind(app, NOW)

    assert len(reminders()) == (wanted is LettersWanted.ALL)


def test_reminder_of_what_was_done_meanwhile_does_not_leave(app: Flask, now: datetime):
    meeting = a_meeting()
    a_drafter(meeting)
    set_reminders(meeting, ALL, hour=8)
    remind(app, NOW)
    begin_write()
    abstracts.withdraw(db.session.scalars(select(Abstract)).one(), now)
    db.session.commit()

    worker.run_due(app)

    db.session.expire_all()
    (mail,) = reminders()
    assert (mail.sent_at, mail.withdrawn_reason) == (None, "no_longer_true")


def test_reminder_is_in_the_readers_language(app: Flask):
    meeting = a_meeting()
    a_drafter(meeting, language="fr")
    set_reminders(meeting, ALL, hour=8)

    remind(app, NOW)

    (mail,) = reminders()
    assert mail.language == "fr"
    assert "brouillon" in mail.body


def test_page_shows_what_will_leave_and_to_how_many(app: Flask):
    meeting = a_meeting()
    a_drafter(meeting)
    organiser = Visitor(app, an_organiser(meeting))

    page = organiser.get(f"/en/{meeting.slug}/desk/letters/reminders")
    organiser.send(page, {"abstracts-draft": "٣، 1", "hour": "9"})
    page = organiser.get(f"/en/{meeting.slug}/desk/letters/reminders")

    assert "Sunday 22 November 2026 · 09:00" in page.text
    assert dict(page.form().fields)["abstracts-draft"] == "3, 1"


def test_page_with_nonsense_for_days_is_refused_at_its_field(app: Flask):
    meeting = a_meeting()
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get(f"/en/{meeting.slug}/desk/letters/reminders")

    refused = organiser.send(page, {"review-unfinished": "three"}, status=422)

    assert "Write numbers of days from 0 to 60" in refused.text
    assert 'value="three"' in refused.text
