"""One's own page: what is still to do, what one has."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from meeting_app.agenda import service as agenda
from meeting_app.agenda.models import SessionRole
from meeting_app.agenda.service.sessions import Part
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, PhaseKind, Role
from meeting_app.people.models import Person
from meeting_app.review.models import Assignment, Review
from tests.abstracts.factories import a_call, a_draft, an_abstract
from tests.agenda.factories import FIRST, a_placed_session, a_room
from tests.conftest import NOW
from tests.registration.factories import IN_PERSON, a_desk, a_registration
from tests.support.factories import (
    a_meeting,
    a_person,
    a_phase,
    a_reviewer,
    a_translator,
    an_organiser,
    somebody_with,
)
from tests.support.pages import Page, Visitor
from tests.support.statements import Statements

HOUR = timedelta(hours=1)


def tasks(page: Page) -> list[str]:
    return [e.text for e in page.parsed.all("h3")]


def an_assignment(abstract_id: int, person: Person) -> Assignment:
    row = Assignment(abstract_id=abstract_id, person_id=person.id, assigned_at=NOW)
    db.session.add(row)
    db.session.flush()
    return row


def test_show_visitor_is_sent_to_sign_in(visitor: Visitor):
    a_meeting("2027")

    answer = visitor.fetch("/es/2027/my")

    assert answer.headers["Location"] == "/es/account/sign-in?next=/es/2027/my"


def test_show_to_somebody_new_names_registration_as_the_one_thing_to_do(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, closes_at=datetime(2026, 12, 1, 21, 0, tzinfo=UTC))

    page = Visitor(app, a_person(zone="America/Bogota")).get("/en/2027/my")

    assert tasks(page) == ["Register for the meeting"]
    assert "Open until Wednesday 2 December 2026, 00:00, Amman" in page.text
    assert "(your time: Tuesday 1 December 2026, 16:00)" in page.text
    assert "/en/2027/register" in page.links()


def test_show_lists_what_is_to_do_most_urgent_first(app: Flask):
    meeting = a_meeting("2027")
    person = a_reviewer(meeting, language="ar")
    a_desk(meeting, closes_at=NOW + timedelta(days=3))
    call = a_call(meeting, closes_at=NOW + timedelta(days=2))
    draft = a_draft(call, person, title="Mon brouillon", language="fr")
    a_draft(a_call(meeting, "closed", closes_at=NOW - timedelta(hours=1)), person, title="Too late")
    a_phase(meeting, PhaseKind.REVIEW, closes_at=NOW + timedelta(days=1))
    others = [an_abstract(call) for _ in range(3)]
    assignments = [an_assignment(abstract.id, person) for abstract in others]
    db.session.add(Review(assignment_id=assignments[0].id, sent_at=NOW))

    page = Visitor(app, person).get("/en/2027/my")

    assert tasks(page) == [
        "Write your reviews: 2 are left",
        "Submit your draft: Mon brouillon",
        "Register for the meeting",
    ]
    assert f"/en/2027/abstracts/{draft.code}" in page.links()
    assert "3 abstracts are yours to review. 2 reviews are left." in page.text


def test_show_when_all_is_done_says_so_and_shows_what_one_has(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, {IN_PERSON: 1})
    a_registration(meeting, a_person())
    a_registration(meeting, person)
    an_abstract(a_call(meeting), person, title="Handed in")

    page = Visitor(app, person).get("/en/2027/my")

    assert tasks(page) == []
    assert "There is nothing to do for you at the moment." in page.text
    assert "In person On the waiting list" in page.text
    assert "Handed in Submitted" in page.text
    assert "The agenda has not been published yet." in page.text


def test_show_lists_own_sessions_of_the_published_agenda_only(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal", zone="America/Bogota")
    part = Part(person.name, SessionRole.CHAIR, "", person.id)
    a_placed_session(meeting, "Mine", room=a_room(meeting), people=[part])
    a_placed_session(meeting, "Of others")
    agenda.publish(meeting, None, NOW, despite_clashes=True)
    a_placed_session(meeting, "Not yet published", people=[part], starts_at=FIRST + HOUR)
    visitor = Visitor(app, person)

    page = visitor.get("/en/2027/my")

    assert "Tuesday 2 March 2027, 09:00–10:00 (your time: 01:00–02:00) Mine · Hall" in page.text
    assert "Of others" not in page.text
    assert "Not yet published" not in page.text


def test_show_links_roles_to_their_pages(app: Flask):
    meeting = a_meeting("2027")

    def links(person: Person) -> list[str]:
        page = Visitor(app, person).get("/en/2027/my")
        words = {
            "Organisers' desk",
            "Committee",
            "Your reviews",
            "Texts to translate",
            "Sessions of the day",
        }
        return [
            " ".join(a.text.split())
            for a in page.parsed.all("a")
            if "main" in a.inside and " ".join(a.text.split()) in words
        ]

    assert links(a_person()) == []
    assert links(a_translator(meeting)) == ["Texts to translate"]
    assert links(an_organiser(meeting)) == ["Organisers' desk", "Texts to translate"]
    assert links(somebody_with(meeting, Role.READING_ORGANISER)) == ["Organisers' desk"]
    assert links(somebody_with(meeting, Role.CHAIR)) == ["Committee"]
    assert links(somebody_with(meeting, Role.HOST)) == ["Sessions of the day"]


def test_show_costs_the_same_for_one_and_for_many(app: Flask):
    meeting = a_meeting("2027")
    person = a_reviewer(meeting)
    a_desk(meeting)
    a_phase(meeting, PhaseKind.REVIEW)
    call = a_call(meeting)
    visitor = Visitor(app, person)

    def add(count: int) -> None:
        for _ in range(count):
            a_draft(call, person)
            an_assignment(an_abstract(call).id, person)
        a_registration(meeting, person)
        publish_one(meeting, person)

    def spend() -> int:
        db.session.commit()
        with Statements() as statements:
            visitor.get("/en/2027/my")
        return statements.number

    add(1)
    before = spend()
    add(20)

    assert (spend(), before <= 12) == (before, True)


def publish_one(meeting: Meeting, person: Person) -> None:
    a_placed_session(meeting, "One more")
    agenda.publish(meeting, person, NOW, despite_clashes=True)
