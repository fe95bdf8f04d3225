"""Feedback after a meeting and after each of its sessions: who is asked, about what, what comes out."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from meeting_app.agenda import service as agenda
from meeting_app.agenda.models import Session, SessionKind
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Response
from meeting_app.surveys import queries, service
from meeting_app.surveys.feedback import feedback_questions, feedback_title
from meeting_app.surveys.models import About, Once, Survey
from tests.agenda.factories import FIRST, a_placed_session, a_room
from tests.conftest import NOW
from tests.registration.factories import a_desk, a_registration
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Visitor

DURING = FIRST + timedelta(minutes=90)
"""The first session is over, the second has not begun."""


def met() -> tuple[Meeting, Session, Session, Person]:
    """A meeting with a session that was, one that is to come, a break, and somebody registered."""
    meeting = a_meeting("2027")
    room = a_room(meeting)
    first = a_placed_session(meeting, "Opening", room=room)
    a_placed_session(
        meeting, "Coffee", kind=SessionKind.BREAK, starts_at=FIRST + timedelta(hours=1), minutes=15
    )
    second = a_placed_session(meeting, "Closing", room=room, starts_at=FIRST + timedelta(hours=4))
    agenda.publish(meeting, None, NOW)
    a_desk(meeting)
    person = a_person("Amal")
    a_registration(meeting, person)
    return meeting, first, second, person


def asking(meeting: Meeting, about: About, slug: str = "feedback") -> Survey:
    survey = service.open_survey(
        meeting, slug, feedback_title(about, meeting.languages), None, None,
        feedback_questions(about, meeting.languages),
        opens_at=FIRST, closes_at=FIRST + timedelta(days=20),
    )  # fmt: skip
    service.change_modes(survey, invited=False, signed=False, once=Once.BROWSER, about=about)
    return survey


def test_my_page_offers_feedback_to_who_is_registered_once_it_is_open(app: Flask):
    meeting, _first, _second, amal = met()
    asking(meeting, About.MEETING)
    assert "Tell us what you thought" not in Visitor(app, amal).get("/en/2027/my").text

    app.config["NOW"] = DURING
    browser, stranger = Visitor(app, amal), Visitor(app, a_person())

    assert "/en/2027/surveys/feedback" in browser.get("/en/2027/my").links()
    assert "/en/2027/surveys/feedback" not in stranger.get("/en/2027/my").links()


def test_session_page_offers_feedback_after_it_has_begun_to_participants(
    app: Flask, visitor: Visitor
):
    meeting, first, second, amal = met()
    asking(meeting, About.SESSIONS)
    app.config["NOW"] = DURING
    browser, stranger = Visitor(app, amal), Visitor(app, a_person())
    asked = f"/en/2027/surveys/feedback?session={first.code}"

    assert asked in browser.get(f"/en/2027/sessions/{first.code}").links()
    assert asked not in stranger.get(f"/en/2027/sessions/{first.code}").links()
    assert asked not in visitor.get(f"/en/2027/sessions/{first.code}").links()
    later = browser.get(f"/en/2027/sessions/{second.code}").links()
    assert [link for link in later if "/surveys/" in link] == []


def test_survey_about_sessions_lists_those_that_have_begun(app: Flask, visitor: Visitor):
    meeting, first, _second, _amal = met()
    asking(meeting, About.SESSIONS)
    app.config["NOW"] = DURING

    page = visitor.get("/ar/2027/surveys/feedback")

    assert [link for link in page.links() if "session=" in link] == [
        f"/ar/2027/surveys/feedback?session={first.code}"
    ]
    assert "[ar] Opening" in page.text


def test_answer_about_a_session_names_it_and_is_taken_once_from_each_browser(
    app: Flask, visitor: Visitor
):
    meeting, first, second, _amal = met()
    asking(meeting, About.SESSIONS)
    app.config["NOW"] = DURING
    path = f"/en/2027/surveys/feedback?session={first.code}"

    page = visitor.get(path)
    assert "Opening" in page.texts("h2")
    visitor.send(page, {"q-useful": "4"})
    assert "This browser has answered already." in visitor.get(path).text
    unknown = visitor.get(f"/en/2027/surveys/feedback?session={second.code}")
    assert "Choose the session" in unknown.text
    app.config["NOW"] = FIRST + timedelta(hours=5)
    other = f"/en/2027/surveys/feedback?session={second.code}"
    visitor.send(visitor.get(other), {"q-useful": "2"})

    assert db.session.scalars(select(Response.subject).order_by(Response.id)).all() == [
        first.code, second.code,
    ]  # fmt: skip


def test_by_session_counts_answers_and_means_for_organisers(app: Flask):
    meeting, first, second, _amal = met()
    survey = asking(meeting, About.SESSIONS)
    app.config["NOW"] = FIRST + timedelta(hours=5)
    for session, useful in ((first, "4"), (first, "5"), (second, "2")):
        browser = Visitor(app)
        page = browser.get(f"/en/2027/surveys/feedback?session={session.code}")
        browser.send(page, {"q-useful": useful})

    tally = queries.tally_by_subject(survey)
    page = Visitor(app, an_organiser(meeting)).get("/en/2027/desk/surveys/feedback/sessions")

    assert {code: one.answers for code, one in tally.items()} == {first.code: 2, second.code: 1}
    assert page.texts("tr")[1:] == ["Opening 2 4.5 (2)–", "Closing 1 2 (1)–"]


def test_new_feedback_makes_the_short_form_in_four_languages(app: Flask, visitor: Visitor):
    meeting, first, _second, _amal = met()
    organiser = Visitor(app, an_organiser(meeting))

    page = organiser.get("/en/2027/desk/feedback/new")
    organiser.send(page)

    survey = queries.get_survey("2027", "feedback")
    assert (survey.about, survey.once, survey.signed) == (About.SESSIONS, Once.BROWSER, False)
    assert [q.code for q in survey.questionnaire.questions] == ["useful", "understood", "better"]
    assert all(
        q.label.own(code)
        for q in survey.questionnaire.questions
        for code in ("en", "fr", "es", "ar")
    )
    app.config["NOW"] = DURING
    shown = visitor.get(f"/fr/2027/surveys/feedback?session={first.code}")
    assert "Cette session a-t-elle été utile pour votre travail\u202f?" in shown.parsed.text
