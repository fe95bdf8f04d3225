"""What was asked once: questions and options that are no longer there for those who begin now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from meeting_app.core.db import db
from meeting_app.questionnaires.models import Option, Question, Questionnaire


def list_ever_asked(questionnaire: Questionnaire) -> Sequence[Question]:
    """What is asked now and what was asked once. One that is no longer asked keeps its code."""
    return db.session.scalars(
        select(Question)
        .where(Question.questionnaire_id == questionnaire.id)
        .order_by(Question.position, Question.id)
        .options(selectinload(Question.options))
    ).all()


def options_ever(question: Question) -> dict[str, int]:
    """{code: id} of what is offered now and of what was offered once."""
    rows = db.session.execute(
        select(Option.code, Option.id).where(Option.question_id == question.id)
    )
    return {row[0]: row[1] for row in rows}
