"""Organisers make and change calls."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import Abstract, Call, Format
from meeting_app.core.db import db
from meeting_app.meetings.service import add_theme
from tests.abstracts.factories import a_call, an_abstract
from tests.support.factories import a_meeting, a_text, an_organiser
from tests.support.pages import Page, Visitor

NEW = {
    "slug": "practice",
    "title-en": "Practice sessions",
    "title-fr": "Sessions pratiques",
    "text-en": "Tell us what you tried.",
    "format": "infographic",
    "word_limit": "٢٥٠",
    "opens_at": "2026-11-20T00:00",
    "closes_at": "2026-12-01T18:00",
}


def test_new_call_makes_a_call_whose_phase_leads_to_it(app: Flask):
    organiser = Visitor(app, an_organiser(a_meeting("2027")))
    page = organiser.get("/en/2027/desk/calls/new")

    organiser.send(page, {**NEW, "questions": ["situation", "takeaway"]})

    call = db.session.scalars(select(Call)).one()
    assert (call.format, call.word_limit) == (Format.INFOGRAPHIC, 250)
    assert [one.code for one in call.questionnaire.questions] == ["situation", "takeaway"]
    assert call.phase.closes_at == datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert "/fr/2027/calls/practice" in Visitor(app).get("/fr/2027/").links()
    assert Visitor(app).get("/fr/2027/calls/practice").heading == "Sessions pratiques"


def test_new_call_without_questions_asks_for_title_and_text_alone(app: Flask):
    organiser = Visitor(app, an_organiser(a_meeting("2027")))

    organiser.send(organiser.get("/en/2027/desk/calls/new"), NEW)

    names = dict(organiser.get("/en/2027/calls/practice/submit").form().fields)
    assert [name for name in names if name.startswith("q-")] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": "taken"}, "slug"),
        ({"slug": "new"}, "slug"),
        ({"word_limit": "0"}, "word_limit"),
        ({"word_limit": "many"}, "word_limit"),
        ({"closes_at": "2026-11-19T00:00"}, "closes_at"),
        ({"opens_at": ""}, "opens_at"),
    ],
)
def test_new_call_that_is_wrong_is_refused_at_its_field(
    app: Flask, wrong: dict[str, str], field: str
):
    meeting = a_meeting("2027")
    a_call(meeting, slug="taken")
    organiser = Visitor(app, an_organiser(meeting))

    page = organiser.get("/en/2027/desk/calls/new")
    again = Page(organiser.send(page, {**NEW, **wrong}, status=422))

    assert list(again.errors()) == [field]
    assert ("text-en", NEW["text-en"]) in again.form().fields
    assert db.session.scalars(select(Call.slug)).all() == ["taken"]


def test_edit_call_holds_at_once_and_keeps_its_address(app: Flask):
    organiser = Visitor(app, an_organiser(a_meeting("2027")))
    organiser.send(organiser.get("/en/2027/desk/calls/new"), NEW)

    page = organiser.get("/en/2027/desk/calls/practice/edit")
    organiser.send(page, {"title-en": "Practice", "word_limit": "90", "format": "infographic"})

    call = db.session.scalars(select(Call)).one()
    assert (call.slug, call.word_limit, call.phase.label.text) == ("practice", 90, "Practice")
    assert call.title.own("fr") == "Sessions pratiques"


def test_abstract_of_a_theme_that_is_deleted_names_none(app: Flask):
    meeting = a_meeting("2027")
    theme = add_theme(meeting, "care", a_text("Care"), None)
    an_abstract(a_call(meeting), theme=theme)
    organiser = Visitor(app, an_organiser(meeting))

    organiser.send(organiser.get("/en/2027/desk/themes/care/delete"))

    assert db.session.scalars(select(Abstract.theme_id)).all() == [None]
