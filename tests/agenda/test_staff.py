"""The sessions of the day, for hosts, interpreters and desk staff."""

from datetime import timedelta

import pytest
from flask import Flask

from meeting_app.agenda import service
from meeting_app.meetings.models import Meeting, Role
from tests.agenda.factories import FIRST, a_placed_session, a_room, a_session
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser, somebody_with
from tests.support.pages import Page, Visitor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    """Two sessions on the first day, one on the second; one more that is a draft."""
    meeting = a_meeting("2027")
    hall = a_room(meeting)
    a_placed_session(
        meeting,
        "Opening",
        room=hall,
        floor_language="ar",
        interpreted_into=["en", "fr"],
        livestream=True,
    )
    a_placed_session(
        meeting, "Workshop", room=hall, starts_at=FIRST + 2 * HOUR, floor_language="fr"
    )
    a_placed_session(
        meeting,
        "Second day",
        room=hall,
        starts_at=FIRST + DAY,
        floor_language="es",
        interpreted_into=["en"],
    )
    service.publish(meeting, None, NOW)
    a_placed_session(meeting, "Secret draft", room=hall, starts_at=FIRST + 4 * HOUR)
    a_session(meeting, "Without a time")
    return meeting


def sessions_on(page: Page) -> list[str]:
    return page.texts("h3")


@pytest.mark.parametrize("role", [Role.HOST, Role.DESK_STAFF, Role.READING_ORGANISER])
def test_staff_see_all_published_sessions_of_the_first_day(app: Flask, meeting, role: Role):
    page = Visitor(app, somebody_with(meeting, role)).get("/en/2027/staff")

    assert sessions_on(page) == ["Opening", "Workshop"]
    assert "09:00–10:00 · Hall" in page.text
    assert page.texts("dd") == [
        *("Arabic", "English, French", "Yes"),
        *("French", "No interpretation", "No"),
    ]


def test_staff_see_today_when_the_meeting_is_on(app: Flask, meeting):
    app.config["NOW"] = FIRST + DAY + HOUR / 2
    visitor = Visitor(app, somebody_with(meeting, Role.HOST))

    page = visitor.get("/en/2027/staff")
    first = visitor.get("/en/2027/staff?day=2027-03-02")

    assert sessions_on(page) == ["Second day"]
    assert "Now" in page.text
    assert sessions_on(first) == ["Opening", "Workshop"]


def test_interpreter_sees_what_is_interpreted_with_their_languages_first(app: Flask, meeting):
    visitor = Visitor(app, somebody_with(meeting, Role.INTERPRETER, reads=["fr", "ar"]))

    mine = visitor.get("/en/2027/staff")
    everything = visitor.get("/en/2027/staff?language=all")
    french = visitor.get("/en/2027/staff?language=fr")
    spanish = visitor.get("/en/2027/staff?language=es&day=2027-03-03")
    second = visitor.get("/en/2027/staff?day=2027-03-03")

    assert sessions_on(mine) == ["Opening"]
    assert sessions_on(everything) == ["Opening", "Workshop"]
    assert sessions_on(french) == ["Opening", "Workshop"]
    assert sessions_on(spanish) == ["Second day"]
    assert sessions_on(second) == []
    assert "No session of this day fits" in second.text


def test_staff_page_shows_no_draft_to_anybody_and_is_unknown_to_others(app: Flask, meeting):
    organiser = Visitor(app, an_organiser(meeting))
    assert "Secret draft" not in organiser.get("/en/2027/staff").text
    for person in (a_person(), somebody_with(meeting, Role.REVIEWER)):
        Visitor(app, person).get("/en/2027/staff", status=404)


def test_staff_page_before_publication_says_so(app: Flask):
    meeting = a_meeting("2028")

    page = Visitor(app, somebody_with(meeting, Role.HOST)).get("/en/2028/staff")

    assert "The agenda is not published yet. Look again later." in page.text


def test_menu_leads_staff_alone_to_their_page(app: Flask, meeting):
    host, reviewer = somebody_with(meeting, Role.HOST), somebody_with(meeting, Role.REVIEWER)

    assert "/en/2027/staff" in Visitor(app, host).get("/en/2027/").links()
    assert "/en/2027/staff" not in Visitor(app, reviewer).get("/en/2027/").links()
