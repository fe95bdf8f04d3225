"""Administrators' pages about accounts of one person."""

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.meetings.models import MeetingRole, Role
from meeting_app.meetings.service import grant
from meeting_app.people import queries, service
from meeting_app.people.models import Person, PersonMerge
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser
from tests.support.pages import Visitor
from tests.support.statements import Statements


@pytest.fixture
def admin(app: Flask) -> Person:
    admin = a_person("Root")
    admin.is_administrator = True
    return admin


def test_people_finds_two_accounts_and_merges_them(app: Flask, admin: Person):
    house = an_organisation("Bridge")
    kept = a_person("Amal Haddad", email="amal@example.org", organisation=house)
    gone = a_person("Amal Hadad", email="other@example.org")
    grant(a_meeting("2027"), gone, Role.REVIEWER, NOW)
    browser = Visitor(app, admin)

    page = browser.get("/en/account/people/?q=AMÁL")
    assert page.text.count("Keep this account") == 2
    page = browser.get(f"/en/account/people/?q=other@example.org&first={kept.profile.code}")
    (link,) = [link for link in page.links() if "/merge/" in link]
    preview = browser.get(link)
    for words in (
        "other@example.org leads to the first account.",
        "The first account gets the role: Reviewer, Annual Meeting.",
        "Roles in meetings: 1",
    ):
        assert words in preview.text
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [gone.id]

    done = browser.follow(browser.send(preview))

    assert "Undo this merge" in done.text
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [kept.id]
    row = db.session.scalars(select(PersonMerge)).one()
    assert (row.kept_id, row.gone_id, row.merged_by_id) == (kept.id, gone.id, admin.id)


def test_merge_page_names_what_stays(app: Flask, admin: Person):
    kept, gone = a_person("Amal"), a_person("A.")
    meeting = a_meeting("2027")
    for person in (kept, gone):
        grant(meeting, person, Role.REVIEWER, NOW)
    page = Visitor(app, admin).get(
        f"/en/account/people/merge/{kept.profile.code}/{gone.profile.code}"
    )

    _before, _heading, after = page.text.partition("What stays with the second account")
    assert "Roles in meetings: 1" in after
    assert "What moves to the first account" not in page.text


def test_undo_from_the_list_of_merges(app: Flask, admin: Person):
    kept, gone = a_person("Amal"), a_person("A.", email="gone@example.org")
    done = service.merge(kept, gone, by=admin, now=NOW)
    browser = Visitor(app, admin)
    page = browser.get("/en/account/people/merges")
    (link,) = [link for link in page.links() if link.endswith("/undo")]

    page = browser.follow(browser.send(browser.get(link)))

    assert "The accounts are apart again." in page.text
    assert queries.find_person_by_email("gone@example.org") == gone
    answer = browser.send(browser.get(f"/en/account/people/merges/{done.id}/undo"), status=422)
    assert "This merge was undone already." in answer.text


def test_duplicates_name_their_reasons(app: Flask, admin: Person):
    house = an_organisation("Bridge")
    one = a_person("Amal Haddad", email="amal.haddad@example.org", organisation=house)
    two = a_person("amal haddád", email="amal.hadad@example.org", organisation=house)
    page = Visitor(app, admin).get("/en/account/people/duplicates")

    assert "The same name and organisation" in page.text
    assert "Addresses that are one letter apart" in page.text
    merges = [link for link in page.links() if "/merge/" in link]
    assert merges == [f"/en/account/people/merge/{one.profile.code}/{two.profile.code}"]


def test_duplicates_take_the_same_statements_for_many(app: Flask, admin: Person):
    browser = Visitor(app, admin)
    seen = []
    for count in (1, 15):
        for number in range(count):
            a_person(f"Same {count} {number}")
            a_person(f"Same {count} {number}")
        browser.get("/en/account/people/duplicates")
        with Statements() as spent:
            browser.get("/en/account/people/duplicates")
        seen.append(spent.number)

    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    "path",
    ["", "duplicates", "merges", "merge/{kept}/{gone}", "merges/{number}/undo"],
)
def test_pages_are_for_administrators_alone(app: Flask, path: str):
    organiser = an_organiser(a_meeting("2027"))
    kept, gone, third = a_person(), a_person(), a_person()
    done = service.merge(kept, third, by=None, now=NOW)
    address = path.format(kept=kept.profile.code, gone=gone.profile.code, number=done.id)

    Visitor(app, organiser).get(f"/en/account/people/{address}", status=404)
    assert Visitor(app).fetch(f"/en/account/people/{address}").status_code == 303


def test_merge_of_an_account_with_itself_is_not_there(app: Flask, admin: Person):
    code = a_person().profile.code

    Visitor(app, admin).get(f"/en/account/people/merge/{code}/{code}", status=404)
