"""Several addresses of one person."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import Presenter
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people import queries, service
from meeting_app.people.models import Action, AddressClaim, AuditEntry, EmailAddress, Person
from tests.abstracts.factories import a_call, a_content
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person
from tests.support.pages import Visitor


def confirm(person: Person, email: str) -> EmailAddress:
    """As if they had used the link."""
    service.claim_address(person, email, NOW)
    claim = db.session.scalars(select(AddressClaim).order_by(AddressClaim.id.desc())).first()
    assert claim is not None
    service.confirm_claim(claim, NOW)
    found = queries.find_address(service.normalise_email(email))
    assert found is not None
    return found


def addresses(person: Person) -> list[tuple[str, bool]]:
    return [(row.address, row.is_primary) for row in queries.list_addresses(person)]


def mailed_link(kind: str) -> str:
    body = db.session.scalars(
        select(OutgoingMail.body).where(OutgoingMail.kind == kind).order_by(OutgoingMail.id.desc())
    ).first()
    assert body is not None
    found = re.search(r"http://localhost(/\S+)", body)
    assert found is not None
    return found[1]


def letters() -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(OutgoingMail.kind, OutgoingMail.address).order_by(OutgoingMail.id)
    )
    return [(row.kind, row.address) for row in rows]


def test_make_person_has_one_primary_address_that_is_not_confirmed(app: Flask):
    person = a_person(email="Amal@Example.org")

    (row,) = queries.list_addresses(person)
    assert (row.address, row.is_primary, row.confirmed_at) == ("amal@example.org", True, None)


def test_add_address_counts_only_when_its_owner_used_the_link(app: Flask):
    person = a_person(email="amal@example.org")
    browser = Visitor(app, person)
    page = browser.get("/en/account/addresses")
    page = browser.follow(browser.send(page, {"email": "Amal@Work.example.org"}))
    assert "amal@work.example.org" in page.text
    assert queries.find_person_by_email("amal@work.example.org") is None

    link = mailed_link("people.confirm_address")
    assert browser.get(link).heading == "Confirm your e-mail address"  # looking uses nothing up
    browser.send(browser.get(link))

    assert addresses(person) == [("amal@example.org", True), ("amal@work.example.org", False)]
    assert queries.find_person_by_email("amal@work.example.org") == person
    browser.get(link, status=410)


def test_sign_in_with_the_second_address_reaches_the_same_person(app: Flask):
    person = a_person("Amal", email="amal@example.org")
    confirm(person, "amal@work.example.org")
    browser = Visitor(app)
    browser.send(browser.get("/en/account/sign-in"), {"email": "AMAL@work.example.org"})

    assert letters()[-1] == ("people.sign_in_link", "amal@work.example.org")
    browser.send(browser.get(mailed_link("people.sign_in_link")))

    assert "amal@example.org" in browser.get("/en/account/").text
    assert db.session.scalars(select(Person.id)).all() == [person.id]


def test_submit_presenter_by_a_second_address_is_the_known_person(app: Flask):
    person, submitter = a_person("Amal", email="amal@example.org"), a_person()
    confirm(person, "amal@work.example.org")
    call = a_call(a_meeting())
    from meeting_app.abstracts import service as abstracts

    abstracts.submit(
        call,
        a_content(presenters=[abstracts.NamedPresenter("A. Haddad", "amal@work.example.org")]),
        person=submitter,
        form_opened_at=NOW,
        now=NOW,
    )

    assert db.session.scalars(select(Presenter.person_id)).all() == [person.id]


def test_confirm_link_of_somebody_else_is_not_there(app: Flask):
    """Who is led to confirm for a stranger would hand their mailbox to the stranger's account."""
    thief, owner = a_person(), a_person()
    service.claim_address(thief, "owner@second.example.org", NOW)
    link = mailed_link("people.confirm_address")

    Visitor(app, owner).get(link, status=404)
    answer = Visitor(app).fetch(link)
    assert answer.status_code == 303
    assert "/account/sign-in" in answer.headers["Location"]
    assert queries.find_address("owner@second.example.org") is None


def test_confirm_after_its_time_is_refused(app: Flask):
    person = a_person()
    service.claim_address(person, "late@example.org", NOW)
    claim = db.session.scalars(select(AddressClaim)).one()

    with pytest.raises(Refused):
        service.confirm_claim(claim, NOW + timedelta(days=2))
    assert queries.find_address("late@example.org") is None


def test_confirm_address_of_an_unused_account_takes_it_over(app: Flask):
    person, named = a_person("Amal"), a_person("Named by others", email="amal@work.example.org")

    confirm(person, "amal@work.example.org")

    assert queries.find_person_by_email("amal@work.example.org") == person
    assert (named.active, named.email) == (False, f"merged-{named.id}@people.invalid")


def test_add_address_of_an_account_in_use_writes_to_its_owner_alone(app: Flask):
    owner = a_person("Owner", email="owner@example.org", language="fr")
    owner.email_confirmed_at = NOW
    thief = a_person()
    service.claim_address(thief, "owner@example.org", NOW)

    assert letters() == [("people.address_wanted", "owner@example.org")]
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert (mail.language, "http" in mail.body) == ("fr", False)


def test_confirm_address_that_came_into_use_meanwhile_is_refused(app: Flask):
    person, named = a_person(), a_person(email="owner@example.org")
    service.claim_address(person, "owner@example.org", NOW)
    named.email_confirmed_at = NOW

    with pytest.raises(Refused, match="belongs to an account that is in use"):
        service.confirm_claim(db.session.scalars(select(AddressClaim)).one(), NOW)


def test_make_primary_sends_letters_there_and_tells_the_old_one(app: Flask):
    person = a_person(email="old@example.org")
    second = confirm(person, "new@example.org")
    browser = Visitor(app, person)
    page = browser.get("/en/account/addresses")
    browser.send(page, form=page.form(f"/{second.id}/primary"))

    assert addresses(person) == [("new@example.org", True), ("old@example.org", False)]
    assert person.email == "new@example.org"
    assert letters()[-1] == ("people.primary_address_changed", "old@example.org")


def test_remove_address_leads_to_nobody_and_says_so(app: Flask):
    person = a_person(email="old@example.org")
    second = confirm(person, "new@example.org")
    browser = Visitor(app, person)
    browser.send(browser.get(f"/en/account/addresses/{second.id}/remove"))

    assert addresses(person) == [("old@example.org", True)]
    assert letters()[-1] == ("people.address_removed", "new@example.org")
    assert queries.find_person_by_email("new@example.org") is None


def test_remove_primary_address_is_refused(app: Flask):
    person = a_person(email="old@example.org")
    (only,) = queries.list_addresses(person)

    with pytest.raises(Refused):
        service.remove_address(only, NOW)
    page = Visitor(app, person).get(f"/en/account/addresses/{only.id}/remove")
    assert "Make another one the main address first." in page.text


@pytest.mark.parametrize("path", ["{}/remove", "{}/primary"])
def test_addresses_of_others_are_not_there(app: Flask, path: str):
    owner, other = a_person(), a_person()
    theirs = confirm(owner, "second@example.org")
    browser = Visitor(app, other)
    form = dict(browser.get("/en/account/addresses").form().fields)

    browser.post(
        f"/en/account/addresses/{path.format(theirs.id)}",
        [(name, form[name]) for name in ("csrf_token", "form_key")],
        status=404,
    )
    assert addresses(owner)[1] == ("second@example.org", False)


def test_take_back_a_claim_ends_its_link(app: Flask):
    person = a_person()
    browser = Visitor(app, person)
    browser.send(browser.get("/en/account/addresses"), {"email": "typo@example.org"})
    link = mailed_link("people.confirm_address")
    page = browser.get("/en/account/addresses")
    assert "typo@example.org" in page.text

    page = browser.follow(browser.send(page, form=page.form("/take-back")))

    assert "typo@example.org" not in page.text
    browser.get(link, status=410)


def test_add_own_address_again_is_told_at_the_field(app: Flask):
    person = a_person(email="amal@example.org")
    browser = Visitor(app, person)
    answer = browser.send(
        browser.get("/en/account/addresses"), {"email": "AMAL@example.org"}, status=422
    )

    assert "This address is yours already." in answer.text
    assert letters() == []


def test_add_addresses_without_end_is_refused(app: Flask):
    person = a_person()
    for number in range(10):
        service.claim_address(person, f"a{number}@example.org", NOW)

    with pytest.raises(Refused, match="many addresses today"):
        service.claim_address(person, "more@example.org", NOW)


def test_addresses_are_in_the_audit_trail_without_their_words(app: Flask):
    person = a_person()
    second = confirm(person, "second@example.org")
    first = queries.list_addresses(person)[0]
    service.make_primary(second, NOW)
    service.remove_address(first, NOW)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.action, entry.actor_id, entry.about_id) for entry in entries] == [
        (action, person.id, person.id)
        for action in (
            Action.ADDRESS_ADDED,
            Action.PRIMARY_ADDRESS_CHANGED,
            Action.ADDRESS_REMOVED,
        )
    ]
    assert "@" not in "".join(f"{entry.thing}{entry.details}" for entry in entries)
