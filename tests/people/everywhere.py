"""Somebody with rows in every table that can name a person, in a meeting that has everything."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, Call
from meeting_app.agenda import service as agenda
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.calendars import service as calendars
from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Role, Room
from meeting_app.people import service as people
from meeting_app.people.models import Person
from meeting_app.registration import service as registration
from meeting_app.registration.models import AttendanceMode
from meeting_app.review import service as reviews
from meeting_app.review.models import Assignment, Criterion

NAME = "Zephyrine Quillfeather"
EMAIL = "zephyrine.quillfeather@example.org"
TEXT = "Heliotrope lanterns over Marzipania"
REMARK = "Vermilion remarks of a reviewer"


@dataclass
class Somebody:
    person: Person
    session: Session
    abstract: Abstract
    feed: str
    """The secret of her calendar."""
    link: str
    """A sign-in link that was not used."""


def a_call(slug: str) -> Call:
    return db.session.scalars(select(Call).where(Call.slug == slug)).one()


def put_everywhere(meeting: Meeting, other: Person, now: datetime) -> Somebody:
    """other: who presents with her, and to whom letters about her go."""
    person = people.make_person(
        EMAIL, NAME, language="en", now=now, country="CH", zone="Europe/Zurich"
    )
    abstract = _write(person, other)
    session = _speak(meeting, person, abstract, now)
    meetings.grant(meeting, person, Role.TRANSLATOR, now)
    _review(person, abstract, now)
    registration.register(
        meeting,
        person,
        AttendanceMode.ONLINE,
        organisation_name="",
        name=NAME,
        country="CH",
        form_opened_at=now,
        now=now,
        languages=["fr"],
    )
    agenda.star(person, session)
    feed = calendars.make_feed(meeting, person, "en", now)
    _letters(person, other, now)
    people.ask_for_data(person, now)
    people.ask_for_link(EMAIL, language="en", next_url="", now=now)
    link = people.make_link(EMAIL, language="en", now=now)
    return Somebody(person, session, abstract, feed.secret, link)


def _write(person: Person, other: Person) -> Abstract:
    """A draft, one that is accepted, and a part in what somebody else submitted."""
    call = a_call("practice")
    at = call.phase.opens_at + timedelta(hours=1)
    both = [
        abstracts.NamedPresenter(NAME, EMAIL, "Hearthlight"),
        abstracts.NamedPresenter(other.name, other.email, "Hearthlight"),
    ]
    content = abstracts.Content(
        f"{TEXT}, by {NAME}", f"{TEXT}. Write to {EMAIL}.", "en", presenters=both
    )
    abstracts.save_draft(call, content, person=person, now=at)
    abstracts.submit(call, content, person=other, form_opened_at=at, now=at)
    theirs = db.session.scalars(select(Abstract).where(Abstract.submitter_id == other.id)).all()
    for one in theirs:  # what other people wrote is theirs
        if one.title.startswith(TEXT):
            one.title, one.text = "Umbrellas", "Umbrellas for everybody."
    abstract = abstracts.submit(call, content, person=person, form_opened_at=at, now=at)
    abstracts.accept(abstract, at)
    return abstract


def _speak(meeting: Meeting, person: Person, abstract: Abstract, now: datetime) -> Session:
    room = db.session.scalars(select(Room).where(Room.meeting_id == meeting.id)).first()
    day = db.session.scalars(
        select(Session.starts_at).where(Session.meeting_id == meeting.id)
    ).first()
    assert day
    session = agenda.make_session(
        meeting,
        SessionKind.PARALLEL,
        LocalText.of({"en": abstract.title, "fr": f"[fr] {abstract.title}"}),
        summary=LocalText("en", abstract.text),
        people=[agenda.Part(NAME, SessionRole.PRESENTER, "Hearthlight", person.id)],
        abstract=abstract,
    )
    agenda.place(session, room, day + timedelta(hours=11), 30, session.revision)
    typed = agenda.make_session(
        meeting,
        SessionKind.PLENARY,
        LocalText("en", "Welcome"),
        people=[agenda.Part(NAME, SessionRole.CHAIR, "Hearthlight")],
    )
    agenda.place(typed, room, day + timedelta(hours=12), 30, typed.revision)
    agenda.publish(meeting, person, now)
    return session


def _review(person: Person, own: Abstract, now: datetime) -> None:
    call = a_call("advocacy")
    reviews.add_member(call, person, now)
    others = db.session.scalars(
        select(Abstract).where(Abstract.call_id == call.id, Abstract.submitter_id != person.id)
    ).all()
    sent, planned, conflict = others[:3]
    for abstract in (sent, planned):
        db.session.add(Assignment(abstract=abstract, person=person, assigned_at=now))
    db.session.flush()
    assignment = db.session.scalars(
        select(Assignment).where(
            Assignment.abstract_id == sent.id, Assignment.person_id == person.id
        )
    ).one()
    codes = db.session.scalars(select(Criterion.code).where(Criterion.call_id == call.id)).all()
    reviews.save_review(assignment, dict.fromkeys(codes, 3), f"{REMARK}. {NAME}", now)
    reviews.declare_conflict(conflict, person, now)


def _letters(person: Person, other: Person, now: datetime) -> None:
    """To her and about her, some of them not to leave before tomorrow."""
    for cause, send_at in (("today", now), ("tomorrow", now + timedelta(days=1))):
        for to in (person, other):
            letter = outbox.Letter(
                "test.about",
                cause,
                to.email,
                to.name,
                "en",
                f"About {NAME}",
                f"{NAME} ({EMAIL}) speaks.",
                person_id=to.id,
                send_at=send_at,
            )
            outbox.post(letter, now)
