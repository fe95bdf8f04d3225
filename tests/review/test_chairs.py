"""A committee's chair: everything about one call, nothing about the others, no announcement."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from meeting_app.abstracts.models import Call
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, Phase, PhaseKind, Role
from meeting_app.people.models import Person
from meeting_app.review import service
from meeting_app.review.models import Assignment, CommitteeMember, Criterion, Decision
from meeting_app.review.rules import Outcome
from tests.conftest import NOW
from tests.review.factories import a_call, a_member, a_presenter, a_review_phase, an_abstract
from tests.support.factories import a_meeting, a_reviewer, an_organiser, somebody_with
from tests.support.pages import Visitor

DESK = "/en/2027/desk"


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return a_meeting("2027")


@pytest.fixture
def mine(meeting: Meeting) -> Call:
    return a_call(meeting, "mine")


@pytest.fixture
def theirs(meeting: Meeting, mine: Call) -> Call:
    return a_call(meeting, "theirs")


@pytest.fixture
def chair(meeting: Meeting, mine: Call, theirs: Call) -> Person:
    return somebody_with(meeting, Role.CHAIR, "mine", name="Nadège")


def member_of(call: Call) -> int:
    return db.session.scalars(
        select(CommitteeMember.id).where(CommitteeMember.call_id == call.id)
    ).one()


def test_chair_leads_the_review_of_the_own_call(app: Flask, meeting: Meeting, mine, chair):
    a_review_phase(meeting)
    abstract = an_abstract(mine, "One")
    lina = a_reviewer(meeting, name="Lina")
    visitor = Visitor(app, chair)

    visitor.send(visitor.get(f"{DESK}/review"), {"reviewer": str(lina.id)})
    visitor.send(visitor.get(f"{DESK}/review/assign?call=mine&k=1"))
    visitor.send(visitor.get(f"{DESK}/decisions/{abstract.code}"), {"outcome": "accept"})

    assert db.session.scalars(select(Assignment.person_id)).all() == [lina.id]
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.outcome, decision.decided_by_id) == ("accept", chair.id)
    visitor.send(visitor.get(f"{DESK}/review/members/{member_of(mine)}/remove"))
    assert db.session.scalars(select(CommitteeMember)).all() == []


def test_chair_gets_nothing_of_another_call(app: Flask, meeting: Meeting, theirs, chair):
    abstract = an_abstract(theirs, "Two")
    a_member(theirs)
    criterion = db.session.scalars(
        select(Criterion.id).where(Criterion.call_id == theirs.id)
    ).first()
    visitor = Visitor(app, chair)
    paths = (
        f"{DESK}/review?call=theirs",
        f"{DESK}/review/assign?call=theirs&k=1",
        f"{DESK}/review/criteria?call=theirs",
        f"{DESK}/review/criteria/{criterion}",
        f"{DESK}/review/members/{member_of(theirs)}/remove",
        f"{DESK}/decisions?call=theirs",
        f"{DESK}/decisions/scores.xlsx?call=theirs",
        f"{DESK}/decisions/{abstract.code}",
    )

    organiser = Visitor(app, an_organiser(meeting))
    assert [organiser.fetch(path).status_code for path in paths] == [200] * len(paths)
    assert [visitor.fetch(path).status_code for path in paths] == [404] * len(paths)
    page = visitor.get(f"{DESK}/decisions")
    assert not [link for link in page.links() if "theirs" in link]


def test_chair_prepares_and_does_not_announce_nor_set_criteria_or_dates(
    app: Flask, meeting: Meeting, mine, chair
):
    abstract = an_abstract(mine, "One")
    service.decide(abstract, Outcome.ACCEPT, None, NOW)
    visitor = Visitor(app, chair)
    page = visitor.get(f"{DESK}/decisions")
    keys = {n: v for n, v in page.form().fields if n in ("csrf_token", "form_key")}

    visitor.get(f"{DESK}/decisions/announce", status=404)
    visitor.post(f"{DESK}/decisions/announce", list(keys.items()), status=404)
    assert "Preview the announcement" not in page.text
    assert "Save criterion" not in visitor.get(f"{DESK}/review/criteria").text
    visitor.post(f"{DESK}/review/criteria", list(keys.items()), status=404)
    dates = {"opens_at": "2026-12-01T08:00", "closes_at": "2026-12-09T08:00"}
    visitor.post(f"{DESK}/review", list({**keys, **dates}.items()), status=422)
    assert db.session.scalars(select(Phase).where(Phase.kind == PhaseKind.REVIEW)).all() == []
    assert [link for link in page.links() if link.startswith(f"{DESK}/roles")] == []


@pytest.mark.parametrize("part", ["submitter", "presenter", "conflict"])
def test_chair_sees_no_abstract_in_which_they_have_a_part(
    app: Flask, meeting: Meeting, mine, chair, part: str
):
    own = an_abstract(mine, "Own", submitter=chair if part == "submitter" else None)
    other = an_abstract(mine, "Other")
    if part == "presenter":
        a_presenter(own, person=chair)
    if part == "conflict":
        service.declare_conflict(own, chair, NOW)
    service.decide(own, Outcome.ACCEPT, None, NOW)
    visitor = Visitor(app, chair)

    page = visitor.get(f"{DESK}/decisions")
    book = load_workbook(BytesIO(visitor.fetch(f"{DESK}/decisions/scores.xlsx").data))
    cells = {str(c.value) for sheet in book for row in sheet for c in row}

    assert other.code in page.text
    assert own.code not in page.text
    assert "0 prepared: Accept" in page.text
    assert other.code in cells
    assert own.code not in cells
    visitor.get(f"{DESK}/decisions/{own.code}", status=404)
    form = page.form()
    form.options["chosen"].append(own.code)
    visitor.send(page, {"chosen": [own.code, other.code], "outcome": "decline"})
    outcomes = dict(db.session.execute(select(Decision.abstract_id, Decision.outcome)).all())
    assert outcomes == {own.id: "accept", other.id: "decline"}


def test_chair_of_all_calls_has_them_all(app: Flask, meeting: Meeting, mine, theirs):
    visitor = Visitor(app, somebody_with(meeting, Role.CHAIR))

    assert [
        visitor.fetch(f"{DESK}/decisions?call={slug}").status_code for slug in ("mine", "theirs")
    ] == [200, 200]
