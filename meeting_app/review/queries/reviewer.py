"""What a reviewer reads: when, on what, and their own assignments."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from meeting_app.abstracts.models import Abstract, Call, Presenter
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Question, Response
from meeting_app.questionnaires.queries import values_of
from meeting_app.questionnaires.rules import Value, other_code
from meeting_app.review.models import (
    Assignment,
    Criterion,
    Review,
    Score,
)
from meeting_app.review.rules import UNDER_REVIEW


def find_review_phase(meeting: Meeting, now: datetime) -> Phase | None:
    """The one that is open, else the next to open, else the last that closed."""
    phases = db.session.scalars(
        select(Phase)
        .where(Phase.meeting_id == meeting.id, Phase.kind == PhaseKind.REVIEW)
        .order_by(Phase.closes_at, Phase.id)
    ).all()
    return next(
        (phase for phase in phases if now <= phase.closes_at), phases[-1] if phases else None
    )


def list_criteria(call: Call) -> Sequence[Criterion]:
    return db.session.scalars(
        select(Criterion).where(Criterion.call_id == call.id).order_by(Criterion.position)
    ).all()


def get_criterion(meeting: str, number: int) -> Criterion:
    """With its call. LookupError when there is none."""
    found = db.session.scalar(
        select(Criterion)
        .join(Criterion.call)
        .join(Call.meeting)
        .where(Meeting.slug == meeting, Criterion.id == number)
        .options(contains_eager(Criterion.call).contains_eager(Call.meeting))
    )
    if found is None:
        raise LookupError(number)
    return found


def is_scored(criterion: Criterion) -> bool:
    """Whether a reviewer has scored on it."""
    scored = select(Score.id).where(Score.criterion_id == criterion.id).limit(1)
    return db.session.scalar(scored) is not None


def list_criteria_of(meeting: Meeting) -> Sequence[Criterion]:
    return db.session.scalars(
        select(Criterion)
        .join(Call)
        .where(Call.meeting_id == meeting.id)
        .order_by(Call.id, Criterion.position)
    ).all()


def _open_to(person: Person) -> ColumnElement[bool]:
    """What `rules.obstacle` says of authors and their organisations, at this moment: both may have
    changed since the abstract was assigned. (A declared conflict ends the assignment itself.)"""
    mine = person.organisation_id or 0  # None would mean: all without one
    presents = or_(
        Presenter.person_id == person.id,
        Presenter.organisation_id == mine,
        Presenter.person.has(Person.organisation_id == mine),
    )
    return and_(
        Abstract.submitter_id != person.id,
        ~Abstract.submitter.has(Person.organisation_id == mine),
        ~Abstract.presenters.any(presents),
    )


def list_assignments(meeting: Meeting, person: Person) -> Sequence[Assignment]:
    """This person's, with abstract, call and review. The order is the one in which they are read."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.abstract)
        .where(
            Abstract.meeting_id == meeting.id,
            Abstract.state.in_(UNDER_REVIEW),
            Assignment.person_id == person.id,
            _open_to(person),
        )
        .options(
            joinedload(Assignment.abstract).joinedload(Abstract.call),
            joinedload(Assignment.review),
        )
        .order_by(Abstract.call_id, Assignment.id)
    ).all()


def get_assignment(meeting: str, code: str, person: Person | None) -> Assignment:
    """This person's assignment for the abstract; LookupError for everybody else's."""
    if person is None:
        raise LookupError(code)
    found = db.session.scalar(
        select(Assignment)
        .join(Assignment.abstract)
        .join(Abstract.meeting)
        .where(
            Meeting.slug == meeting,
            Abstract.code == code,
            Abstract.state.in_(UNDER_REVIEW),
            Assignment.person_id == person.id,
            _open_to(person),
        )
        .options(
            joinedload(Assignment.abstract).joinedload(Abstract.meeting),
            joinedload(Assignment.abstract).joinedload(Abstract.call),
            joinedload(Assignment.abstract).joinedload(Abstract.theme),
            joinedload(Assignment.review).selectinload(Review.scores),
        )
    )
    if found is None:
        raise LookupError(code)
    return found


def list_answers(response_id: int | None) -> tuple[Sequence[Question], Mapping[str, Value]]:
    """The call's own questions that are answered, without those that are hidden from reviewers; and
    the answers to them, by code."""
    response = db.session.get(Response, response_id) if response_id else None
    if response is None:
        return [], {}
    answered = select(Answer.question_id).where(Answer.response_id == response.id)
    questions = db.session.scalars(
        select(Question)
        .where(Question.id.in_(answered), Question.hidden_from_reviewers.is_(False))
        .order_by(Question.position)
        .options(selectinload(Question.options))
    ).all()
    values = values_of([response])[response.id]
    shown = {question.code for question in questions}
    shown |= {other_code(code) for code in shown}
    return questions, {code: value for code, value in values.items() if code in shown}
