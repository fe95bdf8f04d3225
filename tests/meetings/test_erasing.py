"""Organisers erase somebody who asked them to, and nobody of other meetings."""

from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Role
from meeting_app.people.models import AuditEntry, Person, PersonMerge
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser, somebody_with
from tests.support.pages import Page, Visitor

FIND = "/en/m/desk/data-protection/erase"


def a_host(meeting: Meeting, name: str) -> Person:
    person = somebody_with(meeting, Role.HOST, name=name)
    db.session.commit()
    return person


def search(visitor: Visitor, words: str) -> Page:
    return Page(visitor.send(visitor.get(FIND), {"name": words}, status=200))


def test_find_and_erase_from_the_page_of_data_protection(app: Flask):
    meeting = a_meeting("m")
    person = a_host(meeting, "Andrés Salcedo")
    visitor = Visitor(app, an_organiser(meeting))

    assert FIND in visitor.get("/en/m/desk/data-protection").links()
    found = search(visitor, "andres sal")
    page = visitor.get(f"{FIND}/{person.id}")
    assert f"{FIND}/{person.id}" in found.links()
    assert "Andrés Salcedo" in page.text
    visitor.send(page, {"texts": "nameless", "sure": "y"})

    db.session.expire_all()
    assert person.erased_at is not None
    assert "0 people found" in search(visitor, "salcedo").text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "erased")).one()
    assert (entry.scope, entry.about_id) == ("m", person.id)
    assert "Erased personal data" in visitor.get("/en/m/desk/audit?action=erased").text
    assert visitor.fetch(f"{FIND}/{person.id}").status_code == 404


def test_find_by_whole_address_but_not_by_a_part_of_it(app: Flask):
    meeting = a_meeting("m")
    person = a_host(meeting, "Amal Haddad")
    visitor = Visitor(app, an_organiser(meeting))

    assert "Amal Haddad" in search(visitor, f" {person.email.upper()} ").text
    assert "0 people found" in search(visitor, person.email[:8]).text


def test_whoever_has_nothing_in_the_meeting_is_not_there(app: Flask):
    meeting, other = a_meeting("m"), a_meeting("other")
    person = a_host(other, "Amal Haddad")
    visitor = Visitor(app, an_organiser(meeting))

    assert "0 people found" in search(visitor, "Amal").text
    assert visitor.fetch(f"{FIND}/{person.id}").status_code == 404


def test_whoever_takes_part_elsewhere_too_is_left_to_administrators(app: Flask):
    meeting, other = a_meeting("m"), a_meeting("other")
    person = a_host(meeting, "Amal Haddad")
    administrator = a_person("Hana Admin")
    administrator.is_administrator = True
    organiser = an_organiser(meeting)
    visitor = Visitor(app, organiser)
    opened = visitor.get(f"{FIND}/{person.id}")
    meetings.grant(other, person, Role.HOST, NOW)
    db.session.commit()

    sent = Page(visitor.send(opened, {"texts": "nameless", "sure": "y"}, status=200))
    assert "They also take part in a meeting that you do not organise." in sent.text
    assert "Hana Admin" in sent.text
    assert "http://localhost/en/account/erase" in sent.text
    db.session.expire_all()
    assert person.erased_at is None

    meetings.grant(other, organiser, Role.ORGANISER, NOW)
    db.session.commit()
    assert "What will happen" in visitor.get(f"{FIND}/{person.id}").text


def test_administrators_and_oneself_are_refused(app: Flask):
    meeting = a_meeting("m")
    administrator = a_host(meeting, "Hana Admin")
    administrator.is_administrator = True
    organiser = an_organiser(meeting)
    visitor = Visitor(app, organiser)

    assert "They look after the service." in visitor.get(f"{FIND}/{administrator.id}").text
    assert "This is you." in visitor.get(f"{FIND}/{organiser.id}").text


def test_reading_organisers_do_not_find_anybody(app: Flask):
    meeting = a_meeting("m")
    visitor = Visitor(app, somebody_with(meeting, Role.READING_ORGANISER))

    assert visitor.fetch(FIND).status_code == 404
    assert FIND not in visitor.get("/en/m/desk/data-protection").links()


def test_rows_of_an_account_merged_into_theirs_count_too(app: Flask):
    meeting, other = a_meeting("m"), a_meeting("other")
    person, merged = a_host(meeting, "Amal Haddad"), a_host(other, "A. Haddad")
    visitor = Visitor(app, an_organiser(meeting))
    assert "What will happen" in visitor.get(f"{FIND}/{person.id}").text

    db.session.add(
        PersonMerge(kept_id=person.id, gone_id=merged.id, merged_at=NOW, changes=[], filled=[])
    )
    db.session.commit()

    page = visitor.get(f"{FIND}/{person.id}")
    assert "They also take part in a meeting that you do not organise." in page.text
