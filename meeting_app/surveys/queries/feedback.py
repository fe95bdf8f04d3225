"""Reads about feedback: which surveys ask for it, what came in about each session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Answer, Question, Response
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
    """{code of what it is about: what came in}, in two statements."""
    sent = (
        Response.questionnaire_id == survey.questionnaire_id,
        Response.sent_at.is_not(None),
    )
    rows = db.session.execute(
        select(Response.subject, func.count()).where(*sent).group_by(Response.subject)
    )
    found = {row[0]: SubjectTally(row[1]) for row in rows}
    means = db.session.execute(
        select(Response.subject, Answer.question_id, func.avg(Answer.number), func.count())
        .join(Answer, Answer.response_id == Response.id)
        .join(Question, Question.id == Answer.question_id)
        .where(*sent, Question.kind == QuestionKind.RATING)
        .group_by(Response.subject, Answer.question_id)
    )
    for subject, question_id, mean, number in means:
        found[subject].means[question_id] = (float(mean), number)
    return found
