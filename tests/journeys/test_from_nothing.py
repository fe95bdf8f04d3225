"""An empty database, nobody in it, no code: an organiser makes a whole meeting with the pages."""

import re
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import Meeting, MeetingRole
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Response
from meeting_app.registration.models import Registration, RegistrationState
from meeting_app.review.models import Criterion
from tests.support.factories import a_person
from tests.support.pages import Page, Visitor, set_up_second_factor

DATES = {"opens_at": "2026-11-01T00:00", "closes_at": "2026-12-31T23:59"}
MEETING = "/ar/2027/"
DESK = MEETING + "desk/"


def first_organiser(app: Flask) -> Visitor:
    """By the link that the command prints."""
    printed = app.test_cli_runner().invoke(args=["first-organiser"])
    link = urlsplit(printed.output.strip()).path
    visitor = Visitor(app)
    asked = visitor.follow(visitor.send(visitor.get(link), {"email": "amal@example.org"}))
    set_up_second_factor(visitor, asked)
    return visitor


def make_meeting(amal: Visitor) -> None:
    assert "/ar/new-meeting" in amal.get("/ar/").links()
    page = amal.send(
        amal.get("/ar/new-meeting"),
        {
            "slug": "2027",
            "title-ar": "الاجتماع السنوي",
            "title-fr": "Réunion annuelle",
            "starts_on": "2027-03-02",
            "ends_on": "2027-03-04",
            "zone": "Asia/Amman",
            "contact_email": "meeting@example.org",
        },
    )
    assert page.headers["Location"] == DESK + "phases"


def add(amal: Visitor, path: str, values: dict[str, str], *, action: str | None = None) -> Page:
    page = amal.get(DESK + path)
    return amal.follow(amal.send(page, values, form=page.form(action)))


def make_everything(amal: Visitor) -> None:
    for title in ("الرعاية البديلة", "حماية الأطفال في النزاعات"):
        add(amal, "themes", {"title-ar": title}, action="/desk/themes")
    add(
        amal,
        "surveys/new",
        {"slug": "themes", "title-ar": "استبيان المواضيع", "title-fr": "Enquête", **DATES},
    )
    add(
        amal,
        "calls/new",
        {
            "slug": "practice",
            "title-ar": "الدعوة",
            "text-ar": "شاركونا تجاربكم.",
            "questions": ["takeaway"],
            **DATES,
        },
    )
    assert DESK + "review/criteria?call=practice" in amal.get(DESK + "review").links()
    for label, weight in (("الصلة بالموضوع", "٢"), ("الوضوح", "1")):
        add(amal, "review/criteria?call=practice", {"label-ar": label, "weight": weight})
    add(amal, "review", DATES)
    add(amal, "registration/open", {**DATES, "in_person": "40", "offers_online": None})
    for role in ("reviewer", "translator"):
        add(amal, "roles", {"email": f"{role}@example.org", "role": role})
    accept_invitations(amal.app)


def accept_invitations(app: Flask) -> None:
    """As those who were invited do, with the link of their letter."""
    wanted = select(OutgoingMail.body).where(OutgoingMail.kind == "meetings.role_invitation")
    for body in db.session.scalars(wanted).all():
        link = re.search(r"http://localhost(/\w\w/account/invitation/\S+)", body)
        assert link
        invited = Visitor(app)
        invited.send(invited.get(link[1]))


def answer_survey(visitor: Visitor, path: str) -> None:
    visitor.send(visitor.get(path), {"q-themes-theme-2": "1", "q-last_meeting": "4"})


def submit_abstract(visitor: Visitor, path: str) -> None:
    assert path + "/submit" in visitor.get(path).links()
    page = visitor.get(path + "/submit")
    values = {
        "title": "Familles d’accueil",
        "text": "Ce que nous avons appris.",
        "theme": "theme-1",
        "q-takeaway": "Préparer une famille.",
    }
    visitor.send(page, values, button=("action", "submit"))


def test_from_nothing_to_a_meeting_that_takes_answers_abstracts_and_people(app: Flask):
    amal = first_organiser(app)
    make_meeting(amal)
    make_everything(amal)
    lina = Visitor(app, a_person("Lina", language="fr", email="lina@example.org"))

    page = lina.get("/fr/2027/")
    opened = [link for link in page.links() if link.startswith("/fr/2027/")]
    survey, call, register = (
        "/fr/2027/surveys/themes",
        "/fr/2027/calls/practice",
        "/fr/2027/register",
    )
    assert {survey, call, register} <= set(opened)
    assert page.heading == "Réunion annuelle"

    answer_survey(Visitor(app), survey)
    submit_abstract(lina, call)
    lina.send(lina.get(register), {"mode": "in_person", "country": "CD"})

    assert db.session.scalars(select(Meeting.slug)).all() == ["2027"]
    assert db.session.scalars(select(Response.language)).all() == ["fr", "fr"]
    abstract = db.session.scalars(select(Abstract)).one()
    assert (abstract.state, abstract.theme and abstract.theme.title.text) == (
        AbstractState.SUBMITTED,
        "الرعاية البديلة",
    )
    assert db.session.scalars(select(Registration.state)).all() == [RegistrationState.CONFIRMED]
    weights = select(Criterion.weight).order_by(Criterion.position)
    assert db.session.scalars(weights).all() == [2, 1]
    roles = (
        select(Person.email, MeetingRole.role).join(Person).order_by(MeetingRole.role, Person.email)
    )
    assert [tuple(row) for row in db.session.execute(roles)] == [
        ("amal@example.org", "organiser"),
        ("reviewer@example.org", "reviewer"),
        ("translator@example.org", "translator"),
    ]
    assert db.session.scalars(select(Call.slug)).all() == ["practice"]


def test_what_an_organiser_makes_is_whole_on_the_desk(app: Flask):
    """The pages of the desk hold what was typed, and the questions are there for translators."""
    amal = first_organiser(app)
    make_meeting(amal)
    make_everything(amal)

    assert "استبيان المواضيع" in amal.get(DESK + "surveys").text
    assert amal.get(DESK + "surveys/themes").heading == "استبيان المواضيع"
    assert "الدعوة" in amal.get(DESK + "calls").text
    assert amal.get(DESK + "registration").status == 200
    translations = amal.get(DESK + "translations?to=fr&show=all")
    assert "الرعاية البديلة" in translations.text
