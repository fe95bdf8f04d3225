"""Organisers say what is scored, and when."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import delete, select

from meeting_app.core.db import db
from meeting_app.meetings.models import Phase, PhaseKind
from meeting_app.review.models import Criterion
from tests.review.factories import (
    a_call,
    a_member,
    a_review,
    a_review_phase,
    an_abstract,
)
from tests.support.factories import a_meeting, an_organiser
from tests.support.pages import Page, Visitor

CRITERIA = "/en/2027/desk/review/criteria"


def kept() -> list[tuple[str, int, int]]:
    rows = db.session.scalars(select(Criterion).order_by(Criterion.position))
    return [(row.label.text, row.weight, row.points) for row in rows]


def number(code: str) -> int:
    return db.session.scalars(select(Criterion.id).where(Criterion.code == code)).one()


def test_criteria_are_added_changed_and_deleted_while_nobody_scored(app: Flask):
    meeting = a_meeting("2027")
    a_call(meeting, "practice")
    organiser = Visitor(app, an_organiser(meeting))

    page = organiser.get(f"{CRITERIA}?call=practice")
    organiser.send(page, {"label-en": "Use", "weight": "3", "points": "٤"})
    organiser.send(organiser.get(f"{CRITERIA}/{number('clarity')}/delete"))
    organiser.send(organiser.get(f"{CRITERIA}/{number('relevance')}"), {"label-en": "Fit"})

    assert kept() == [("Fit", 2, 5), ("Use", 3, 4)]
    assert db.session.scalars(select(Criterion.code).order_by(Criterion.position)).all() == [
        "relevance",
        "criterion-1",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"weight": "0"}, "weight"), ({"points": "1"}, "points"), ({"points": "11"}, "points")],
)
def test_criterion_out_of_range_is_refused_at_its_field(
    app: Flask, wrong: dict[str, str], field: str
):
    meeting = a_meeting("2027")
    a_call(meeting, "practice")
    organiser = Visitor(app, an_organiser(meeting))

    answer = organiser.send(organiser.get(CRITERIA), {"label-en": "Use", **wrong}, status=422)

    assert list(Page(answer).errors()) == [field]


def test_criterion_that_was_scored_keeps_its_points_and_stays(app: Flask):
    meeting = a_meeting("2027")
    call = a_call(meeting, "practice")
    a_review_phase(meeting)
    a_review(an_abstract(call), a_member(call))
    organiser = Visitor(app, an_organiser(meeting))
    address = f"{CRITERIA}/{number('clarity')}"

    refused = Page(organiser.send(organiser.get(address), {"points": "3"}, status=422))
    organiser.send(organiser.get(address), {"weight": "4"})
    warning = organiser.get(f"{address}/delete")
    form = organiser.get(address).form()
    organiser.post(f"{address}/delete", form.fields, status=422)

    assert list(refused.errors()) == ["points"]
    assert "Reviewers have scored on “Clarity” already, so it stays." in warning.text
    assert kept() == [("Relevance", 2, 5), ("Clarity", 4, 5)]


def test_committee_page_of_a_call_without_criteria_leads_to_them(app: Flask):
    meeting = a_meeting("2027")
    a_call(meeting, "practice")
    db.session.execute(delete(Criterion))

    page = Visitor(app, an_organiser(meeting)).get("/en/2027/desk/review")

    assert (
        "This call has no criteria yet: its abstracts cannot be scored. Add criteria" in page.text
    )
    assert f"{CRITERIA}?call=practice" in page.links()


def test_dates_of_the_review_are_set_once_and_the_form_goes(app: Flask):
    meeting = a_meeting("2027")
    a_call(meeting, "practice")
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get("/en/2027/desk/review")

    wrong = {"opens_at": "2026-12-01T00:00", "closes_at": "2026-11-01T00:00"}
    refused = Page(organiser.send(page, wrong, status=422))
    organiser.send(refused, {"closes_at": "2026-12-20T18:00"})

    phase = db.session.scalars(select(Phase).where(Phase.kind == PhaseKind.REVIEW)).one()
    assert list(refused.errors()) == ["closes_at"]
    assert (phase.code, phase.public) == ("review", False)
    assert phase.closes_at == datetime(2026, 12, 20, 15, tzinfo=UTC)
    assert "When reviewers write" not in organiser.get("/en/2027/desk/review").texts("h2")


def test_criterion_of_another_meeting_does_not_exist(app: Flask):
    a_call(a_meeting("2026"), "practice")
    organiser = Visitor(app, an_organiser(a_meeting("2027")))

    assert organiser.get(f"{CRITERIA}/{number('clarity')}", status=404).status == 404
