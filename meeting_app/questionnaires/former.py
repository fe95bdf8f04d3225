"""What was asked once: questions and options that are no longer there for those who begin now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

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


@dataclass(frozen=True, slots=True)
class Former:
    questions: Sequence[Question] = ()
    """No longer asked; with the options that were offered last."""
    options: Mapping[int, Sequence[Option]] = field(default_factory=dict)
    """{question id: options that are no longer offered}, of questions asked now too."""

    def all_options(self, question: Question) -> list[Option]:
        return [*question.options, *self.options.get(question.id, ())]


def read_former(questionnaire: Questionnaire) -> Former:
    """In one statement."""
    offered: dict[Question, list[Option]] = {}
    gone: dict[int, list[Option]] = defaultdict(list)
    for question, option in db.session.execute(
        select(Question, Option)
        .outerjoin(Option, Option.question_id == Question.id)
        .where(Question.questionnaire_id == questionnaire.id, or_(Question.retired, Option.retired))
        .order_by(Question.position, Question.id, Option.position, Option.id)
    ):
        if question.retired:
            offered.setdefault(question, [])
        if option is not None:
            (gone[question.id] if option.retired else offered[question]).append(option)
    for question, options in offered.items():
        set_committed_value(question, "options", options)
    return Former(list(offered), gone)
