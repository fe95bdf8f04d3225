"""The list of one's own sign-ins; taking factors away; commands for help and for a breach."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people import queries
from meeting_app.people import service as people
from meeting_app.people.models import Action, AuditEntry, Link, SignIn
from tests.conftest import NOW
from tests.people.test_second_factor import an_authenticator
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"


def open_now(*browsers: Visitor) -> list[bool]:
    return [browser.fetch("/en/account/").status_code == 200 for browser in browsers]


def letters(kind: str) -> list[str]:
    kinds = select(OutgoingMail.address).where(OutgoingMail.kind == f"people.{kind}")
    return list(db.session.scalars(kinds))


def test_sign_ins_ends_one_and_all_others(app: Flask):
    person = a_person()
    first, second, third = (Visitor(app, person) for _ in range(3))
    stranger = Visitor(app, a_person())

    page = first.get("/en/account/sign-ins")
    assert len([f for f in page.parsed.forms if f.action.endswith("/end")]) == 2
    numbers = db.session.scalars(select(SignIn.id).order_by(SignIn.id)).all()
    first.send(page, form=page.form(f"/sign-ins/{numbers[1]}/end"))
    assert open_now(first, second, third, stranger) == [True, False, True, True]
    page = first.get("/en/account/sign-ins")
    first.send(page, form=page.form("/end-others"))
    assert open_now(first, third, stranger) == [True, False, True]


def test_end_sign_in_of_somebody_else_answers_as_if_there_were_none(app: Flask):
    mine, theirs = Visitor(app, a_person()), Visitor(app, a_person())
    number = db.session.scalars(select(SignIn.id).order_by(SignIn.id.desc())).first()
    fields = list(mine.get("/en/account/").form().fields)
    answers = [
        mine._open("POST", f"/en/account/sign-ins/{n}/end", data=dict(fields))
        for n in (number, 999)
    ]

    assert [a.status_code for a in answers] == [404, 404]
    texts = [Page(answer).text for answer in answers]
    assert texts[0] == texts[1]
    assert open_now(theirs) == [True]


def test_sign_in_of_an_organiser_on_a_new_device_is_told_by_letter(app: Flask):
    organiser = an_organiser(a_meeting())
    for person in (organiser, a_person()):
        Visitor(app, person)
        phone = Visitor(app)
        phone.client.environ_base["HTTP_USER_AGENT"] = PHONE
        phone.sign_in(person)
        again = Visitor(app)
        again.client.environ_base["HTTP_USER_AGENT"] = PHONE
        again.sign_in(person)

    assert letters("new_device") == [organiser.email]
    assert "Firefox, Android" in phone.get("/en/account/sign-ins").text


def test_sign_out_is_told_to_the_browser(app: Flask):
    browser = Visitor(app, a_person())
    page = browser.get("/en/account/")
    out = next(f for f in page.parsed.forms if f.action.endswith("/sign-out"))

    assert browser.send(page, form=out).headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(("organises", "status", "left"), [(True, 422, 1), (False, 303, 0)])
def test_remove_last_factor_is_refused_to_who_needs_one(
    app: Flask, organises: bool, status: int, left: int
):
    person = an_organiser(a_meeting()) if organises else a_person()
    row = an_authenticator(person)
    people.make_recovery_codes(person, NOW)
    browser = Visitor(app, person)
    page = browser.get(f"/en/account/second-factor/authenticator/{row.id}/remove")
    browser.send(page, status=status)

    assert queries.list_factors(person).count == left
    assert (queries.count_recovery_codes(person) > 0) == bool(left)
    assert letters("second_factor_removed") == ([] if left else [person.email])


def test_remove_factor_wants_it_given_first_and_is_ones_own(app: Flask):
    person = a_person()
    row = an_authenticator(person)
    path = f"/en/account/second-factor/authenticator/{row.id}/remove"

    weak = Visitor(app, person, second_factor=False).fetch(path)
    assert weak.headers["Location"] == "/en/account/second-factor/give"
    assert Visitor(app, a_person()).fetch(path).status_code == 404


def test_sixth_wrong_code_waits(app: Flask):
    person = a_person()
    an_authenticator(person)
    browser = Visitor(app, person, second_factor=False)
    for number in range(5):
        page = browser.get("/en/account/second-factor/give")
        browser.send(page, {"code": f"00000{number}"}, status=422)
    page = browser.get("/en/account/second-factor/give")
    answer = browser.send(page, {"code": "000009"}, status=429)

    assert "Wait ten minutes" in Page(answer).text


def run(app: Flask, *words: str) -> str:
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["people", *words])
    db.session.expire_all()
    assert done.exit_code == 0, done.output
    return done.output


def test_second_factor_reset_lets_somebody_begin_anew_and_tells_them(app: Flask):
    person = an_organiser(a_meeting("m"))
    an_authenticator(person)
    people.make_recovery_codes(person, NOW)
    browser = Visitor(app, person)
    run(app, "second-factor-reset", person.email)

    assert (queries.list_factors(person).count, queries.count_recovery_codes(person)) == (0, 0)
    assert open_now(browser) == [False]
    assert letters("second_factor_removed") == [person.email]
    removed = select(AuditEntry).where(AuditEntry.action == Action.SECOND_FACTOR_REMOVED)
    entry = db.session.scalars(removed).one()
    assert (entry.actor_id, entry.about_id, entry.thing) == (None, person.id, "all")


def test_second_factor_reset_of_nobody_says_so(app: Flask):
    done = app.test_cli_runner().invoke(args=["people", "second-factor-reset", "x@example.org"])
    assert (done.exit_code, "Nobody has this address." in done.output) == (1, True)


def test_end_sign_ins_of_one_leaves_the_others(app: Flask):
    person = a_person()
    mine, other = Visitor(app, person), Visitor(app, a_person())

    assert run(app, "end-sign-ins", person.email) == "1 sign-ins were ended.\n"
    assert open_now(mine, other) == [False, True]


def test_end_sign_ins_of_all_ends_unused_links_too(app: Flask):
    browsers = [Visitor(app, a_person()) for _ in range(2)]
    people.make_link("x@example.org", language="en", now=NOW)

    assert run(app, "end-sign-ins", "--all") == "2 sign-ins and 1 unused links were ended.\n"
    assert open_now(*browsers) == [False, False]
    assert all(one.used_at or one.expires_at <= NOW for one in db.session.scalars(select(Link)))


def test_touched_names_those_whom_an_account_touched(app: Flask):
    person, other = a_person(), a_person()
    Visitor(app, person)
    Visitor(app, other)
    found = json.loads(run(app, "touched", "--account", person.email, "--json"))
    sign_in = db.session.scalars(select(SignIn.id).where(SignIn.person_id == person.id)).one()
    by_token = json.loads(run(app, "touched", "--sign-in", str(sign_in), "--json"))
    before = json.loads(run(app, "touched", "--until", "2020-01-01", "--json"))

    people_found = [{"number": person.id, "address": person.email, "entries": 1}]
    assert found == by_token == {"entries": 1, "actions": {"signed_in": 1}, "people": people_found}
    assert before == {"entries": 0, "actions": {}, "people": []}
