"""The organisers' overview."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from meeting_app.core import jobs
from meeting_app.core.db import db
from meeting_app.meetings.models import PhaseKind
from tests.conftest import NOW
from tests.packs.factories import a_section
from tests.support.factories import a_meeting, a_person, a_phase, an_organiser
from tests.support.pages import Visitor


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_show_of_an_empty_meeting_says_what_to_set(app: Flask, lang: str):
    jobs.show_sign_of_life("worker", NOW)
    organiser = Visitor(app, an_organiser(a_meeting("2027"), language=lang))

    page = organiser.get(f"/{lang}/2027/desk/")

    [button] = [e for e in page.parsed.all("a") if e.attributes.get("class") == "button"]
    assert button.attributes["href"] == f"/{lang}/2027/desk/phases"


def test_show_lists_phases_and_what_is_late(app: Flask):
    meeting = a_meeting("2027")
    a_phase(meeting, PhaseKind.CALL)
    a_phase(
        meeting,
        PhaseKind.REVIEW,
        opens_at=NOW + timedelta(days=20),
        closes_at=NOW + timedelta(days=30),
    )
    a_section(meeting)
    organiser = Visitor(app, an_organiser(meeting))

    page = organiser.get("/en/2027/desk/")

    assert "The next thing to do Late The background worker has not been seen" in page.text
    assert "until Monday 30 November 2026, 12:00" in page.text
    assert "opens on Thursday 10 December 2026, 12:00" in page.text


def test_show_takes_at_most_twelve_statements(app: Flask):
    meeting = a_meeting("2027")
    a_phase(meeting)
    organiser = Visitor(app, an_organiser(meeting))
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    organiser.get("/en/2027/desk/")

    assert len([one for one in statements if one.startswith("SELECT")]) <= 12


def test_show_for_others_is_not_found(app: Flask):
    a_meeting("2027")

    Visitor(app, an_organiser(a_meeting("2026"))).get("/en/2027/desk/", status=404)


def test_menu_leads_organisers_to_the_desk_and_nobody_else(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting)).get("/en/2027/")
    participant = Visitor(app, a_person()).get("/en/2027/")

    assert "/en/2027/desk/" in organiser.links()
    assert "/en/2027/desk/" not in participant.links()
