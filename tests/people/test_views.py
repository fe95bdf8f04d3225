"""Signing in by a mailed link, and one's account."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people.models import Link, Organisation, Person, SignIn
from meeting_app.people.views import own_path
from tests.support.factories import a_person, an_organisation
from tests.support.pages import Visitor


def mailed_link() -> str:
    body = db.session.scalars(select(OutgoingMail.body).order_by(OutgoingMail.id.desc())).first()
    assert body is not None
    found = re.search(r"http://localhost(/\w+/account/link/\S+)", body)
    assert found is not None
    return found[1]


def test_sign_in_unknown_address_makes_a_person_only_when_the_link_is_used(visitor: Visitor):
    page = visitor.get("/fr/account/sign-in")
    visitor.send(page, {"email": "Amal@Example.org "})

    assert db.session.scalar(select(func.count()).select_from(Person)) == 0
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert (mail.address, mail.language, mail.subject) == ("amal@example.org", "fr", mail.subject)

    link = mailed_link()
    visitor.get(link, status=200)  # a mail scanner looks: nothing is used up
    answer = visitor.send(visitor.get(link))

    person = db.session.scalars(select(Person)).one()
    assert (person.email, person.language) == ("amal@example.org", "fr")
    assert person.email_confirmed_at is not None
    assert answer.headers["Location"] == "/fr/account/"
    assert "amal@example.org" in visitor.follow(answer).text


def test_use_link_twice_refuses_the_second_browser(app: Flask, visitor: Visitor):
    person = a_person("Amal")
    visitor.send(visitor.get("/en/account/sign-in"), {"email": person.email})
    link = mailed_link()
    first, second = Visitor(app), Visitor(app)
    page_of_second = second.get(link)

    first.send(first.get(link))
    second.send(page_of_second, status=410)

    second.get(link, status=410)
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_sign_in_known_and_unknown_address_answer_alike(app: Flask):
    known = a_person("Amal").email
    pages = []
    for email in (known, "nobody@example.org"):
        visitor = Visitor(app)
        answer = visitor.send(visitor.get("/en/account/sign-in"), {"email": email})
        pages.append((answer.status_code, answer.headers["Location"], answer.data))

    assert pages[0] == pages[1]
    assert db.session.scalar(select(func.count()).select_from(OutgoingMail)) == 2


def test_sign_in_stops_sending_after_some_links_an_hour(app: Flask, visitor: Visitor):
    for _ in range(9):
        visitor.send(visitor.get("/en/account/sign-in"), {"email": "amal@example.org"})

    assert db.session.scalar(select(func.count()).select_from(Link)) == 6


def test_sign_in_wrong_address_is_told_at_the_field_and_kept(visitor: Visitor):
    page = visitor.get("/ar/account/sign-in")
    answer = visitor.send(page, {"email": "amal"}, status=422)

    assert 'value="amal"' in answer.text


def test_sign_out_ends_the_sign_in_on_the_server(app: Flask):
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get("/en/account/")
    stolen = visitor.client.get_cookie("session")
    assert stolen is not None
    out = next(form for form in page.parsed.forms if form.action.endswith("/sign-out"))

    visitor.send(page, form=out)

    thief = Visitor(app)
    thief.client.set_cookie("session", stolen.value)
    assert thief.fetch("/en/account/").status_code == 303


def test_account_saves_profile_and_adds_unknown_organisation(app: Flask):
    an_organisation("Éducation sans murs")
    visitor = Visitor(app, a_person(""))
    visitor.send(
        visitor.get("/en/account/"),
        {
            "name": "Amal",
            "pronunciation": "ah-MAHL",
            "organisation": "education SANS murs",
            "job_title": "Caseworker",
            "country": "JO",
        },
    )

    person = db.session.scalars(select(Person)).one()
    assert person.organisation is not None
    assert (person.name, person.organisation.name, person.country) == (
        "Amal",
        "Éducation sans murs",
        "JO",
    )
    assert (person.profile.pronunciation, person.profile.job_title) == ("ah-MAHL", "Caseworker")
    visitor.send(visitor.get("/en/account/"), {"organisation": "New one"})
    added = db.session.scalars(select(Organisation).where(Organisation.name == "New one")).one()
    assert added.added_by_person is True


def test_account_visitor_is_sent_to_sign_in_and_back(app: Flask, visitor: Visitor):
    person = a_person("Amal")
    answer = visitor.fetch("/en/account/")
    assert answer.headers["Location"] == "/en/account/sign-in?next=/en/account/"
    page = visitor.follow(answer)
    visitor.send(page, {"email": person.email})
    assert visitor.send(visitor.get(mailed_link())).headers["Location"] == "/en/account/"


@pytest.mark.parametrize(
    "address",
    [
        "//evil",
        "/\\evil",
        "\\\\evil",
        "https:evil",
        "/\t/evil",
        "javascript:alert(1)",
        "http://evil/",
        "",
    ],
)
def test_own_path_refuses_other_hosts(address: str):
    assert own_path(address) == ""


def test_own_path_keeps_ours():
    assert own_path("/en/2027/register?a=1") == "/en/2027/register?a=1"
