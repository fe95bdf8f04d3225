"""The door list: who is registered, by name, and nothing more."""

import pytest
from flask import Flask

from meeting_app.meetings.models import Meeting, Role
from meeting_app.registration.models import AttendanceMode
from tests.registration.factories import a_desk, a_registration
from tests.support.factories import a_meeting, a_person, somebody_with
from tests.support.pages import Page, Visitor

DOOR = "/en/2027/staff/door"


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    meeting = a_meeting("2027")
    a_desk(meeting)
    return meeting


def search(visitor: Visitor, name: str, status: int = 200) -> Page:
    return Page(visitor.send(visitor.get(DOOR), {"name": name}, status=status))


def names(page: Page) -> list[str]:
    return [
        " ".join(e.text.split())
        for e in page.parsed.all("th")
        if e.attributes.get("scope") == "row"
    ]


def test_door_finds_people_by_a_part_of_the_name_in_any_spelling(app: Flask, meeting):
    for name in ("Éloïse Traoré", "Traore Ahmed", "إيمان الأحمد"):
        a_registration(meeting, a_person(name), AttendanceMode.ONLINE)
    other = a_meeting("2028")
    a_desk(other)
    a_registration(other, a_person("Traoré of another meeting"), AttendanceMode.ONLINE)
    a_person("Traoré who has not registered")
    visitor = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))

    assert names(search(visitor, "TRAORE")) == ["Éloïse Traoré", "Traore Ahmed"]
    assert names(search(visitor, "tra elo")) == ["Éloïse Traoré"]
    assert names(search(visitor, "ايمان")) == ["إيمان الأحمد"]


@pytest.mark.parametrize("typed", ["%%", "__", "a%", "**"])
def test_door_takes_signs_of_databases_for_letters(app: Flask, meeting, typed: str):
    a_registration(meeting, a_person("Amal Haddad"))
    visitor = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))

    assert names(search(visitor, typed)) == []


def test_door_shows_name_organisation_mode_and_state_and_no_address(app: Flask, meeting):
    person = a_person("Amal Haddad", email="amal.secret@example.org")
    a_registration(meeting, person, organisation_name="Bridge")
    visitor = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))

    page = search(visitor, "amal")

    assert (names(page), page.texts("td")) == (
        ["Amal Haddad"],
        ["Bridge", "In person", "Confirmed"],
    )
    assert "amal.secret" not in page.html
    assert names(search(visitor, "amal.secret")) == []
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ["", " ", "a"])
def test_door_without_two_letters_shows_counts_alone(app: Flask, meeting, typed: str):
    a_registration(meeting, a_person("Amal Haddad"))
    visitor = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))

    page = search(visitor, typed, status=422)

    assert page.errors() == {"name": "Error: Type two letters of the name at least."}
    assert names(page) == []
    assert "1 In person: Confirmed" in page.text


def test_door_shows_twenty_and_says_that_there_are_more(app: Flask, meeting):
    for number in range(21):
        a_registration(meeting, a_person(f"Amal {number:02}"), AttendanceMode.ONLINE)
    visitor = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))

    page = search(visitor, "amal")

    assert names(page) == [f"Amal {number:02}" for number in range(20)]
    assert "Only the first 20 are shown" in page.text


def test_door_refuses_the_thirty_first_search_of_a_minute(app: Flask, meeting):
    visitor = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))
    colleague = Visitor(app, somebody_with(meeting, Role.DESK_STAFF))
    page = visitor.get(DOOR)
    for _number in range(30):
        visitor.send(page, {"name": "amal"}, status=200)

    refused = Page(visitor.send(page, {"name": "amal"}, status=429))

    assert "So many searches in a minute are too many" in refused.errors()["name"]
    assert ("name", "amal") in refused.form().fields
    assert search(colleague, "amal").status == 200


@pytest.mark.parametrize("role", [Role.HOST, Role.INTERPRETER, Role.REVIEWER, Role.TRANSLATOR])
def test_door_is_for_desk_staff(app: Flask, meeting, role: Role):
    visitor = Visitor(app, somebody_with(meeting, role))

    visitor.get(DOOR, status=404)
    own = visitor.get("/en/account/").form().fields
    keys = [(n, v) for n, v in own if n in ("csrf_token", "form_key")]
    visitor.post(DOOR, [*keys, ("name", "amal")], status=404)
