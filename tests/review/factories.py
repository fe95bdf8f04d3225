"""Rows of reviewing: plain functions, each returns a flushed row."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from meeting_app.abstracts.models import Abstract, AbstractState, Call, Format, Presenter
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, PhaseKind
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.review import service
from meeting_app.review.models import Assignment
from tests.conftest import NOW
from tests.support.factories import a_person, a_phase, a_text

_number = count(1)


def a_call(meeting: Meeting, slug: str | None = None) -> Call:
    """Closed yesterday, without questions; with the two criteria "relevance" (weight 2) and
    "clarity" (weight 1), five points each."""
    questionnaire = Questionnaire(meeting=meeting)
    db.session.add(questionnaire)
    call = Call(
        meeting=meeting,
        slug=slug or f"call{next(_number)}",
        title=a_text("Call for practice"),
        text=a_text("Send us your practice."),
        format=Format.KNOWLEDGE_PRACTICE,
        phase=a_phase(
            meeting,
            PhaseKind.CALL,
            opens_at=NOW - timedelta(days=60),
            closes_at=NOW - timedelta(days=1),
        ),
        questionnaire=questionnaire,
    )
    db.session.add(call)
    db.session.flush()
    service.add_criterion(call, "relevance", a_text("Relevance"), a_text("To the theme"), 2, 5)
    service.add_criterion(call, "clarity", a_text("Clarity"), None, 1, 5)
    return call


def a_review_phase(meeting: Meeting, **values: Any) -> None:
    a_phase(meeting, PhaseKind.REVIEW, **values)


def an_abstract(
    call: Call,
    title: str | None = None,
    *,
    submitter: Person | None = None,
    language: str = "en",
    state: AbstractState = AbstractState.SUBMITTED,
    **values: Any,
) -> Abstract:
    number = next(_number)
    abstract = Abstract(
        meeting=call.meeting,
        call=call,
        code=f"R{number:05}",
        submitter=submitter or a_person(),
        title=title or f"Abstract {number}",
        text="What we did.\n\nWhat we learnt.",
        language=language,
        state=state,
        created_at=NOW - timedelta(days=5),
        changed_at=NOW - timedelta(days=5),
        submitted_at=NOW - timedelta(days=5),
        **values,
    )
    db.session.add(abstract)
    db.session.flush()
    return abstract


def a_presenter(
    abstract: Abstract,
    name: str = "A presenter",
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
) -> Presenter:
    presenter = Presenter(
        position=len(abstract.presenters) + 1,
        name=name,
        person=person,
        organisation=organisation,
    )
    abstract.presenters.append(presenter)
    db.session.flush()
    return presenter


def a_member(call: Call, **values: Any) -> Person:
    person = a_person(**values)
    service.add_member(call, person, NOW)
    return person


def an_assignment(abstract: Abstract, person: Person) -> Assignment:
    assignment = Assignment(abstract=abstract, person=person, assigned_at=NOW)
    db.session.add(assignment)
    db.session.flush()
    return assignment


def a_review(
    abstract: Abstract,
    person: Person,
    relevance: int = 4,
    clarity: int = 4,
    comment: str = "",
    now: datetime = NOW,
) -> Assignment:
    """Sent; needs an open review phase."""
    assignment = an_assignment(abstract, person)
    scores = {"relevance": relevance, "clarity": clarity}
    service.save_review(assignment, scores, comment, now)
    return assignment
