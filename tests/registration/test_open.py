"""Organisers open registration."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from meeting_app.registration import queries
from tests.registration.factories import a_desk
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor

OPEN = "/en/2027/desk/registration/open"
DATES = {"opens_at": "2026-11-20T00:00", "closes_at": "2027-02-20T18:00"}


def test_open_takes_registrations_from_then_on(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))
    assert OPEN in organiser.get("/en/2027/desk/registration").links()

    organiser.send(organiser.get(OPEN), {**DATES, "in_person": "٤٠"})

    desk = queries.find_desk(meeting)
    assert desk
    assert desk.phase.closes_at == datetime(2027, 2, 20, 15, tzinfo=UTC)
    places = [(row.mode, row.capacity) for row in queries.list_places(meeting)]
    assert places == [("in_person", 40), ("online", None)]
    assert "/ar/2027/register" in Visitor(app).get("/ar/2027/").links()
    assert Visitor(app, a_person("Lina")).get("/en/2027/register").form().options["mode"] == [
        "in_person",
        "online",
    ]


def test_open_without_a_way_to_attend_offers_the_other_alone(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))

    organiser.send(organiser.get(OPEN), {**DATES, "offers_in_person": None, "in_person": "9"})

    assert [row.mode for row in queries.list_places(meeting)] == ["online"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"offers_in_person": None, "offers_online": None}, "offers_online"),
        ({"in_person": "-1"}, "in_person"),
        ({"closes_at": "2026-11-19T00:00"}, "closes_at"),
    ],
)
def test_open_that_is_wrong_is_refused_at_its_field(
    app: Flask, wrong: dict[str, str | None], field: str
):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))

    answer = organiser.send(organiser.get(OPEN), {**DATES, **wrong}, status=422)

    assert list(Page(answer).errors()) == [field]
    assert queries.find_desk(meeting) is None


def test_open_twice_leads_to_the_desk_and_changes_nothing(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get(OPEN)
    a_desk(meeting)

    refused = Page(organiser.send(page, DATES, status=422))

    assert "Registration for this meeting has its dates already." in refused.text
    assert organiser.fetch(OPEN).headers["Location"] == "/en/2027/desk/registration"
