"""Reads about feedback: which surveys ask for it, what came in about each session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Answer, Response
from meeting_app.questionnaires.queries.carrying import answers_as_read
from meeting_app.questionnaires.queries.routing import find_routes
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.surveys.models import About, Survey


def list_feedback(meeting: Meeting) -> Sequence[Survey]:
    """Surveys about the meeting and about its sessions."""
    return db.session.scalars(
        select(Survey)
        .where(Survey.meeting_id == meeting.id, Survey.about != About.NOTHING)
        .options(joinedload(Survey.phase))
        .order_by(Survey.id)
    ).all()


@dataclass(slots=True)
class SubjectTally:
    answers: int
    means: dict[int, tuple[float, int]] = field(default_factory=dict)
    """{question id: (mean, answers to it)} of ratings."""


def tally_by_subject(survey: Survey) -> Mapping[str, SubjectTally]:
    """{code of what it is about: what came in}, in two statements; ratings of former versions as they
    read now, in two more."""
    sent = (
        Response.questionnaire_id == survey.questionnaire_id,
        Response.sent_at.is_not(None),
    )
    rows = db.session.execute(
        select(Response.subject, func.count()).where(*sent).group_by(Response.subject)
    )
    found = {row[0]: SubjectTally(row[1]) for row in rows}
    routes = find_routes(survey.questionnaire)
    rated = [one for one in survey.questionnaire.questions if one.kind == QuestionKind.RATING]
    parts: list[Any] = [
        select(answers_as_read(one, routes)) for one in rated if one.id in routes.touched
    ]
    own = [one.id for one in rated if one.id not in routes.touched]
    columns = (Answer.response_id, Answer.question_id, Answer.option_id, Answer.number)
    given = union_all(select(*columns).where(Answer.question_id.in_(own)), *parts).subquery().c
    means = db.session.execute(
        select(Response.subject, given.question_id, func.avg(given.number), func.count())
        .join(Response, Response.id == given.response_id)
        .where(*sent)
        .group_by(Response.subject, given.question_id)
    )
    for subject, question_id, mean, number in means:
        found[subject].means[question_id] = (float(mean), number)
    return found
