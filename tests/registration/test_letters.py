"""Who would get a letter about a place, and its first sentence."""

from flask import Flask

from meeting_app.registration import service
from meeting_app.registration.letters import CANCELLED, CONFIRMED, MOVED_UP, WAITING
from tests.conftest import NOW
from tests.registration.factories import IN_PERSON, ONLINE, a_desk, a_registration
from tests.support.factories import a_meeting, a_person


def names(kind, meeting, words: str = "", code: str = "") -> list[str]:
    return [one.name for one in kind.recipients(meeting, words, code)]


def test_recipients_are_those_whose_place_is_so(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1, ONLINE: None})
    ada = a_registration(meeting, a_person("Ada"))
    a_registration(meeting, a_person("Bo"))
    gone = a_registration(meeting, a_person("Cleo"), ONLINE)
    service.cancel(gone, NOW)

    assert names(CONFIRMED, meeting) == ["Ada"]
    assert names(WAITING, meeting) == ["Bo"]
    assert names(MOVED_UP, meeting) == ["Ada", "Bo"]
    assert names(CANCELLED, meeting) == ["Ada", "Bo", "Cleo"]
    assert names(CANCELLED, meeting, "CLÉ") == ["Cleo"]
    assert names(CANCELLED, meeting, "", str(ada.id)) == ["Ada"]
    assert names(CANCELLED, meeting, "", f"{ada.id} or 1=1") == []
    assert names(CANCELLED, a_meeting()) == []


def test_opening_says_how_the_person_attends(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    a_registration(meeting, a_person("Ada"))
    a_registration(meeting, a_person("Bo"), ONLINE)

    ada, bo = CONFIRMED.recipients(meeting, "", "")

    assert "in person" in ada.values("en")["opening"]
    assert "in Amman" in ada.values("en")["opening"]
    assert "online" in bo.values("en")["opening"]
    meeting.place = None
    assert ada.values("en")["opening"].endswith("You attend in person, 2–4 March 2027.")
