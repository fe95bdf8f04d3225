"""Sign-in links, sessions, form keys, redirects, headers."""

import logging

import pytest
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.requests import new_form_key
from meeting_app.meetings.models import MeetingRole
from meeting_app.people import service
from meeting_app.people.models import Link, Person
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Visitor

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def a_link(person: Person, **values: object) -> str:
    token = service.make_link(person.email, language="en", now=NOW, **values)  # type: ignore[arg-type]
    db.session.commit()
    return f"/en/account/link/{token}"


def test_use_one_link_in_two_browsers_signs_in_the_first_only(app):
    link = a_link(a_person())
    first, second = Visitor(app), Visitor(app)
    pages = first.get(link), second.get(link)

    first.send(pages[0])
    assert second.send(pages[1], status=410).status_code == 410
    assert first.fetch("/en/account/").status_code == 200
    assert second.fetch("/en/account/").status_code == 303


def test_a_cookie_planted_before_the_sign_in_is_not_signed_in_after(app):
    victim, thief = Visitor(app), Visitor(app)
    link = a_link(a_person())
    page = victim.get(link)
    planted = victim.client.get_cookie("session")
    victim.send(page)

    assert planted is not None
    assert victim.client.get_cookie("session") != planted
    thief.client.set_cookie("session", planted.value)
    assert thief.fetch("/en/account/").status_code == 303


def test_a_cookie_kept_from_before_the_sign_out_is_signed_out(app):
    browser = Visitor(app, a_person())
    kept = browser.client.get_cookie("session")
    form = next(
        f for f in browser.get("/en/account/").parsed.forms if f.action.endswith("/sign-out")
    )
    browser.post("/en/account/sign-out", form.fields)

    assert kept is not None
    browser.client.set_cookie("session", kept.value)
    assert browser.fetch("/en/account/").status_code == 303


def test_a_form_without_its_token_or_with_anothers_changes_nothing(app):
    meeting = a_meeting("m")
    mine, theirs = Visitor(app, an_organiser(meeting)), Visitor(app, an_organiser(meeting))
    fields = dict(mine.get("/en/m/desk/roles").form().fields)
    fields |= {"email": "x@example.org", "role": "organiser"}
    before = db.session.scalar(select(func.count()).select_from(MeetingRole))

    foreign = dict(theirs.get("/en/m/desk/roles").form().fields)["csrf_token"]
    for token in ("", "x", foreign):
        data = fields | {"csrf_token": token, "form_key": new_form_key(NOW)}
        assert mine._open("POST", "/en/m/desk/roles", data=data).status_code == 400
    answer = mine._open("POST", "/en/m/desk/roles", json=fields)
    assert answer.status_code == 400
    assert db.session.scalar(select(func.count()).select_from(MeetingRole)) == before


def test_an_organiser_who_lost_the_role_cannot_send_the_page_that_is_open(app):
    meeting = a_meeting("m")
    organiser = an_organiser(meeting)
    browser = Visitor(app, organiser)
    page = browser.get("/en/m/desk/rooms")
    db.session.execute(MeetingRole.__table__.delete().where())  # type: ignore[attr-defined]

    answer = browser.send(page, {"name-en": "Mine"}, status=404)
    assert "Mine" not in answer.text


def test_a_name_that_grows_when_it_is_folded_is_kept(app):
    person = a_person()
    browser = Visitor(app, person)
    name = "\ufdfa" * 200  # one letter, eighteen in its long form
    browser.send(browser.get("/en/account/"), {"name": name, "organisation": name})

    assert (person.name, person.organisation.name) == (name, name)


def test_nobody_gives_themselves_what_the_form_does_not_ask_for(app):
    person = a_person()
    browser = Visitor(app, person)
    fields = [*browser.get("/en/account/").form().fields, ("name", "A")]
    extra = (
        "is_administrator",
        "active",
        "email",
        "id",
        "fs_uniquifier",
        "role",
        "organisation_id",
    )
    known = {name: getattr(person, name) for name in extra if hasattr(person, name)}
    browser.post("/en/account/", [*dict(fields).items(), *((name, "1") for name in extra)])

    db.session.expire_all()
    assert {name: getattr(person, name) for name in known} == known


@pytest.mark.parametrize(
    "next_url",
    [
        "//evil.tld", "/\\evil.tld", "\\\\evil.tld", "https:evil.tld", "https://evil.tld",
        "/\t/evil.tld", "/\n/evil.tld", "javascript:alert(1)", "///evil.tld", "http:///evil.tld",
        " //evil.tld", "/\u2028/evil.tld", "@evil.tld",
    ],
)  # fmt: skip
def test_ask_for_a_link_leads_only_to_paths_of_ours(app, visitor, next_url: str):
    page = Visitor(app).fetch("/en/account/sign-in", query_string={"next": next_url})
    assert page.status_code == 200
    browser = Visitor(app)
    shown = browser.get("/en/account/sign-in")
    fields = dict(shown.form().fields) | {"email": "a@example.org"}
    browser._open("POST", "/en/account/sign-in", data=fields, query_string={"next": next_url})

    assert db.session.scalars(select(Link.next_url)).all() == [""]


def test_a_known_and_an_unknown_address_get_the_same_answer(app):
    a_person(email="known@example.org")
    answers = []
    for address in ("known@example.org", "unknown@example.org"):
        browser = Visitor(app)
        page = browser.get("/en/account/sign-in")
        answer = browser.send(page, {"email": address})
        answers.append((answer.status_code, answer.headers["Location"], answer.data))

    assert answers[0] == answers[1]


def test_pages_carry_every_header(app):
    meeting = a_meeting("m")
    browser = Visitor(app, an_organiser(meeting))
    for path in ("/en/", "/en/m/", "/en/m/my", "/en/m/desk/", "/en/account/", "/en/nowhere", "/x"):
        headers = browser.fetch(path).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_a_fault_is_logged_without_what_people_wrote(app, caplog):
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError) as fault:
        db.session.execute(
            Person.__table__.insert().values(email="secret@example.org", name="Secret name")  # type: ignore[attr-defined]
        )
    logging.getLogger("test").error("a fault", exc_info=fault.value)

    assert "INSERT INTO person" in caplog.text
    assert "secret" not in caplog.text.lower()
