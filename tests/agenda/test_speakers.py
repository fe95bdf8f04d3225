"""The people of a published agenda, on their pages."""

import io

import pytest
from flask import Flask
from PIL import Image

from meeting_app.agenda import service
from meeting_app.agenda.models import SessionRole
from meeting_app.agenda.service import Part
from meeting_app.agenda.speakers import list_speakers
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.service import grant
from meeting_app.people import service as people
from meeting_app.people.models import Audience, Person, Presence
from meeting_app.people.shown import ShownPerson
from tests.agenda.factories import (
    a_placed_session,
    a_published_person,
    a_published_session,
    an_agenda,
)
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organisation
from tests.support.pages import Visitor


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return a_meeting("2027")


@pytest.fixture
def amal(meeting: Meeting) -> Person:
    """Chairs a published session beside somebody without an account."""
    amal = a_person("Amal Haddad", organisation=an_organisation("Bridge"))
    amal.country = "JO"
    a_placed_session(
        meeting,
        "Opening",
        people=[
            Part("Amal Haddad", SessionRole.CHAIR, "Bridge", amal.id),
            Part("Luis Ortega", SessionRole.SPEAKER, "Puente"),
        ],
    )
    service.publish(meeting, None, NOW)
    return amal


def page_of(person: Person) -> str:
    return f"/en/2027/speakers/{person.profile.code}"


def give_photo(app: Flask, person: Person) -> None:
    made = io.BytesIO()
    Image.new("RGB", (10, 10), "red").save(made, "PNG")
    people.put_photo(person, made.getvalue(), app.config["DATA_DIR"], NOW)


def test_list_speakers_names_each_once_by_name():
    amal = a_published_person("Amal", person_id=7)
    agenda = an_agenda(
        a_published_session("AAAAAA", people=(amal, a_published_person("Zed"))),
        a_published_session("BBBBBB", people=(a_published_person("AMAL H.", person_id=7),)),
        a_published_session("CCCCCC", people=(a_published_person("zed"), a_published_person("Al"))),
    )

    found = list_speakers(agenda, {7: ShownPerson("K7P2QX", "Amal Haddad")})

    assert [(one.name, [s.code for s in one.sessions]) for one in found] == [
        ("Al", ["CCCCCC"]),
        ("Amal Haddad", ["AAAAAA", "BBBBBB"]),
        ("Zed", ["AAAAAA", "CCCCCC"]),
    ]
    assert [one.shown.code if one.shown else None for one in found] == [None, "K7P2QX", None]
    assert list_speakers(agenda, {7: None})[1].name == "Zed"


def test_speakers_page_links_those_with_an_account(amal: Person, visitor: Visitor):
    page = visitor.get("/en/2027/speakers")

    assert page.texts("strong") == ["Amal Haddad", "Luis Ortega"]
    assert [link for link in page.links() if "/speakers/" in link] == [page_of(amal)]


def test_speaker_page_shows_what_everybody_may_know(amal: Person, visitor: Visitor):
    amal.profile.biography = [
        {"language": "fr", "text": "Née à Irbid."},
        {"language": "ar", "text": "ولدت في إربد."},
    ]
    amal.profile.job_title, amal.profile.pronunciation = "Caseworker", "ah-MAHL"
    page = visitor.get(page_of(amal))

    assert page.heading == "Amal Haddad"
    for words in ("Bridge", "Caseworker", "ah-MAHL", "Née à Irbid.", "Opening"):
        assert words in page.text
    assert "Jordan" not in page.text
    assert amal.email not in page.html
    texts = [e for e in page.parsed.all("div") if "own" in e.attributes.get("class", "")]
    assert [(e.attributes["lang"], e.attributes["dir"]) for e in texts] == [("fr", "auto")]
    arabic = visitor.get(page_of(amal).replace("/en/", "/ar/"))
    assert "ولدت في إربد." in arabic.text
    assert "Née" not in arabic.text


@pytest.mark.parametrize("who", ["visitor", "stranger", "participant"])
def test_speaker_page_shows_participants_what_is_for_them(app: Flask, amal: Person, who: str):
    people.choose_presence(
        amal,
        presence=Presence.NAMED,
        pseudonym="",
        audiences={"country": Audience.PARTICIPANTS},
        now=NOW,
    )
    give_photo(app, amal)
    reader = None if who == "visitor" else a_person()
    if who == "participant":
        from meeting_app.meetings.queries import get_meeting

        grant(get_meeting("2027"), reader, Role.REVIEWER, NOW)
    browser = Visitor(app, reader)

    page = browser.get(page_of(amal))
    picture = browser.fetch(f"{page_of(amal)}/photo.jpg")

    assert ("Jordan" in page.text) is (who == "participant")
    assert len(page.parsed.all("img")) == (who == "participant")
    assert picture.status_code == (200 if who == "participant" else 404)
    picture.close()


def test_photo_for_everybody_is_a_picture_and_nothing_else(
    app: Flask, amal: Person, visitor: Visitor
):
    give_photo(app, amal)
    amal.profile.shows_photo = Audience.EVERYBODY
    db.session.flush()
    answer = visitor.fetch(f"{page_of(amal)}/photo.jpg")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Image.open(io.BytesIO(answer.data)).size == (10, 10)
    etag = answer.headers["ETag"]
    answer.close()
    amal.profile.shows_photo = Audience.ORGANISERS
    db.session.flush()
    again = visitor.fetch(f"{page_of(amal)}/photo.jpg", headers={"If-None-Match": etag})
    assert again.status_code == 404


def test_speaker_without_a_part_is_not_there(amal: Person, visitor: Visitor):
    other = a_person("Other")

    visitor.get(page_of(other), status=404)
    visitor.get("/en/2027/speakers/AAAAAA", status=404)


def test_speaker_of_an_unpublished_agenda_is_not_there(meeting: Meeting, visitor: Visitor):
    other = a_person("Other")
    a_placed_session(meeting, people=[Part("Other", SessionRole.CHAIR, "", other.id)])

    visitor.get(page_of(other), status=404)
    assert visitor.get("/en/2027/speakers").heading == "The agenda is not published yet"


def test_session_page_links_to_the_speaker(amal: Person, visitor: Visitor):
    code = visitor.get(page_of(amal)).links()
    session = next(link for link in code if "/sessions/" in link)

    assert page_of(amal) in visitor.get(session).links()


def test_own_feed_of_somebody_hidden_still_holds_their_sessions(app: Flask, amal: Person):
    from meeting_app.calendars import service as calendars
    from meeting_app.meetings.queries import get_meeting

    feed = calendars.make_feed(get_meeting("2027"), amal, "en", NOW)
    secret = feed.secret
    people.choose_presence(amal, presence=Presence.HIDDEN, pseudonym="", audiences={}, now=NOW)

    text = Visitor(app).fetch(f"/feeds/{secret}.ics").text

    assert "SUMMARY" in text
    assert "Opening" in text
    assert "Amal" not in text
